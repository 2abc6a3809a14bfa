"""A vote drawn as two bars: for and abstentions, which reach the quorum together, above what is against. Pure."""

from dataclasses import dataclass

from backend.governance.schemas import TallyView
from backend.pages.formats import votes

WIDTH = 400
ROOM = 1.1  # behind the quorum's line, or the longest bar


@dataclass(frozen=True)
class Bars:
    """Lengths in a box 400 wide; abstentions go on where `for_` ends, as the quorum needs both."""

    for_: float
    abstain: float
    against: float
    quorum: float
    sentence: str


def draw_votes(tally: TallyView) -> Bars:
    """Draw how a vote stands; the longest sets the scale."""
    most = max(tally.votes_for + tally.votes_abstain, tally.votes_against, tally.quorum, 1) * ROOM
    amounts = (tally.votes_for, tally.votes_abstain, tally.votes_against, tally.quorum)
    for_, abstain, against, quorum = (round(WIDTH * each / most, 3) for each in amounts)
    return Bars(for_, abstain, against, quorum, _say(tally))


def _say(tally: TallyView) -> str:
    reached = "reached" if tally.is_quorum_reached else "not reached"
    return (
        f"{votes(tally.votes_for)} for, {votes(tally.votes_against)} against, {votes(tally.votes_abstain)} abstain; "
        f"the quorum of {votes(tally.quorum)} is {reached}"
    )
