"""One proposal as a person reads it: what it would do, how the vote stands, what became of it, who voted why."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from scripts._amounts import show_second, show_votes
from scripts._currencies import Currency
from scripts._live_governor import LiveGovernor, Standing
from scripts._proposal import Proposal
from scripts._proposal_refusals import describe_standing
from scripts._words import quote_foreign, say_count

TEXT_COLUMNS = 100
VOTE_COLUMNS = 24
CHOICES = ("against", "for", "abstain")
VERBS = {Standing.EXECUTED: "it did", Standing.QUEUED: "it will"}


def list_proposal(
    proposal: Proposal, governor: LiveGovernor, failures: Sequence[str], *, is_proven: bool, is_raw: bool
) -> Iterator[str]:
    """Yield what it would do, why some of that would fail now, and how it stands.

    Unless `is_proven`, there is a warning that its actions may be others.
    """
    standing = governor.find_standing(proposal.id)
    yield f"{proposal.title}, proposed by {proposal.proposer}"
    yield f"  id        {proposal.id}"
    yield f"  state     {standing.name.lower()}: {describe_standing(governor, proposal, standing)}"
    yield from proposal.list_effects(VERBS.get(standing, "it would"))
    yield from (f"  WARNING   done now, this would fail: {failure}" for failure in failures)
    if is_raw:
        yield from _list_calls(proposal)
    yield from _list_warnings(proposal, is_proven=is_proven)
    yield from _list_tally(proposal.view["tally"], governor.currency)
    yield from _list_moments(proposal.view)
    yield from _list_text(proposal.view["description"])


def list_ballots(proposal: Proposal, ballots: Sequence[dict[str, Any]], token: Currency) -> Iterator[str]:
    """Yield who voted how, with how many votes and why."""
    count = proposal.view["tally"]["ballots"]
    newest = ", the newest" if count > len(ballots) else ""
    yield f"{say_count(count, 'ballot')}{newest}:" if count else "Nobody voted yet."
    for ballot in ballots:
        votes = show_votes(int(ballot["weight"]), token)
        reason = quote_foreign(ballot["reason"]).replace("\n", " ")
        said = f"  “{reason}”" if reason else ""
        yield f"  {CHOICES[ballot['support']]:<8}{votes:>{VOTE_COLUMNS}}  {ballot['voter']}{said}"


def _list_calls(proposal: Proposal) -> Iterator[str]:
    for target, value_wei, call in proposal.actions:
        yield f"  call      {target} with {value_wei} wei"
        yield f"            0x{call.hex()}"


def _list_warnings(proposal: Proposal, *, is_proven: bool) -> Iterator[str]:
    if not is_proven:
        yield "  WARNING   what it would do is not proven: these actions and this text are not what its id stands for"
    if proposal.view["is_stale"]:
        yield "  WARNING   the server has not heard of the chain for a while: all of this may have changed"


def _list_tally(tally: dict[str, Any], token: Currency) -> Iterator[str]:
    counted = {name: int(tally[f"votes_{name}"]) for name in ("for", "against", "abstain")}
    for name, votes in counted.items():
        yield f"  {name:<10}{show_votes(votes, token)}"
    needed, took_part = int(tally["quorum"]), counted["for"] + counted["abstain"]
    reached = "reached" if tally["is_quorum_reached"] else f"{show_votes(needed - took_part, token)} are missing"
    yield f"  quorum    {show_votes(needed, token)} for or abstaining: {reached}"


def _list_moments(view: dict[str, Any]) -> Iterator[str]:
    """Yield when what happened, or will, in the order of time."""
    moments = [(view["proposed_at"], "proposed"), (view["begins_at"], "vote begins"), (view["ends_at"], "vote ends")]
    moments += [(step["happened_at"], step["kind"]) for step in view["steps"]]
    if view["state"] == "queued":
        moments.append((view["executable_at"], "may be executed"))
    if view["state"] in ("succeeded", "queued"):
        moments.append((view["expires_at"], "expires"))
    title = "timeline"
    for second, what in sorted(moments):
        yield f"  {title:<10}{show_second(second)}  {what}"
        title = ""


def _list_text(description: str) -> Iterator[str]:
    """Yield the description as its proposer wrote it, with nothing that a terminal would obey."""
    for line in quote_foreign(description).splitlines():
        for part in textwrap.wrap(line, TEXT_COLUMNS) or [""]:
            yield f"  | {part}".rstrip()
