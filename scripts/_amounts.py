"""Amounts and times as a DJ reads them."""

from datetime import datetime
from decimal import Decimal

from scripts._currencies import COIN, Currency

PLACES = 6


def show_coin(wei: int) -> str:
    """Return an amount in POL, exact: 50000000000000000 is "0.05 POL"."""
    return show_amount(wei, COIN)


def show_amount(units: int, currency: Currency) -> str:
    """Return an amount of a currency's smallest units, exact: 4500000 of USDC is "4.5 USDC"."""
    return f"{_plain(Decimal(units).scaleb(-currency.decimals))} {currency.symbol}"


def show_votes(units: int, token: Currency) -> str:
    """Return an amount of a fan token, exact, in groups of three digits: "1,000.5 TIDE"."""
    whole, rest = divmod(units, 10**token.decimals)
    fraction = f".{rest:0{token.decimals}d}".rstrip("0").rstrip(".")
    return f"{whole:,}{fraction} {token.symbol}"


def show_cost(wei: int) -> str:
    """Return an amount in POL to six decimals, rounded up: a cost is never shown too low."""
    unit = 10 ** (18 - PLACES)
    return f"{_plain(Decimal(-(-wei // unit)).scaleb(-PLACES))} POL"


def show_percent(parts_per_million: int) -> str:
    """Return a share in percent: 625000 is "62.5 %"."""
    return f"{_plain(Decimal(parts_per_million).scaleb(-4))} %"


def show_time(moment: datetime) -> str:
    """Return a moment in the zone it was written in: "Tue 1 Dec 2026 20:00 +01:00"."""
    offset = moment.isoformat(timespec="minutes")[len("2026-12-01T20:00") :]
    return f"{moment:%a} {moment.day} {moment:%b %Y %H:%M} {offset}"


def show_second(second: int) -> str:
    """Return a time in Unix seconds in this machine's own zone."""
    return show_time(datetime.fromtimestamp(second).astimezone())


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
