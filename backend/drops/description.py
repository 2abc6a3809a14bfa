"""Say what a drop is in the words of its page. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.chain.currency import Currency
from backend.drops.models import DropPhase
from backend.drops.sale import OPEN_SUPPLY
from backend.drops.schemas import (
    CurrencyDetails,
    DropDetails,
    Entry,
    GoldenDetails,
    PhaseDetails,
    TierDetails,
)
from backend.drops.standing import Standing

PUBLIC_SALE = "Public sale"


@dataclass(frozen=True)
class Names:
    """What the DJ calls the phases from 1 on, and the tiers from 0 on."""

    phases: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()

    @classmethod
    def read(cls, manifest: Mapping[str, Any]) -> "Names":
        """Return the names of a release's manifest."""
        phases, tiers = manifest.get("phases", []), manifest.get("tiers", [])
        return cls(tuple(phase["name"] for phase in phases), tuple(tier["name"] for tier in tiers))

    def of_phase(self, number: int) -> str:
        """Return the name of a phase; one added without a name has its number."""
        if number == 0:
            return PUBLIC_SALE
        return self.phases[number - 1] if number <= len(self.phases) else f"Phase {number}"

    def of_tier(self, number: int) -> str:
        """Return the name of a tier."""
        return self.tiers[number] if number < len(self.tiers) else f"Tier {number + 1}"


@dataclass(frozen=True)
class Setting:
    """What a drop is seen against: the time in Unix seconds, the newest block, names, its currency, who looks."""

    slug: str
    chain_id: int
    seconds: float
    head: int
    names: Names = Names()
    currency: Currency | None = None
    serials: list[int] = field(default_factory=list)
    entries: Mapping[int, Entry] = field(default_factory=dict)


def describe_drop(standing: Standing, setting: Setting) -> DropDetails:
    """Return a drop as its page shows it; `setting.entries` are the wallet's on the phases' lists."""
    drop, stock, seconds = standing.drop, standing.stock, setting.seconds
    return DropDetails(
        slug=setting.slug,
        address=drop.address,
        split=drop.split,
        chain_id=setting.chain_id,
        state=standing.judge(seconds),
        minted=stock.minted,
        supply=_unless_open(stock.bound(seconds)),
        least_supply=drop.least_supply,
        cut_off=drop.cut_off,
        is_closed=stock.is_closed,
        currency=_describe_currency(drop.currency, setting.currency),
        referral_bps=drop.referral_bps,
        royalty_bps=drop.royalty_bps,
        platform_bps=drop.platform_bps,
        is_soulbound=drop.is_soulbound,
        validator=standing.validator,
        golden=_describe_golden(standing, setting),
        tiers=_describe_tiers(standing, setting.names),
        phases=[_describe_phase(phase, standing, setting) for phase in standing.phases],
        serials_of_viewer=setting.serials,
    )


def _describe_currency(address: str | None, known: Currency | None) -> CurrencyDetails | None:
    if address is None:
        return None
    if known is None:
        return CurrencyDetails(address=address, symbol="", decimals=0)
    return CurrencyDetails(address=address, symbol=known.symbol, decimals=known.decimals)


def _describe_golden(standing: Standing, setting: Setting) -> GoldenDetails | None:
    if not standing.drop.has_golden:
        return None
    state = standing.judge_golden(setting.seconds, setting.head)
    return GoldenDetails(state=state, serial=standing.draw.serial)


def _describe_tiers(standing: Standing, names: Names) -> list[TierDetails]:
    return [
        TierDetails(number=number, name=names.of_tier(number), supply=_unless_open(tier.supply), minted=tier.minted)
        for number, tier in enumerate(standing.stock.tiers)
    ]


def _describe_phase(phase: DropPhase, standing: Standing, setting: Setting) -> PhaseDetails:
    audience = phase.audience
    return PhaseDetails(
        number=phase.number,
        name=setting.names.of_phase(phase.number),
        audience=audience,
        price=phase.price if audience.has_price else None,
        in_currency=phase.is_in_currency,
        tier=phase.tier,
        opens=phase.opens,
        closes=phase.closes,
        wallet_cap=phase.wallet_cap,
        state=standing.judge_phase(phase, setting.seconds),
        yours=setting.entries.get(phase.number),
    )


def _unless_open(supply: int) -> int | None:
    return None if supply == OPEN_SUPPLY else supply
