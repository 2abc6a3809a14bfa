"""A release as its DJ describes it, checked before anything is sent anywhere."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts._currencies import Currency
from scripts._fields import read_account
from scripts._manifest_refusals import (
    CurrencyAmbiguous,
    CurrencyUnknown,
    MixGatedTwice,
    SlugWrong,
    SoulboundValidated,
    TitleTooLong,
)
from scripts._payees import Payee, read_payees
from scripts._phases import Phase, read_phases, read_public_sale
from scripts._release_file import read_release_file
from scripts._supply import Supply, read_supply

TITLE_LIMIT_BYTES = 64  # the drop's name is a String[64]
SYMBOL_LIMIT = 12
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


@dataclass(frozen=True)
class Credit:
    """Who did what."""

    role: str
    name: str


@dataclass(frozen=True)
class Platform:
    """Who takes a fee of what is left after referrals, and how much."""

    account: str
    bps: int


@dataclass(frozen=True)
class Manifest:
    """What release.yaml says; times keep the zone they were written in."""

    slug: str
    title: str
    artist: str
    description: str
    genre: str
    symbol: str
    audio: Path
    cover: Path
    supply: Supply
    currency: Currency | None
    public_sale: Phase | None
    phases: tuple[Phase, ...]
    royalty_bps: int
    referral_bps: int
    platform: Platform | None
    is_soulbound: bool
    validator: str | None
    has_golden: bool
    payees: tuple[Payee, ...]
    credits: tuple[Credit, ...]
    external_url: str | None
    details: dict[str, Any]
    gates: dict[str, dict[str, Any]]

    @property
    def sales(self) -> tuple[Phase, ...]:
        """The public sale, if there is one, and the phases beside it."""
        return (self.public_sale, *self.phases) if self.public_sale else self.phases


def load_manifest(path: Path, currencies: tuple[Currency, ...] = ()) -> Manifest:
    """Return the release described at `path`, priced in the coin or one of `currencies`.

    Raises a `Refusal` that names the field and the remedy.
    """
    fields = read_release_file(path)
    slug, folder = _read_slug(path), path.resolve().parent
    supply = read_supply(fields)
    currency = _find_currency(fields.get("currency"), currencies)
    validator = read_account("validator", fields["validator"]) if "validator" in fields else None
    if validator and fields.get("soulbound", False):
        raise SoulboundValidated
    return Manifest(
        slug=slug,
        title=_read_title(fields["title"]),
        artist=fields["artist"].strip(),
        description=fields.get("description", "").strip(),
        genre=fields["genre"].strip(),
        symbol=fields.get("symbol", slug.replace("-", "").upper()[:SYMBOL_LIMIT]),
        audio=folder / Path(fields["audio"]).expanduser(),
        cover=folder / Path(fields["cover"]).expanduser(),
        supply=supply,
        currency=currency,
        public_sale=read_public_sale(fields, supply, currency),
        phases=read_phases(fields.get("phases", []), folder, supply, currency),
        royalty_bps=fields.get("royalty_bps", 0),
        referral_bps=fields.get("referral_bps", 0),
        platform=_read_platform(fields.get("platform")),
        is_soulbound=fields.get("soulbound", False),
        validator=validator,
        has_golden=fields.get("golden", False),
        payees=read_payees(fields["payees"]),
        credits=tuple(Credit(credit["role"].strip(), credit["name"].strip()) for credit in fields.get("credits", [])),
        external_url=fields.get("external_url"),
        details=fields.get("details", {}),
        gates=_read_gates(fields),
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


def _find_currency(wanted: str | None, known: tuple[Currency, ...]) -> Currency | None:
    if wanted is None:
        return None
    matches = [currency for currency in known if wanted.lower() in (currency.symbol.lower(), currency.address.lower())]
    if not matches:
        raise CurrencyUnknown(wanted, [currency.symbol for currency in known])
    if len(matches) > 1:
        raise CurrencyAmbiguous(wanted, [currency.address for currency in matches])
    return matches[0]


def _read_platform(entry: dict[str, Any] | None) -> Platform | None:
    return Platform(read_account("account (platform)", entry["account"]), entry["bps"]) if entry else None


def _read_gates(fields: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return who may hear what, by recording: `mix`, `original`."""
    gates = dict(fields.get("gates", {}))
    if "gate" not in fields:
        return gates
    if "mix" in gates:
        raise MixGatedTwice
    return {"mix": fields["gate"], **gates}
