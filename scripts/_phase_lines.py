"""A sale in words a DJ reads: who may buy, when, how much, for how much."""

from scripts._amounts import show_amount, show_time
from scripts._phases import Phase


def show_price(phase: Phase) -> str:
    """Say what an edition costs in a sale; a list may say several prices."""
    if phase.signer:
        usually = f" ({show_amount(phase.price, phase.currency)} unless it says so)" if phase.price is not None else ""
        return f"the price on the ticket{usually}, in {phase.currency.symbol}"
    prices = sorted({entry.price for entry in phase.allowlist.entries} if phase.allowlist else {phase.price or 0})
    if prices == [0]:
        return "no price: free"
    if len(prices) == 1:
        return f"{show_amount(prices[0], phase.currency)} each"
    lowest = show_amount(prices[0], phase.currency) if prices[0] else "nothing"
    return f"{lowest} to {show_amount(prices[-1], phase.currency)} each, as listed"


def show_window(phase: Phase) -> str:
    """Say when a sale is open."""
    opens = f"from {show_time(phase.opens)}" if phase.opens else "at once"
    return f"{opens} until {show_time(phase.closes)}" if phase.closes else f"{opens}, without an end"


def show_audience(phase: Phase) -> str:
    """Say who may buy in a phase, and how many."""
    if phase.signer:
        return f"for wallets with a ticket signed by {phase.signer}, {show_cap(phase)}"
    if phase.allowlist:
        entries = phase.allowlist.entries
        editions = count(sum(entry.quantity for entry in entries), "edition")
        cap = "" if phase.wallet_cap >= phase.allowlist.largest else f", {show_cap(phase)}"
        return f"for {count(len(entries), 'wallet')} of {phase.allowlist.path.name}, {editions} together{cap}"
    return f"for everybody, {show_cap(phase)}"


def show_cap(phase: Phase) -> str:
    """Say how many editions one wallet may buy in a sale."""
    return f"at most {count(phase.wallet_cap, 'edition')} each" if phase.wallet_cap else "as many as they like"


def count(number: int, thing: str) -> str:
    """Return a number of things: "1 edition", "2,500 editions"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
