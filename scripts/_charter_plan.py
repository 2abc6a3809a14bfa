"""The plan of a fan token and its governor, as who deploys them says yes to it."""

from collections.abc import Iterator

from scripts._amounts import show_percent, show_time, show_votes
from scripts._charter import DECIMALS, TREASURY, Charter
from scripts._currencies import ZERO_ADDRESS, Currency
from scripts._durations import say_duration
from scripts._networks import Network
from scripts._rule_lines import PERCENT, list_guardian, list_rules

TITLE_COLUMNS = 10
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
        *list_rules(charter.rules, charter.supply_units, _token(charter)),
        *list_guardian(charter.guardian),
        "  rules     change by a vote only; you have no power over them any more",
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
        takes = say_duration(given.duration_seconds)
        yield f"  {'':<{TITLE_COLUMNS}}    bit by bit from {show_time(given.begins)} on, all of it after {takes}"


def _row(title: str, charter: Charter, parts: int, units: int, text: str) -> str:
    percent = f"{show_percent(parts):>{PERCENT_COLUMNS}}"
    return f"  {title:<{TITLE_COLUMNS}}{percent}  {_amount(charter, units):>{AMOUNT_COLUMNS}}  {text}"


def _say_who_votes(charter: Charter) -> str:
    if charter.votes_by_itself:
        return "whoever gets tokens votes with them, unless they let another or nobody"
    return "nobody's tokens vote until their holder delegates them, to themselves or another"


def _list_warnings(charter: Charter) -> Iterator[str]:
    votes = [share.units for share in charter.shares if charter.votes_by_itself and not share.is_silent]
    needed = charter.supply_units * charter.rules.quorum_percent // PERCENT
    if sum(votes) < needed:
        yield f"  WARNING   only {_amount(charter, sum(votes))} vote at first, fewer than the quorum:"
        yield "            nothing can be decided until more tokens vote"
    elif 2 * max(votes) > sum(votes) and max(votes) >= needed:
        yield "  WARNING   one account has most of the votes at first, and decides alone"


def _amount(charter: Charter, units: int) -> str:
    return show_votes(units, _token(charter))


def _token(charter: Charter) -> Currency:
    """Return the token as amounts of it are written; it has no address yet."""
    return Currency(ZERO_ADDRESS, charter.symbol, DECIMALS)
