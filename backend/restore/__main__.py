"""Open an export: `python -m backend.restore night-bus --to files`."""

import shutil
import tempfile
from pathlib import Path

import click

from backend.catalog.archive_check import check_archive
from backend.core.errors import HecticError
from backend.ipfs.store import Store
from backend.restore.errors import TargetTaken, TargetUnwritable
from backend.restore.export import ExportFolder
from backend.restore.files import write_release

FOLDER: click.Path = click.Path(path_type=Path)


class Refused(click.ClickException):
    """A reason not to go on, in one sentence."""

    exit_code = 2


def restore(export: ExportFolder, target: Path, passphrase: str) -> list[str]:
    """Write the files of a release into the new folder `target`, all or nothing, and return their names."""
    if target.exists():
        raise TargetTaken(target)
    archive = export.open(passphrase)
    try:
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=target.absolute().parent, prefix=f"{target.name}."))
        try:
            store, files = Store(draft / "store"), draft / "files"
            export.load(archive, store)
            check_archive(archive.slug, archive, store)
            files.mkdir()
            written = write_release(archive, store, files)
            files.rename(target)
        finally:
            shutil.rmtree(draft)
    except OSError as error:
        raise TargetUnwritable(target, error.strerror or str(error)) from error
    return sorted(path.name for path in written)


@click.command()
@click.argument("export", type=FOLDER)
@click.option("--to", "target", type=FOLDER, required=True, help="The new folder to write.")
@click.option(
    "--passphrase",
    envvar="EXPORT_PASSPHRASE",
    show_envvar=True,
    prompt="Passphrase of the export",
    hide_input=True,
    help="Asked for, because what is typed here others may see.",
)
def main(export: Path, target: Path, passphrase: str) -> None:
    """Give back the sound, pictures and metadata of the release that was exported to the folder EXPORT."""
    try:
        names = restore(ExportFolder(export), target, passphrase)
    except HecticError as error:
        raise Refused(error.sentence) from error
    click.echo(f"{target} has {', '.join(names)}.")


if __name__ == "__main__":
    main()
