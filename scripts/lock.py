"""Write the locks, or check that they match pyproject.toml: `python -m scripts.lock [--check]`."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

ROOT = Path(__file__).parent.parent
LOCKS = {
    "requirements.lock": ("pyproject.toml", "--group", "dev"),
    "requirements-install.lock": ("--group", "install"),
    "requirements-npm.lock": ("--group", "npm"),
}
# Exact versions and hashes for every platform; no registry's address.
STYLE = ("--quiet", "--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate")


def write_lock(name: str, target: Path) -> None:
    """Resolve one lock into `target`; versions already in it are kept while they fit."""
    command = [sys.executable, "-m", "uv", "pip", "compile", *LOCKS[name], *STYLE, "--output-file", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def find_stale_locks() -> list[str]:
    """Return the locks that pyproject.toml no longer agrees with."""
    with tempfile.TemporaryDirectory() as scratch:
        return [name for name in LOCKS if _is_stale(name, Path(scratch))]


def _is_stale(name: str, scratch: Path) -> bool:
    fresh = Path(shutil.copy(ROOT / name, scratch))
    write_lock(name, fresh)
    return fresh.read_text() != (ROOT / name).read_text()


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail when a lock is stale.")
def main(*, check: bool) -> None:
    """Resolve pyproject.toml into the locks."""
    if not check:
        for name in LOCKS:
            write_lock(name, ROOT / name)
        return
    stale = find_stale_locks()
    if stale:
        message = f"{', '.join(stale)} does not match pyproject.toml: run `python -m scripts.lock` and commit it."
        raise click.ClickException(message)


if __name__ == "__main__":
    main()
