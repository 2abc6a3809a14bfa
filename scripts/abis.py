"""Write what scripts, backend and pages know of the contracts: python -m scripts.abis [--check]."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from scripts._compiled import CONTRACTS, ROOT, compile_source

ABIS = ROOT / "metadata" / "abis"
SIMULATED = ROOT / "metadata" / "simulated"
# What lives at one address, by its name; a drop's two halves do.
CONTRACTS_OF = {
    "Label": ("drops/Label.vy",),
    "MixDrop": ("drops/MixDrop.vy", "drops/DropOffice.vy"),
    "RoyaltySplit": ("royalties/RoyaltySplit.vy",),
    "ManagedSplit": ("royalties/ManagedSplit.vy",),
    "FanToken": ("governance/FanToken.vy",),
    "FanGovernor": ("governance/FanGovernor.vy",),
}

# What a node simulates the creation of, and is deployed nowhere.
SIMULATED_CONTRACTS = {"SignatureCheck": "identity/SignatureCheck.vy"}


def compile_abi(sources: Iterable[Path]) -> list[dict[str, Any]]:
    """Return the ABI of an address, in an order that does not depend on that of its functions.

    The first source's constructor is the one that counts.
    """
    first, *others = (compile_source(source, CONTRACTS)["abi"] for source in sources)
    entries = first + [
        entry for abi in others for entry in abi if entry["type"] != "constructor" and entry not in first
    ]
    return sorted(entries, key=lambda entry: (entry["type"], entry.get("name", ""), len(entry.get("inputs", ()))))


def list_abis() -> Iterator[tuple[Path, str]]:
    """Return the file of each ABI and what must stand in it."""
    for name, sources in CONTRACTS_OF.items():
        yield ABIS / f"{name}.json", _write(compile_abi(CONTRACTS / source for source in sources))


def list_simulated() -> Iterator[tuple[Path, str]]:
    """Return the file of each contract that is only simulated: the code that creates it, and the code it would have."""
    for name, source in SIMULATED_CONTRACTS.items():
        output = compile_source(CONTRACTS / source, CONTRACTS)
        yield SIMULATED / f"{name}.json", _write({form: output[form] for form in ("bytecode", "bytecode_runtime")})


def list_stale_abis() -> list[Path]:
    """Return the files that differ from what compiles."""
    files = (*list_abis(), *list_simulated())
    return [path for path, text in files if not path.exists() or path.read_text() != text]


def _write(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    return json.dumps(value, indent=2) + "\n"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail when a file differs from what compiles.")
def main(*, check: bool) -> None:
    """Write metadata/abis and metadata/simulated from what compiles."""
    if not check:
        for path, text in (*list_abis(), *list_simulated()):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        return
    stale = [path.name for path in list_stale_abis()]
    if stale:
        message = f"{', '.join(stale)} not as compiled: run python -m scripts.abis"
        raise click.ClickException(message)


if __name__ == "__main__":
    main()
