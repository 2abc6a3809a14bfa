"""The list of a phase, a CSV file: which wallet may buy how many for how much. A bad row is named by its line."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from eth_utils.address import to_checksum_address

from scripts._csv_rows import RowsUnreadable, RowWrong, read_rows
from scripts._currencies import COIN, ZERO_ADDRESS, Currency
from scripts._fields import ADDRESS, is_intact, read_price
from scripts._manifest_refusals import PriceTooHigh, PriceTooPrecise

COLUMNS = ("wallet", "quantity", "price")
NEEDED = COLUMNS[:2]
ROW_LIMIT = 100_000
QUANTITY_LIMIT = 65_535  # what a wallet's word can count of one phase
PRICE = re.compile(r"[0-9]{1,29}(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Entry:
    """A wallet, how many editions it may buy in the phase, and the price of each in the currency's smallest unit."""

    wallet: str
    quantity: int
    price: int


@dataclass(frozen=True)
class Allowlist:
    """The entries of a list, in the order of their file."""

    path: Path
    entries: tuple[Entry, ...]

    @property
    def largest(self) -> int:
        """How many editions the luckiest wallet may buy."""
        return max(entry.quantity for entry in self.entries)


def read_allowlist(field: str, path: Path, price: int | None, currency: Currency) -> Allowlist:
    """Return the list in the file at `path`; `price` is that of rows without one. Raises for the first bad row."""
    rows = read_rows(field, path, COLUMNS)
    columns = _read_header(path, next(rows, (1, [])))
    entries: list[Entry] = []
    lines: dict[str, int] = {}
    for line, cells in rows:
        if len(entries) == ROW_LIMIT:
            raise RowWrong(path, line, f"a list has at most {ROW_LIMIT:,} rows: spread it over two phases")
        row = _Row(path, line, columns, cells, currency)
        entries.append(row.read(price))
        row.take(lines, entries[-1].wallet)
    if not entries:
        raise RowsUnreadable(field, path, "lists nobody: add a row for each wallet")
    return Allowlist(path, tuple(entries))


def read_wallets(path: Path, may_have: Collection[str] = ()) -> tuple[str, ...]:
    """Return the wallets of a file with the column `wallet`, and others it `may_have`; raises for the first bad row."""
    rows = read_rows("FILE", path, ("wallet",))
    line, columns = next(rows, (1, []))
    if columns.count("wallet") != 1 or not {"wallet", *may_have}.issuperset(columns):
        others = f"; {' and '.join(may_have)} may follow" if may_have else ", and nothing else"
        raise RowWrong(path, line, f"the header of a list of wallets is wallet{others}")
    lines: dict[str, int] = {}
    for number, cells in rows:
        row = _Row(path, number, columns, cells, COIN)
        row.take(lines, row.read_wallet())
    if not lines:
        raise RowsUnreadable("FILE", path, "lists nobody: add a row for each wallet")
    return tuple(lines)


def _read_header(path: Path, header: tuple[int, list[str]]) -> list[str]:
    line, columns = header
    wanted = f"the header is {','.join(COLUMNS)}, price may be left out"
    for column in columns:
        if column not in COLUMNS:
            raise RowWrong(path, line, f"{column!r} is no column of a list: {wanted}")
        if columns.count(column) > 1:
            raise RowWrong(path, line, f"the column {column} is there twice: {wanted}")
    for column in NEEDED:
        if column not in columns:
            raise RowWrong(path, line, f"the column {column} is missing: {wanted}")
    return columns


@dataclass(frozen=True)
class _Row:
    path: Path
    line: int
    columns: list[str]
    cells: list[str]
    currency: Currency

    def take(self, lines: dict[str, int], wallet: str) -> None:
        """Note the line of a wallet, which must be its only one."""
        if wallet in lines:
            self._refuse(f"{wallet} is in line {lines[wallet]} already: keep one of them")
        lines[wallet] = self.line

    def read(self, price: int | None) -> Entry:
        """Return the row as an entry; `price` is what it costs when the row does not say it."""
        if len(self.cells) > len(self.columns):
            self._refuse(f"there are {len(self.cells)} cells for {len(self.columns)} columns: remove some")
        row = dict(zip(self.columns, self.cells, strict=False))
        return Entry(
            self.read_wallet(),
            self._read_quantity(row.get("quantity", "")),
            self._read_price(row.get("price", ""), price),
        )

    def read_wallet(self) -> str:
        """Return the row's wallet in checksum case."""
        wallet = dict(zip(self.columns, self.cells, strict=False)).get("wallet", "")
        if not ADDRESS.fullmatch(wallet):
            self._refuse(f"wallet is {wallet!r}, no address: it should be 0x and 40 hexadecimal digits")
        if wallet == ZERO_ADDRESS:
            self._refuse("wallet is the zero address, which is nobody's: remove the row")
        if not is_intact(wallet):
            self._refuse(f"wallet is {wallet}, which fails its checksum (EIP-55): copy it again")
        return to_checksum_address(wallet)

    def _read_quantity(self, quantity: str) -> int:
        number = int(quantity) if quantity.isascii() and quantity.isdecimal() and len(quantity) < len("1000000") else 0
        if not 1 <= number <= QUANTITY_LIMIT:
            self._refuse(f"quantity is {quantity!r}: it should be a whole number from 1 to {QUANTITY_LIMIT}")
        return number

    def _read_price(self, price: str, default: int | None) -> int:
        if price == "":
            if default is None:
                self._refuse("price is empty and the phase has none: give one of them")
            return default
        if not PRICE.fullmatch(price):
            self._refuse(f'price is {price!r}: it should be an amount of {self.currency.symbol} such as "4.5"')
        try:
            return read_price("price", price, self.currency)
        except (PriceTooHigh, PriceTooPrecise) as error:
            self._refuse(error.message.rstrip("."))

    def _refuse(self, reason: str) -> NoReturn:
        raise RowWrong(self.path, self.line, reason)
