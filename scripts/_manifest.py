"""A release as its DJ describes it, checked before anything is sent anywhere."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from eth_utils.address import is_checksum_address, to_checksum_address

from scripts._manifest_refusals import (
    AccountWrong,
    ClosesBeforeOpening,
    PayeeTwice,
    PriceTooHigh,
    SharesIncomplete,
    ShareZero,
    SlugWrong,
    TimeUnreadable,
    TitleTooLong,
    ZoneMissing,
)
from scripts._release_file import read_release_file

COIN_DECIMALS = 18
SHARE_DECIMALS = 4
PARTS_PER_MILLION = 1_000_000
PRICE_LIMIT_WEI = 2**96 - 1  # the drop keeps its price in 96 bits
TITLE_LIMIT_BYTES = 64  # the drop's name is a String[64]
SYMBOL_LIMIT = 12
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
ZERO_ADDRESS = "0x" + "0" * 40


@dataclass(frozen=True)
class Payee:
    """Who is paid, and how many parts of a million."""

    account: str
    share: int
    name: str | None


@dataclass(frozen=True)
class Credit:
    """Who did what."""

    role: str
    name: str


@dataclass(frozen=True)
class Manifest:
    """What release.yaml says; `opens` and `closes` keep the zone they were written in."""

    slug: str
    title: str
    artist: str
    description: str
    genre: str
    symbol: str
    audio: Path
    cover: Path
    supply: int
    price_wei: int
    opens: datetime | None
    closes: datetime | None
    wallet_cap: int
    royalty_bps: int
    payees: tuple[Payee, ...]
    credits: tuple[Credit, ...]
    external_url: str | None

    @property
    def opens_at(self) -> int:
        """The opening in unix seconds; 0 is at once."""
        return int(self.opens.timestamp()) if self.opens else 0

    @property
    def closes_at(self) -> int:
        """The closing in unix seconds; 0 is never."""
        return int(self.closes.timestamp()) if self.closes else 0


def load_manifest(path: Path) -> Manifest:
    """Return the release described at `path`; raises a `Refusal` that names the field and the remedy."""
    fields = read_release_file(path)
    slug = _read_slug(path)
    opens, closes = (_read_time(name, fields.get(name)) for name in ("opens", "closes"))
    if closes and closes <= (opens or datetime.fromtimestamp(0, UTC)):
        raise ClosesBeforeOpening(fields["closes"], fields.get("opens", "at once"))
    return Manifest(
        slug=slug,
        title=_read_title(fields["title"]),
        artist=fields["artist"].strip(),
        description=fields.get("description", "").strip(),
        genre=fields["genre"].strip(),
        symbol=fields.get("symbol", slug.replace("-", "").upper()[:SYMBOL_LIMIT]),
        audio=_beside(path, fields["audio"]),
        cover=_beside(path, fields["cover"]),
        supply=fields["supply"],
        price_wei=_read_price(fields["price"]),
        opens=opens,
        closes=closes,
        wallet_cap=fields.get("wallet_cap", 0),
        royalty_bps=fields.get("royalty_bps", 0),
        payees=_read_payees(fields["payees"]),
        credits=tuple(Credit(credit["role"].strip(), credit["name"].strip()) for credit in fields.get("credits", [])),
        external_url=fields.get("external_url"),
    )


def _read_slug(path: Path) -> str:
    slug = path.resolve().parent.name
    if not SLUG.fullmatch(slug):
        raise SlugWrong(slug)
    return slug


def _read_title(value: str) -> str:
    title = value.strip()
    if len(title.encode()) > TITLE_LIMIT_BYTES:
        raise TitleTooLong(len(title.encode()), TITLE_LIMIT_BYTES)
    return title


def _beside(path: Path, name: str) -> Path:
    return path.resolve().parent / Path(name).expanduser()


def _read_price(value: str | int) -> int:
    price_wei = _shift(value, COIN_DECIMALS)
    if price_wei > PRICE_LIMIT_WEI:
        raise PriceTooHigh(value)
    return price_wei


def _read_time(field: str, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise TimeUnreadable(field, value) from error
    if moment.tzinfo is None:
        raise ZoneMissing(field, value)
    return moment


def _read_payees(entries: list[dict[str, Any]]) -> tuple[Payee, ...]:
    payees = tuple(_read_payee(number, entry) for number, entry in enumerate(entries, start=1))
    accounts = [payee.account for payee in payees]
    for account in accounts:
        if accounts.count(account) > 1:
            raise PayeeTwice(account)
    total = sum(payee.share for payee in payees)
    if total != PARTS_PER_MILLION:
        raise SharesIncomplete(Decimal(total).scaleb(-SHARE_DECIMALS))
    return payees


def _read_payee(number: int, entry: dict[str, Any]) -> Payee:
    account, digits = entry["account"], entry["account"][2:]
    is_mixed_case = digits not in (digits.lower(), digits.upper())
    if account == ZERO_ADDRESS or (is_mixed_case and not is_checksum_address(account)):
        raise AccountWrong(number, account)
    share = _shift(entry["share"], SHARE_DECIMALS)
    if share == 0:
        raise ShareZero(number)
    return Payee(to_checksum_address(account), share, entry.get("name"))


def _shift(value: str | int, decimals: int) -> int:
    """Return `value` times ten to the power of `decimals`, exactly: Decimal would round at 28 digits."""
    whole, _, fraction = str(value).partition(".")
    return int(whole + fraction.ljust(decimals, "0"))
