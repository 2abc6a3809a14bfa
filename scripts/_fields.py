"""Times, amounts and accounts of a manifest, read exactly. A field is named with its place: price (phases, entry 2)."""

import re
from datetime import datetime

from eth_utils.address import is_checksum_address, to_checksum_address

from scripts._currencies import ZERO_ADDRESS, Currency
from scripts._manifest_refusals import AccountWrong, PriceTooHigh, PriceTooPrecise, TimeUnreadable, ZoneMissing

ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")
PRICE_LIMIT = 2**96 - 1  # the drop keeps its prices in 96 bits


def read_time(field: str, value: str | None) -> datetime | None:
    """Return the moment that `value` names; raises unless it is ISO 8601 with a zone."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise TimeUnreadable(field, value) from error
    if moment.tzinfo is None:
        raise ZoneMissing(field, value)
    return moment


def read_price(field: str, value: str | int, currency: Currency) -> int:
    """Return a price in the currency's smallest unit; raises when that would lose a digit."""
    _, _, fraction = str(value).partition(".")
    if len(fraction) > currency.decimals:
        raise PriceTooPrecise(field, value, currency)
    price = shift(value, currency.decimals)
    if price > PRICE_LIMIT:
        raise PriceTooHigh(field, value, currency.symbol)
    return price


def read_account(field: str, account: str) -> str:
    """Return an account in checksum case; raises when a mixed-case one fails its checksum, or it is nobody's."""
    if not ADDRESS.fullmatch(account) or account == ZERO_ADDRESS or not is_intact(account):
        raise AccountWrong(field, account)
    return to_checksum_address(account)


def is_intact(account: str) -> bool:
    """Tell whether 0x and 40 digits keep their checksum (EIP-55); in one case only they have none."""
    digits = account[2:]
    return digits in (digits.lower(), digits.upper()) or is_checksum_address(account)


def shift(value: str | int, decimals: int) -> int:
    """Return `value` times ten to the power of `decimals`, exactly: Decimal would round at 28 digits."""
    whole, _, fraction = str(value).partition(".")
    return int(whole + fraction.ljust(decimals, "0"))


def moment_at(moment: datetime | None) -> int:
    """Return a moment in unix seconds; 0, and what is before it, is at once, or never."""
    return max(0, int(moment.timestamp())) if moment else 0
