"""Who is paid what share of a release's earnings."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scripts._fields import read_account, shift
from scripts._manifest_refusals import PayeeTwice, SharesIncomplete, ShareZero

SHARE_DECIMALS = 4
PARTS_PER_MILLION = 1_000_000


@dataclass(frozen=True)
class Payee:
    """Who is paid, and how many parts of a million."""

    account: str
    share: int
    name: str | None


def read_payees(entries: list[dict[str, Any]]) -> tuple[Payee, ...]:
    """Return the payees of a manifest; raises unless their shares sum to everything."""
    payees = tuple(_read_payee(number, entry) for number, entry in enumerate(entries, start=1))
    accounts = [payee.account for payee in payees]
    for account in accounts:
        if accounts.count(account) > 1:
            raise PayeeTwice(account)
    total = sum(payee.share for payee in payees)
    if total != PARTS_PER_MILLION:
        raise SharesIncomplete(Decimal(total).scaleb(-SHARE_DECIMALS))
    return payees


def pack_payees(payees: Iterable[Payee]) -> list[tuple[str, int]]:
    """Return payees as the label asks for them: in ascending order of their accounts."""
    return sorted(((payee.account, payee.share) for payee in payees), key=lambda pair: int(pair[0], 16))


def _read_payee(number: int, entry: dict[str, Any]) -> Payee:
    account = read_account(f"account (payees, entry {number})", entry["account"])
    share = shift(entry["share"], SHARE_DECIMALS)
    if share == 0:
        raise ShareZero(number)
    return Payee(account, share, entry.get("name"))
