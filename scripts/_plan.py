"""The plan a DJ says yes to: what will exist, for whom, when, and what it costs."""

import textwrap
from collections.abc import Iterable, Iterator

from scripts._amounts import show_amount, show_cost, show_percent, show_time
from scripts._chain import Quote
from scripts._gate_words import phrase_gate
from scripts._manifest import Manifest
from scripts._networks import Network
from scripts._payees import Payee
from scripts._phase_lines import count, show_audience, show_cap, show_price, show_window
from scripts._phases import Phase
from scripts._supply import Supply, Tier

BPS_IN_PARTS_PER_MILLION = 100
TITLE_COLUMNS = 10
TEXT_COLUMNS = 100
GATED = {"mix": "the mix", "original": "original"}


def write_plan(manifest: Manifest, network: Network, account: str, quote: Quote) -> str:
    """Return the plan of a drop as text; times keep the zone the DJ wrote them in."""
    lines = (
        f"“{manifest.title}” by {manifest.artist}, to be created on {network.title} in one transaction, for good:",
        *_list_goods(manifest),
        *_list_phases(manifest),
        *_list_promises(manifest),
        *_list_gates(manifest),
        f"  resale    {_show_bps(manifest.royalty_bps)} asked for the payees",
        *_list_shares(manifest),
        *_list_earnings(manifest),
        f"  gas       about {quote.gas:,}: {show_cost(quote.likely_wei)}, at most {show_cost(quote.most_wei)}",
        f"  paid by   {account}",
    )
    return "\n".join(lines)


def _list_goods(manifest: Manifest) -> Iterator[str]:
    """Say what there is, and what everybody can buy of it."""
    sale, supply = manifest.public_sale, manifest.supply
    price = f" at {show_price(sale)}" if sale else ""
    yield f"  drop      {_show_supply(supply, manifest.symbol)}{price}"
    if supply.most and supply.cut_off:
        least = f", or to {supply.least:,} if that is more" if supply.least else ""
        yield f"  supply    falls to what is sold on {show_time(supply.cut_off)}{least}"
    yield from _align("tiers", (_show_tier(number, tier, manifest) for number, tier in enumerate(supply.tiers)))
    if sale:
        yield f"  on sale   {show_window(sale)}"
        yield f"  wallets   {show_cap(sale)}"
    elif manifest.phases:
        yield "  on sale   in the phases only"
    else:
        yield "  on sale   never: editions can be given away only, until a phase is added"


def _list_phases(manifest: Manifest) -> Iterator[str]:
    for number, phase in enumerate(manifest.phases, start=1):
        yield from _align(f"phase {number}", _describe_phase(phase, manifest.supply.tiers))


def _describe_phase(phase: Phase, tiers: tuple[Tier, ...]) -> Iterator[str]:
    tier = f", tier {tiers[phase.tier].name}" if tiers else ""
    yield f"“{phase.name}”: {show_price(phase)}{tier}"
    yield show_window(phase)
    yield show_audience(phase)


def _list_promises(manifest: Manifest) -> Iterator[str]:
    """Say what cannot be seen in a shop window."""
    if manifest.currency:
        yield f"  currency  {manifest.currency.symbol} at {manifest.currency.address}"
    if manifest.has_golden:
        yield "  golden    one edition is drawn by lot once all are sold"
    if manifest.is_soulbound:
        yield "  soulbound editions can never be sold or given on, only burned"
    if manifest.validator:
        yield f"  WARNING   {manifest.validator} decides about every transfer and can stop"
        yield "            them all; later you can remove it, not exchange it"
    if manifest.supply.most is None:
        yield "  metadata  one document for all editions, until you number them after the cut-off"


def _list_gates(manifest: Manifest) -> Iterator[str]:
    """Say what it takes to hear a recording in full, where it is not just an edition."""
    for recording, tree in manifest.gates.items():
        lines = textwrap.wrap(f"takes {phrase_gate(tree)}", TEXT_COLUMNS, break_on_hyphens=False)
        yield from _align(GATED[recording], lines)


def _list_shares(manifest: Manifest) -> Iterator[str]:
    platform = manifest.platform
    if manifest.referral_bps:
        yield f"  referral  {_show_bps(manifest.referral_bps)} of the price for whoever brought the buyer"
    if platform:
        rest = " of the rest" if manifest.referral_bps else ""
        yield f"  platform  {_show_bps(platform.bps)}{rest} for {platform.account}"
    whole = "what is left" if manifest.referral_bps or platform else "all that it earns"
    yield f"  split     of {whole}, paid by contract:"
    for payee in manifest.payees:
        yield _show_payee(payee)


def _list_earnings(manifest: Manifest) -> Iterator[str]:
    """Say what there is to earn where one price and one number say it."""
    sale, most = manifest.public_sale, manifest.supply.most
    has_fees = manifest.referral_bps or manifest.platform
    if sale and sale.price and most and not (manifest.phases or has_fees):
        yield f"  earns     {show_amount(sale.price * most, sale.currency)} when all are sold"


def _show_supply(supply: Supply, symbol: str) -> str:
    if supply.most is None and supply.cut_off:
        return f"as many editions of {symbol} as are collected until {show_time(supply.cut_off)},"
    return f"{count(supply.most or 0, 'edition')} of {symbol}"


def _show_tier(number: int, tier: Tier, manifest: Manifest) -> str:
    is_sold = any(sale.tier == number for sale in manifest.sales)
    most = "as many as are collected" if tier.supply is None else f"at most {tier.supply:,}"
    return f"{tier.name}: {most}{'' if is_sold else ', not on sale: to give away'}"


def _show_payee(payee: Payee) -> str:
    return f"            {show_percent(payee.share):>10}  {payee.account}  {payee.name or ''}".rstrip()


def _show_bps(bps: int) -> str:
    return show_percent(bps * BPS_IN_PARTS_PER_MILLION)


def _align(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Put a title before the first of `lines` and room for it before the others."""
    for line in lines:
        yield f"  {title:<{TITLE_COLUMNS}}{line}"
        title = ""
