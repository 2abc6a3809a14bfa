"""The plan of a fan token and its governor, as who deploys them says yes to it."""

from collections.abc import Iterator

from scripts._amounts import show_amount, show_percent, show_time
from scripts._charter import DECIMALS, TREASURY, Charter
from scripts._currencies import ZERO_ADDRESS, Currency
from scripts._durations import say_duration
from scripts._networks import Network

GRACE = "14 days"  # of the governor: what was won and not done by then expires
PERCENT = 100
PERCENT_COLUMNS = 8
AMOUNT_COLUMNS = 20


def write_charter(charter: Charter, network: Network, account: str) -> str:
    """Return what will be, ending where its cost goes."""
    lines = (
        f"To be deployed on {network.title}, for good:",
        f"  token     {_amount(charter, charter.supply_units)}, “{charter.name}”; no more are ever made",
        *_list_shares(charter),
        f"  votes     {_say_who_votes(charter)}",
        f"  governor  “{charter.governor_name}”, which holds the treasury",
        *_list_course(charter),
        *_list_powers(charter),
        *_list_warnings(charter),
        f"  paid by   {account}",
        "  gas       ",
    )
    return "\n".join(lines)


def _list_shares(charter: Charter) -> Iterator[str]:
    title = "shares"
    for share in charter.shares:
        who = "the treasury, spent by a vote only" if share.account == TREASURY else share.account
        silent = ", does not vote by itself" if share.is_silent and charter.votes_by_itself else ""
        yield _row(title, charter, share.parts, share.units, f"{who}{silent}")
        title = ""
    given = charter.vesting
    if given:
        yield _row(title, charter, given.parts, given.units, given.account)
        yield _line("", f"    bit by bit from {show_time(given.begins)} on, all of it after ", given.duration_seconds)


def _row(title: str, charter: Charter, parts: int, units: int, text: str) -> str:
    percent = f"{show_percent(parts):>{PERCENT_COLUMNS}}"
    return f"  {title:<10}{percent}  {_amount(charter, units):>{AMOUNT_COLUMNS}}  {text}"


def _say_who_votes(charter: Charter) -> str:
    if charter.votes_by_itself:
        return "whoever gets tokens votes with them, unless they let another or nobody"
    return "nobody's tokens vote until their holder delegates them, to themselves or another"


def _list_course(charter: Charter) -> Iterator[str]:
    rules = charter.rules
    threshold = rules.threshold_units
    who = f"whoever has {_amount(charter, threshold)} of votes" if threshold else "anyone, even without votes"
    yield f"  propose   {who}"
    yield _line(
        "vote", f"begins {_after(rules.voting_delay_seconds, 'the proposal')}, takes ", rules.voting_period_seconds
    )
    if rules.late_extension_seconds:
        yield _line("", "a quorum reached at the last moment leaves another ", rules.late_extension_seconds)
    needed = charter.supply_units * rules.quorum_percent // PERCENT
    yield f"  quorum    {rules.quorum_percent} % of all tokens, {_amount(charter, needed)}, for or abstaining;"
    yield "            it is won with more votes for than against"
    yield f"  execute   anyone, {_after(rules.execution_delay_seconds, 'it is queued')}; after {GRACE} more it expires"


def _list_powers(charter: Charter) -> Iterator[str]:
    if charter.guardian:
        yield f"  guardian  {charter.guardian}"
        yield "            can cancel any proposal until it is executed, but one that replaces the guardian;"
        yield "            cannot propose, decide, spend or move anything"
    else:
        yield "  guardian  nobody: what wins cannot be stopped"
    yield "  rules     change by a vote only; you have no power over them any more"


def _list_warnings(charter: Charter) -> Iterator[str]:
    votes = [share.units for share in charter.shares if charter.votes_by_itself and not share.is_silent]
    needed = charter.supply_units * charter.rules.quorum_percent // PERCENT
    if sum(votes) < needed:
        yield f"  WARNING   only {_amount(charter, sum(votes))} vote at first, fewer than the quorum:"
        yield "            nothing can be decided until more tokens vote"
    elif 2 * max(votes) > sum(votes) and max(votes) >= needed:
        yield "  WARNING   one account has most of the votes at first, and decides alone"


def _after(seconds: int, what: str) -> str:
    return f"{say_duration(seconds)} after {what}" if seconds else f"at once after {what}"


def _line(title: str, text: str, seconds: int) -> str:
    return f"  {title:<10}{text}{say_duration(seconds)}"


def _amount(charter: Charter, units: int) -> str:
    whole, symbol = show_amount(units, Currency(ZERO_ADDRESS, charter.symbol, DECIMALS)).split(" ")
    return f"{int(whole):,} {symbol}" if whole.isdigit() else f"{whole} {symbol}"
