"""A split as a person reads it: who gets what, what came in, what each payee got and may take."""

from collections.abc import Iterator

from scripts._amounts import show_amount, show_percent
from scripts._currencies import Currency
from scripts._live_split import LiveSplit
from scripts._split_creation import list_shares
from scripts._split_history import Flow

COLUMNS = ("paid", "may take now", "of what waits")
AMOUNT_COLUMNS = 26  # of 18 decimals


def write_split(split: LiveSplit, currencies: list[Currency]) -> str:
    """Return the lines about a split, and about each currency."""
    lines = [*_list_terms(split)]
    for currency in currencies:
        lines += ["", *_list_amounts(split, currency)]
    return "\n".join(lines)


def _list_terms(split: LiveSplit) -> Iterator[str]:
    if split.name == split.address:
        yield f"{split.subject}:"
    else:
        yield f"“{split.name}” is paid out by the split {split.address}."
    owner = split.find_owner()
    if owner:
        yield f"Who gets what, until {owner} changes it:"
    else:
        yield "Who gets what; nobody can change it any more:" if split.is_managed else "Who gets what, for good:"
    yield from list_shares(split.terms)
    if split.terms.reward:
        yield f"Whoever pays out keeps {show_percent(split.terms.reward)} of it."


def _list_amounts(split: LiveSplit, currency: Currency) -> Iterator[str]:
    flow = split.history.flows.get(currency.address, Flow())
    held, waits = split.held(currency), split.undivided(currency)
    if not held + flow.left:
        yield f"{currency.symbol}: nothing came in yet."
        return
    amounts = {"received": held + flow.left, "paid": flow.left, "to be divided": waits, "owed": held - waits}
    yield f"{currency.symbol}: " + ", ".join(f"{show_amount(amounts[name], currency)} {name}" for name in amounts)
    yield f"  {'':<42}" + "".join(f"  {name:>{AMOUNT_COLUMNS}}" for name in COLUMNS)
    expected = dict(split.terms.list_parts(waits - split.terms.reward_of(waits)))
    for account in dict.fromkeys((*expected, *flow.earned)):
        cells = (flow.paid[account], flow.owed_to(account), expected.get(account, 0))
        yield f"  {account}" + "".join(f"  {show_amount(cell, currency):>{AMOUNT_COLUMNS}}" for cell in cells)
    if any(expected.values()):
        yield f"  Anyone may have it divided: {split.command('distribute', currency)}."
    if held > waits:
        yield f"  Anyone may have a payee sent what is owed: {split.command('withdraw', currency, '--payee …')}."
