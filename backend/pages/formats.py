"""How numbers, times and addresses are written on a page. Pure."""

import re
from datetime import UTC, datetime
from decimal import Decimal

ADDRESS = re.compile(r"(0x[0-9a-fA-F]{40})\b")
COIN_DECIMALS = 18
CENTS = 2
HUNDREDTHS = 100
SECONDS_PER_MINUTE = 60
SECONDS_PER_HOUR = 3600
HOURS_PER_DAY = 24


def amount(units: int, decimals: int = COIN_DECIMALS) -> str:
    """Write an amount of a coin's smallest parts in whole coins, without needless zeros: "5", "0.05"."""
    whole, rest = divmod(units, 10**decimals)
    return f"{whole}.{rest:0{decimals}d}".rstrip("0").rstrip(".") if decimals else str(whole)


def price(units: int, decimals: int = COIN_DECIMALS) -> str:
    """Write an amount as a price, with at least two decimals: "5.00", "0.125"."""
    whole, _, rest = amount(units, decimals).partition(".")
    return f"{whole}.{rest.ljust(CENTS, '0')}"


def votes(units: int) -> str:
    """Write votes as people count them, with at most two decimals, rounded down: "1,250", "0.5"."""
    whole, rest = divmod(units * HUNDREDTHS // 10**COIN_DECIMALS, HUNDREDTHS)
    if units and not (whole or rest):
        return "less than 0.01"
    return f"{whole:,}.{rest:02d}".rstrip("0").rstrip(".") if rest else f"{whole:,}"


def percent(share: int) -> str:
    """Write parts per million as a percentage: "70 %", "33.3333 %"."""
    return f"{(Decimal(share) / 10_000).normalize():f} %"


def clock(seconds: float) -> str:
    """Write a length as on a record's label: "1:30", "1:02:03"."""
    total = round(seconds)
    hours, minutes = total // SECONDS_PER_HOUR, total // SECONDS_PER_MINUTE % SECONDS_PER_MINUTE
    rest = f"{total % SECONDS_PER_MINUTE:02d}"
    return f"{hours}:{minutes:02d}:{rest}" if hours else f"{minutes}:{rest}"


def left(seconds: int) -> str:
    """Write what is left as `countdown.js` does: "02d 04h", "04h 10m", "10m 05s"."""
    minutes, rest = divmod(max(seconds, 0), SECONDS_PER_MINUTE)
    hours, minutes = divmod(minutes, SECONDS_PER_MINUTE)
    days, of_day = divmod(hours, HOURS_PER_DAY)
    if days:
        return f"{days:02d}d {of_day:02d}h"
    return f"{hours:02d}h {minutes:02d}m" if hours else f"{minutes:02d}m {rest:02d}s"


def short(address: str) -> str:
    """Shorten an address in the middle."""
    return f"{address[:6]}…{address[-4:]}"


def around_addresses(sentence: str) -> list[str]:
    """Part a sentence at the addresses in it: every second part is one."""
    return ADDRESS.split(sentence)


def utc(seconds: int) -> str:
    """Write a moment for people whose zone is not known."""
    return f"{_moment(seconds):%-d %B %Y, %H:%M} UTC"


def day(seconds: int) -> str:
    """Write the day of a moment in UTC: "29 Nov 2026"."""
    return f"{_moment(seconds):%-d %b %Y}"


def month(name: str) -> str:
    """Write a month by its name "2026-11": "November 2026"."""
    return f"{datetime.strptime(name, '%Y-%m').replace(tzinfo=UTC):%B %Y}"


def iso(seconds: int) -> str:
    """Write a moment for machines (RFC 3339)."""
    return f"{_moment(seconds):%Y-%m-%dT%H:%M:%SZ}"


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
