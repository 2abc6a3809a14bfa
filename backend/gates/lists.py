"""Read lists of wallets that gates name: JSON or CSV, each wallet once. Pure."""

import csv
import io
import re
from collections.abc import Iterable

from pydantic_core import from_json

from backend.core.keccak import write_checksum
from backend.gates.errors import ListTooLarge, ListUnreadable

MOST_WALLETS = 100_000
LIMIT_BYTES = 8 * 1024**2
"""Nearly twice what the longest list takes."""
COLUMN = "wallet"
ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")


def read_list(content: bytes) -> tuple[str, ...]:
    """Return the wallets of a list in checksum case: a JSON array, or CSV whose first column is `wallet`."""
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise ListUnreadable(1, "is not UTF-8 text: save it as such") from error
    rows = _read_json(text) if text.startswith("[") else _read_csv(text)
    wallets = tuple(dict.fromkeys(_read_wallet(line, wallet) for line, wallet in rows))
    if len(wallets) > MOST_WALLETS:
        raise ListTooLarge(LIMIT_BYTES, MOST_WALLETS)
    return wallets


def _read_json(text: str) -> Iterable[tuple[int, object]]:
    try:
        # Counts how deep it goes, where `json` recurses until the stack of this thread ends.
        entries = from_json(text)
    except ValueError as error:
        raise ListUnreadable(1, "is no JSON: it should be a list of addresses") from error
    return enumerate(entries, start=1)


def _read_csv(text: str) -> Iterable[tuple[int, object]]:
    rows = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
    if [cell.strip() for cell in next(rows, [])][:1] != [COLUMN]:
        raise ListUnreadable(1, f"is no header: a list begins with the line {COLUMN}")
    try:
        return [(rows.line_num, row[0].strip()) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise ListUnreadable(rows.line_num, f"is no CSV ({error}): correct it") from error


def _read_wallet(line: int, wallet: object) -> str:
    if not isinstance(wallet, str) or not ADDRESS.fullmatch(wallet):
        raise ListUnreadable(line, "is no address: it should be 0x and 40 hexadecimal digits")
    address = write_checksum(wallet)
    if wallet[2:] not in (address[2:], address[2:].lower(), address[2:].upper()):
        raise ListUnreadable(line, "has a wrong checksum (EIP-55): copy the address again")
    return address
