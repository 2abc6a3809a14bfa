"""Transactions that were signed and are not recorded yet: written before each broadcast, so a crash repeats nothing."""

from dataclasses import asdict, dataclass
from pathlib import Path

from scripts._json_file import read_json, write_json
from scripts._networks import Network


@dataclass(frozen=True)
class Entry:
    """One signed transaction; its sender and nonce exclude any other."""

    sender: str
    nonce: int
    transaction: str


class Journal:
    """What one network was asked to do; the file is there only while something is under way."""

    def __init__(self, directory: Path, network: Network) -> None:
        self.path = directory / f"{network.name}.journal.json"

    def find(self, step: str) -> Entry | None:
        """Return the transaction signed for a step, or `None` when nothing is under way."""
        entry = read_json(self.path).get(step)
        return Entry(**entry) if entry else None

    def write(self, step: str, entry: Entry) -> None:
        """Write down a transaction before it is broadcast."""
        write_json(self.path, read_json(self.path) | {step: asdict(entry)})

    def strike(self, step: str) -> None:
        """Remove a step whose outcome is recorded, or can never come."""
        entries = {name: entry for name, entry in read_json(self.path).items() if name != step}
        if entries:
            write_json(self.path, entries)
        else:
            self.forget()

    def forget(self) -> None:
        """Remove everything: the chain it was meant for is gone."""
        self.path.unlink(missing_ok=True)
