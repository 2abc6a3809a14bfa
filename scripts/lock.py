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
    "requirements-prove.lock": ("--group", "prove"),
}
# Exact versions and hashes for every platform; no registry's address.
STYLE = ("--quiet", "--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate")


class Unresolved(click.ClickException):
    """The requirements of pyproject.toml contradict each other, or name what does not exist."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} cannot be resolved from pyproject.toml, correct its requirements:\n{reason.strip()}")


def write_lock(name: str, target: Path) -> None:
    """Resolve one lock into `target`; versions already in it are kept while they fit."""
    command = [sys.executable, "-m", "uv", "pip", "compile", *LOCKS[name], *STYLE, "--output-file", str(target)]
    resolved = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if resolved.returncode != 0:
        raise Unresolved(name, resolved.stderr)


def find_stale_locks() -> list[str]:
    """Return the locks that pyproject.toml no longer agrees with."""
    with tempfile.TemporaryDirectory() as scratch:
        return [name for name in LOCKS if _is_stale(name, Path(scratch))]


def _is_stale(name: str, scratch: Path) -> bool:
    fresh = Path(shutil.copy(ROOT / name, scratch))
    write_lock(name, fresh)
    return _read_pins(fresh) != _read_pins(ROOT / name)


def _read_pins(lock: Path) -> list[str]:
    """Return the lines that name a version: a registry may gain further files, and hashes, of the same one."""
    return [line for line in lock.read_text().splitlines() if line and not line.startswith(" ")]


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
