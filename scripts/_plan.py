"""The plan a DJ says yes to: what will exist, for whom, when, and what it costs."""

from scripts._amounts import show_coin, show_cost, show_percent, show_time
from scripts._chain import Quote
from scripts._manifest import Manifest, Payee
from scripts._networks import Network

BPS_IN_PARTS_PER_MILLION = 100


def write_plan(manifest: Manifest, network: Network, account: str, quote: Quote) -> str:
    """Return the plan of a drop as text; times keep the zone the DJ wrote them in."""
    lines = (
        f"“{manifest.title}” by {manifest.artist}, to be created on {network.title} in one transaction, for good:",
        f"  drop      {_count(manifest.supply, 'edition')} of {manifest.symbol} at {_show_price(manifest)}",
        f"  on sale   {_show_window(manifest)}",
        f"  wallets   {_show_cap(manifest)}",
        f"  resale    {show_percent(manifest.royalty_bps * BPS_IN_PARTS_PER_MILLION)} asked for the payees",
        "  split     of all that it earns, paid by contract:",
        *(_show_payee(payee) for payee in manifest.payees),
        f"  earns     {show_coin(manifest.price_wei * manifest.supply)} when all are sold",
        f"  gas       about {quote.gas:,}: {show_cost(quote.likely_wei)}, at most {show_cost(quote.most_wei)}",
        f"  paid by   {account}",
    )
    return "\n".join(lines)


def _show_payee(payee: Payee) -> str:
    return f"            {show_percent(payee.share):>10}  {payee.account}  {payee.name or ''}".rstrip()


def _show_price(manifest: Manifest) -> str:
    return f"{show_coin(manifest.price_wei)} each" if manifest.price_wei else "no price: free"


def _show_window(manifest: Manifest) -> str:
    opens = f"from {show_time(manifest.opens)}" if manifest.opens else "at once"
    return f"{opens} until {show_time(manifest.closes)}" if manifest.closes else f"{opens}, without an end"


def _show_cap(manifest: Manifest) -> str:
    return f"at most {_count(manifest.wallet_cap, 'edition')} each" if manifest.wallet_cap else "as many as they like"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
