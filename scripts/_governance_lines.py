"""Governor, treasury and proposals as a person reads them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from scripts._amounts import show_amount, show_second, show_votes
from scripts._currencies import ZERO_ADDRESS, Currency
from scripts._live_governor import LiveGovernor, Standing
from scripts._networks import Network
from scripts._proposal import SHOWN_DIGITS, Proposal
from scripts._rule_lines import Rules, list_guardian, list_rules
from scripts._vesting import list_vesting
from scripts._words import quote_foreign

SHOWN_PROPOSALS = 20
SHOWN_VOTERS = 5
STATE_COLUMNS = 10

Held = Sequence[tuple[Currency, int]]


def list_governance(view: dict[str, Any], governor: LiveGovernor, network: Network, held: Held) -> Iterator[str]:
    """Yield in what fans decide, and by which rules; `held` is what is in the treasury."""
    yield f"The fans' governor {governor.address} on {network.title}:"
    yield f"  token     {show_votes(int(view['supply']), governor.currency)} at {governor.currency.address}"
    yield f"  treasury  {', '.join(_show_held(held, governor)) or 'empty'}"
    yield from list_vesting(governor)
    yield from _list_rules(view, governor)


def list_power(governor: LiveGovernor, account: str) -> Iterator[str]:
    """Yield with how many votes an account would vote on what is proposed now, and who votes with its tokens."""
    votes, held = (function(account) for function in (governor.token.getVotes, governor.token.balanceOf))
    delegate = str(governor.token.delegates(account))
    whose = {ZERO_ADDRESS: "nobody", account: "itself"}.get(delegate, delegate)
    yield f"  you       {account} has {show_votes(votes, governor.currency)} of votes"
    yield f"            its own {show_votes(held, governor.currency)} are voted with by {whose}"


def list_say(governor: LiveGovernor, proposal: Proposal, account: str) -> Iterator[str]:
    """Yield with how many votes an account voted, or can vote, on a proposal whose vote began."""
    if governor.find_standing(proposal.id) is Standing.PENDING:
        return
    votes = show_votes(governor.count_votes(account, proposal.id), governor.currency)
    has_voted = governor.ask("hasVoted", proposal.id, account)
    yield f"  you       {account} {f'voted with {votes}' if has_voted else f'has {votes} of votes on it'}"


def list_voters(voters: Sequence[dict[str, Any]], token: Currency) -> Iterator[str]:
    """Yield who has most votes."""
    yield "Most votes:" if voters else "Nobody has votes yet: `ape run governance delegate self` makes tokens vote."
    for voter in voters[:SHOWN_VOTERS]:
        yield f"  {voter['account']}  {show_votes(int(voter['votes']), token)}"


def list_proposals(proposals: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the newest proposals in a line each."""
    newest = list(islice(proposals, SHOWN_PROPOSALS))
    yield "Proposals, the newest first:" if newest else "Nothing has been proposed yet."
    for proposal in newest:
        number, state = str(proposal["id"])[:SHOWN_DIGITS], proposal["state"]
        yield f"  {number}  {state:<{STATE_COLUMNS}}  “{quote_foreign(proposal['title'])}”{_say_when(proposal)}"


def _show_held(held: Held, governor: LiveGovernor) -> Iterator[str]:
    for currency, units in held:
        if units:
            is_fan_token = currency == governor.currency
            yield show_votes(units, currency) if is_fan_token else show_amount(units, currency)


def _list_rules(view: dict[str, Any], governor: LiveGovernor) -> Iterator[str]:
    settings = view["settings"]
    if settings is None:
        yield "  rules     not read yet: the server has just begun"
        return
    rules = Rules(
        voting_delay_seconds=settings["voting_delay_seconds"],
        voting_period_seconds=settings["voting_period_seconds"],
        threshold_units=int(settings["proposal_threshold"]),
        quorum_percent=settings["quorum_percent"],
        late_extension_seconds=settings["late_extension_seconds"],
        execution_delay_seconds=settings["execution_delay_seconds"],
    )
    yield from list_rules(rules, int(view["supply"]), governor.currency)
    yield from list_guardian(settings["guardian"])


def _say_when(proposal: dict[str, Any]) -> str:
    match proposal["state"]:
        case "pending":
            return f", vote begins {show_second(proposal['begins_at'])}"
        case "active":
            return f", vote ends {show_second(proposal['ends_at'])}"
        case "queued":
            return f", may be done from {show_second(proposal['executable_at'])} on"
        case _:
            return ""
