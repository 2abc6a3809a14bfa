"""Keep a label's releases safe: `ape run storage status --account dj --network ... --backend ...`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from scripts._clock import Clock
from scripts._desk import FOLDER, Desk, backend_option, desk_command
from scripts._export import Export
from scripts._export_folder import ExportFolder
from scripts._import import Import
from scripts._passphrase import passphrase_option
from scripts._storage_backend import StorageBackend
from scripts._storage_care import StorageCare
from scripts._storage_status import is_safe, write_status

NOT_SAFE = 1


@click.group()
def cli() -> None:
    """See what is kept where, take it along, move it."""


@contextmanager
def signed_in(desk: Desk, url: str) -> Iterator[StorageBackend]:
    """Open a session with the server at `url` for the desk's account."""
    with StorageBackend(url) as backend:
        desk.sign_in(backend)
        yield backend


@desk_command(cli)
@backend_option
def status(desk: Desk, backend: str) -> None:
    """Show every object, its copies and their proofs; fails while something is not safe."""
    with signed_in(desk, backend) as server:
        storage = server.get_storage()
    desk.screen.say(write_status(storage, Clock().now()))
    if not is_safe(storage):
        raise click.exceptions.Exit(NOT_SAFE)


@desk_command(cli)
@backend_option
def audit(desk: Desk, backend: str) -> None:
    """Fetch random blocks of every object from every copy and check them; fails when something stays lost."""
    with signed_in(desk, backend) as server:
        is_well = StorageCare(server, desk.screen).audit()
    if not is_well:
        raise click.exceptions.Exit(NOT_SAFE)


@desk_command(cli)
@click.argument("slug")
@click.option("--to", "folder", type=FOLDER, required=True, help="The new folder to write.")
@passphrase_option(is_new=True)
@backend_option
def export(desk: Desk, slug: str, folder: Path, passphrase: str, backend: str) -> None:
    """Write the release SLUG to a folder that restores it on any server, its keys sealed by a passphrase."""
    with signed_in(desk, backend) as server:
        Export(server, slug, folder, passphrase, desk.screen).run()


@desk_command(cli, "import")
@click.argument("folder", type=FOLDER)
@passphrase_option(is_new=False)
@backend_option
def import_(desk: Desk, folder: Path, passphrase: str, backend: str) -> None:
    """Bring the release that was exported to FOLDER to a server."""
    with signed_in(desk, backend) as server:
        Import(server, ExportFolder(folder), passphrase, desk.screen).run()


@desk_command(cli)
@click.option("--from", "source", required=True, help="The place to leave.")
@click.option("--to", "destination", required=True, help="The place that gets everything.")
@backend_option
def move(desk: Desk, source: str, destination: str, backend: str) -> None:
    """Bring everything that is at one place of PINNING_PLACES to another."""
    with signed_in(desk, backend) as server:
        StorageCare(server, desk.screen).move(source, destination)


@desk_command(cli)
@click.argument("cid")
@backend_option
def unpin(desk: Desk, cid: str, backend: str) -> None:
    """Remove the object CID, which no release needs, at every place, for good."""
    with signed_in(desk, backend) as server:
        StorageCare(server, desk.screen).unpin(cid)
