"""Write the ABIs that scripts, backend and pages read: python -m scripts.abis [--check]."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import snekmate
from vyper.compiler import compile_from_file_input
from vyper.compiler.input_bundle import FilesystemInputBundle

ROOT = Path(__file__).parent.parent
CONTRACTS = ROOT / "contracts"
ABIS = ROOT / "metadata" / "abis"
DEPLOYABLE = ("drops/MixDrop.vy", "drops/Label.vy", "royalties/RoyaltySplit.vy")


def compile_abi(source: Path) -> list[dict[str, Any]]:
    """Return the ABI of a contract, in an order that does not depend on that of its functions."""
    site_packages = Path(snekmate.__path__[0]).parent
    bundle = FilesystemInputBundle([site_packages, CONTRACTS])
    output = compile_from_file_input(bundle.load_file(source), input_bundle=bundle, output_formats=["abi"])
    return sorted(output["abi"], key=lambda entry: (entry["type"], entry.get("name", ""), len(entry["inputs"])))


def list_abis() -> Iterator[tuple[Path, str]]:
    """Return the file of each deployable contract's ABI and what must stand in it."""
    for name in DEPLOYABLE:
        source = CONTRACTS / name
        yield ABIS / f"{source.stem}.json", json.dumps(compile_abi(source), indent=2) + "\n"


def list_stale_abis() -> list[Path]:
    """Return the files that differ from what compiles."""
    return [path for path, text in list_abis() if not path.exists() or path.read_text() != text]


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail when a file differs from what compiles.")
def main(*, check: bool) -> None:
    """Write metadata/abis from what compiles."""
    if not check:
        for path, text in list_abis():
            path.write_text(text)
        return
    stale = [path.name for path in list_stale_abis()]
    if stale:
        message = f"{', '.join(stale)} not as compiled: run python -m scripts.abis"
        raise click.ClickException(message)


if __name__ == "__main__":
    main()
