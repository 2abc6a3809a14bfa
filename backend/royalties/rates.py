"""Read what currencies were worth, and look it up: what is not known is left open, never guessed. Pure."""

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import NamedTuple

from eth_utils.address import is_hex_address

from backend.core.keccak import write_checksum
from backend.royalties.errors import RatesUnreadable

COLUMNS = ["currency", "fiat", "observed_at", "value", "source"]
LIMIT_BYTES = 8 * 1024**2
GOOD_FOR = timedelta(hours=24)
COIN = ""
FIAT = re.compile(r"[A-Z]{3}")
VALUE = re.compile(r"[0-9]{1,15}(\.[0-9]{1,18})?")
MOST_SOURCE_LETTERS = 200
CENT = Decimal("0.01")
DIGITS = 120  # of 2**256 and of a rate


class Observation(NamedTuple):
    """What one whole unit of a currency was worth in money of a state, and who said so; "" is the chain's coin."""

    currency: str
    fiat: str
    observed_at: datetime
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Worth:
    """What an amount was worth, by a rate that somebody observed."""

    amount: Decimal
    rate: Observation


class RateTable:
    """Rates of one fiat money, looked up by currency and moment."""

    def __init__(self, rates: Iterable[Observation]) -> None:
        self._rates: dict[str, list[Observation]] = {}
        for rate in sorted(rates, key=_moment):
            self._rates.setdefault(rate.currency, []).append(rate)

    def find(self, currency: str | None, seconds: int) -> Observation | None:
        """Return the newest rate at or before a moment in Unix seconds, unless it is older than a day by then."""
        rates, moment = self._rates.get(currency or COIN, []), datetime.fromtimestamp(seconds, tz=UTC)
        place = bisect_right(rates, moment, key=_moment)
        if not place or moment - rates[place - 1].observed_at > GOOD_FOR:
            return None
        return rates[place - 1]

    def judge(self, currency: str | None, decimals: int, units: int, seconds: int) -> Worth | None:
        """Return what an amount of the smallest unit was worth at a moment, or `None` when nobody observed it."""
        rate = self.find(currency, seconds)
        if rate is None:
            return None
        with localcontext(prec=DIGITS):
            amount = Decimal(units) / 10**decimals * Decimal(rate.value)
            return Worth(amount.quantize(CENT, rounding=ROUND_HALF_EVEN), rate)


class RateReader:
    """Reads CSV; a currency is written as its address, or as a symbol this label knows."""

    def __init__(self, symbols: Sequence[tuple[str, str]], now: datetime) -> None:
        """Take the symbols with their addresses; the chain's coin has none."""
        self._symbols = symbols
        self._now = now

    def read(self, content: bytes) -> list[Observation]:
        """Return the rates of a file; raises `RatesUnreadable` with a sentence for each line that is none."""
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise RatesUnreadable(["The file is not UTF-8 text: save it as such."]) from error
        lines = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
        rates: dict[tuple[str, str, datetime], Observation] = {}
        sentences = []
        if [cell.strip() for cell in next(lines, [])] != COLUMNS:
            raise RatesUnreadable([f"The first line is not {','.join(COLUMNS)}: begin with it."])
        for cells in lines:
            try:
                rate = self._read_line([cell.strip() for cell in cells]) if any(cells) else None
            except ValueError as error:
                sentences.append(f"Line {lines.line_num} {error}.")
            else:
                rates |= {(rate.currency, rate.fiat, rate.observed_at): rate} if rate else {}
        if sentences:
            raise RatesUnreadable(sentences)
        return list(rates.values())

    def _read_line(self, cells: Sequence[str]) -> Observation:
        if len(cells) != len(COLUMNS):
            raise ValueError(f"has {len(cells)} columns instead of {len(COLUMNS)}: put text with commas in quotes")  # noqa: TRY003 - a part of a sentence
        currency, fiat, observed_at, value, source = cells
        return Observation(
            currency=self._read_currency(currency),
            fiat=_match(FIAT, fiat, "has no fiat money of three capital letters, such as EUR"),
            observed_at=_read_moment(observed_at, self._now),
            value=_match(VALUE, value, "has no value such as 0.4213, a number above zero with a point"),
            source=_read_source(source),
        )

    def _read_currency(self, written: str) -> str:
        if is_hex_address(written) and written.startswith("0x"):
            return write_checksum(written)
        found = [address for symbol, address in self._symbols if symbol == written]
        if len(found) != 1:
            why = "is the symbol of two tokens" if found else "is no currency of this label"
            raise ValueError(f"names “{written}”, which {why}: write the token's address")  # noqa: TRY003 - a part of a sentence
        return found[0]


def _moment(rate: Observation) -> datetime:
    return rate.observed_at


def _match(pattern: re.Pattern[str], written: str, why: str) -> str:
    if not pattern.fullmatch(written) or not written.strip("0."):
        raise ValueError(why)
    return written


def _read_moment(written: str, now: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError("has no observed_at with a time zone, such as 2026-11-29T12:00:00Z")  # noqa: TRY003 - a part of a sentence
    if moment > now:
        raise ValueError("has an observed_at that is yet to come: nobody can have observed it")  # noqa: TRY003 - a part of a sentence
    return moment.astimezone(UTC)


def _read_source(written: str) -> str:
    if not written or len(written) > MOST_SOURCE_LETTERS or not written.isprintable():
        raise ValueError(f"has no source: say in 1 to {MOST_SOURCE_LETTERS} letters who observed it")  # noqa: TRY003 - a part of a sentence
    return written
