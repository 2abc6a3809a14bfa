"""The payees of a split that belongs to no drop, a CSV file: account,share and, for whoever reads it, name."""

import re
from decimal import Decimal
from pathlib import Path

from eth_utils.address import to_checksum_address

from scripts._csv_rows import RowsUnreadable, RowWrong, read_rows
from scripts._currencies import ZERO_ADDRESS
from scripts._fields import ADDRESS, is_intact, shift
from scripts._manifest_refusals import SharesIncomplete
from scripts._payees import PARTS_PER_MILLION, SHARE_DECIMALS, Payee

NEEDED = ["account", "share"]
COLUMNS = [*NEEDED, "name"]
MOST_PAYEES = 50
SHARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?")


def read_payees_file(path: Path) -> tuple[Payee, ...]:
    """Return the payees in the file at `path`; raises for the first bad row, or when the shares are not everything."""
    rows = read_rows("FILE", path, NEEDED)
    line, columns = next(rows, (1, []))
    if columns not in (NEEDED, COLUMNS):
        raise RowWrong(path, line, f"the header of a list of payees is {','.join(NEEDED)}; name may follow")
    payees: list[Payee] = []
    lines: dict[str, int] = {}
    for number, cells in rows:
        if len(payees) == MOST_PAYEES:
            raise RowWrong(path, number, f"a split pays at most {MOST_PAYEES} payees: give some a split of their own")
        payee = _read_payee(path, number, cells)
        if payee.account in lines:
            first = lines[payee.account]
            raise RowWrong(path, number, f"{payee.account} is in line {first} already: add its shares up in one row")
        lines[payee.account] = number
        payees.append(payee)
    if not payees:
        raise RowsUnreadable("FILE", path, f"lists nobody: add a row for each payee, up to {MOST_PAYEES}")
    total = sum(payee.share for payee in payees)
    if total != PARTS_PER_MILLION:
        raise SharesIncomplete(Decimal(total).scaleb(-SHARE_DECIMALS))
    return tuple(payees)


def _read_payee(path: Path, line: int, cells: list[str]) -> Payee:
    account, share, name, *rest = *cells, *[""] * len(COLUMNS)
    if any(rest):
        raise RowWrong(path, line, f"there are more cells than {','.join(COLUMNS)}: put a name with commas in quotes")
    if not ADDRESS.fullmatch(account) or not is_intact(account):
        raise RowWrong(path, line, f"account is {account!r}, no address or mistyped: copy it again from the wallet")
    if account == ZERO_ADDRESS:
        raise RowWrong(path, line, "account is the zero address, which is nobody's: remove the row")
    parts = shift(share, SHARE_DECIMALS) if SHARE.fullmatch(share) else 0
    if not parts:
        raise RowWrong(path, line, f"share is {share!r}: it should be a part of 100, at most 4 decimals, such as 62.5")
    return Payee(to_checksum_address(account), parts, name or None)
