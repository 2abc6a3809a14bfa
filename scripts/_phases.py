"""When, to whom and for how much a drop sells: the public sale, and the phases beside it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from scripts._allowlist import Allowlist, read_allowlist
from scripts._currencies import COIN, Currency
from scripts._fields import moment_at, read_account, read_price, read_time
from scripts._fields_file import FieldMissing
from scripts._manifest_refusals import ClosesBeforeOpening
from scripts._refusal import Refusal
from scripts._release_file import describe_field
from scripts._supply import Supply

PUBLIC_SALE = "Public sale"
OF_THE_SALE = ("price", "opens", "closes", "wallet_cap")
WALLET_CAP = 20  # as many as one mint can take; a list may grant more


class NoSuchSale(Refusal):
    """A field describes a sale that the manifest turned off."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} belongs to the public sale, and public_sale is false: remove one of the two.")


class OpensAfterCutOff(Refusal):
    """Nothing would be left when the sale opens."""

    def __init__(self, place: str, opens: str, cut_off: str) -> None:
        super().__init__(f"opens{place} ({opens}) is not earlier than cut_off ({cut_off}): move one of them.")


class PhaseTwice(Refusal):
    """Two phases cannot be told apart."""

    def __init__(self, place: str, name: str) -> None:
        super().__init__(f"name{place} is “{name}” again: give each phase a name of its own.")


class AudienceTwice(Refusal):
    """A phase has a list and a signer."""

    def __init__(self, place: str) -> None:
        super().__init__(f"signer{place}: a phase has an allowlist or a signer, not both: make it two phases.")


class TierUnknown(Refusal):
    """A phase sells editions of a tier that is not."""

    def __init__(self, place: str, name: str, known: list[str]) -> None:
        remedy = f"the drop has {', '.join(known)}: choose one" if known else "the drop has no tiers: remove it"
        super().__init__(f"tier{place} is “{name}”, and {remedy}.")


@dataclass(frozen=True)
class Phase:
    """A sale. `price` is in the currency's smallest unit, `None` where each ticket or row says it."""

    name: str
    price: int | None
    currency: Currency
    tier: int
    opens: datetime | None
    closes: datetime | None
    wallet_cap: int
    allowlist: Allowlist | None = None
    signer: str | None = None

    @property
    def opens_at(self) -> int:
        """The opening in unix seconds; 0 is at once."""
        return moment_at(self.opens)

    @property
    def closes_at(self) -> int:
        """The closing in unix seconds; 0 is never."""
        return moment_at(self.closes)

    @property
    def is_public(self) -> bool:
        """Whether everyone may buy."""
        return self.allowlist is None and self.signer is None


def read_public_sale(fields: dict[str, Any], supply: Supply, currency: Currency | None) -> Phase | None:
    """Return the sale that the top of the manifest describes, or `None` when it wants none."""
    if not fields.get("public_sale", True):
        for name in OF_THE_SALE:
            if name in fields:
                raise NoSuchSale(name)
        return None
    if "price" not in fields:
        raise FieldMissing("price", "", describe_field("price"))
    money = currency or COIN
    opens, closes = _read_window(fields, "", supply)
    price = read_price("price", fields["price"], money)
    return Phase(PUBLIC_SALE, price, money, 0, opens, closes, fields.get("wallet_cap", 0))


def read_phases(
    entries: list[dict[str, Any]], folder: Path, supply: Supply, currency: Currency | None
) -> tuple[Phase, ...]:
    """Return the phases beside the public sale; their lists are in `folder`."""
    phases: list[Phase] = []
    for number, entry in enumerate(entries, start=1):
        place = f" (phases, entry {number})"
        phase = _PhaseReader(entry, place, folder, supply, currency).read()
        if phase.name in [PUBLIC_SALE, *(earlier.name for earlier in phases)]:
            raise PhaseTwice(place, phase.name)
        phases.append(phase)
    return tuple(phases)


@dataclass(frozen=True)
class _PhaseReader:
    entry: dict[str, Any]
    place: str
    folder: Path
    supply: Supply
    currency: Currency | None

    def read(self) -> Phase:
        entry = self.entry
        money = COIN if "currency" in entry else self.currency or COIN
        if "allowlist" in entry and "signer" in entry:
            raise AudienceTwice(self.place)
        price = read_price(f"price{self.place}", entry["price"], money) if "price" in entry else None
        opens, closes = _read_window(entry, self.place, self.supply)
        allowlist = self._read_allowlist(price, money)
        phase = Phase(
            name=entry["name"].strip(),
            price=price,
            currency=money,
            tier=self._find_tier(),
            opens=opens,
            closes=closes,
            wallet_cap=entry.get("wallet_cap", max(WALLET_CAP, allowlist.largest if allowlist else 0)),
            allowlist=allowlist,
            signer=read_account(f"signer{self.place}", entry["signer"]) if "signer" in entry else None,
        )
        if phase.is_public and price is None:
            raise FieldMissing("price", self.place, describe_field("phases", "price"))
        return phase

    def _read_allowlist(self, price: int | None, money: Currency) -> Allowlist | None:
        if "allowlist" not in self.entry:
            return None
        path = self.folder / Path(self.entry["allowlist"]).expanduser()
        return read_allowlist(f"allowlist{self.place}", path, price, money)

    def _find_tier(self) -> int:
        if "tier" not in self.entry:
            return 0
        names = [tier.name for tier in self.supply.tiers]
        name = self.entry["tier"].strip()
        if name not in names:
            raise TierUnknown(self.place, name, names)
        return names.index(name)


def _read_window(fields: dict[str, Any], place: str, supply: Supply) -> tuple[datetime | None, datetime | None]:
    opens, closes = (read_time(f"{name}{place}", fields.get(name)) for name in ("opens", "closes"))
    if closes and moment_at(closes) <= moment_at(opens):
        raise ClosesBeforeOpening(place, fields["closes"], fields.get("opens", "at once"))
    # From the cut-off on there is only the least supply, which the chain asks of the public sale to open before.
    if supply.cut_off and moment_at(opens) >= supply.cut_off_at and (supply.least == 0 or not place):
        raise OpensAfterCutOff(place, fields.get("opens", "at once"), supply.cut_off.isoformat())
    return opens, closes
