"""Put rows of governance together as what people read. Pure: values in, values out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from backend.core.keccak import keccak
from backend.governance.actions import Surroundings, describe_action
from backend.governance.models import Action, Ballot, GovernorSetting, Proposal, ProposalStep, SettingName
from backend.governance.schemas import (
    ActionView,
    BallotView,
    ProposalSummary,
    ProposalView,
    SettingsView,
    StepView,
    TallyView,
)
from backend.governance.states import GRACE_SECONDS, Course, ProposalState, QuorumHistory, find_state, has_won
from backend.holdings.balances import NOBODY

TITLE_LENGTH = 120
UNTITLED = "A proposal without words"
STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What is no letter but steers how those around it are shown: a title stands within other sentences."""
EXPIRING = (ProposalState.SUCCEEDED, ProposalState.QUEUED, ProposalState.EXPIRED)


@dataclass(frozen=True)
class Portrayer:
    """Portrays proposals as they stand at a time."""

    quorums: QuorumHistory
    settings: list[GovernorSetting]
    around: Surroundings
    explorer_url: str
    now: int

    def summarise(self, proposal: Proposal, steps: Iterable[ProposalStep]) -> ProposalSummary:
        """Return a proposal as it stands in a list; `steps` may be of others too."""
        course, quorum = Course.of(proposal, steps), self.quorums.get_quorum(proposal.snapshot)
        state = find_state(proposal, course, quorum, self.now)
        return ProposalSummary(
            id=proposal.id,
            title=find_title(proposal.description),
            proposer=proposal.proposer,
            state=state,
            proposed_at=proposal.timestamp,
            begins_at=proposal.snapshot,
            ends_at=course.deadline,
            executable_at=course.eta,
            expires_at=(course.eta or course.deadline) + GRACE_SECONDS if state in EXPIRING else None,
            tally=_describe_tally(proposal, quorum),
        )

    def portray(self, proposal: Proposal, steps: list[ProposalStep], *, is_stale: bool) -> ProposalView:
        """Return a proposal with all it would do, and what became of it."""
        return ProposalView(
            **self.summarise(proposal, steps).model_dump(),
            description=proposal.description,
            description_hash=f"0x{keccak(proposal.description.encode()).hex()}",
            actions=self._describe_actions(proposal),
            steps=[self._describe_step(step) for step in steps],
            transaction=proposal.transaction_hash,
            transaction_url=self._link(proposal.transaction_hash),
            is_stale=is_stale,
        )

    def describe_ballot(self, ballot: Ballot) -> BallotView:
        """Return a vote."""
        return BallotView(
            **ballot.model_dump(include={"proposal", "voter", "support", "weight", "reason"}),
            cast_at=ballot.timestamp,
            transaction=ballot.transaction_hash,
            transaction_url=self._link(ballot.transaction_hash),
        )

    def _describe_actions(self, proposal: Proposal) -> list[ActionView]:
        before = (setting for setting in self.settings if setting.timestamp <= proposal.timestamp)
        return describe_actions(proposal.actions, replace(self.around, settings=name_settings(before)))

    def _describe_step(self, step: ProposalStep) -> StepView:
        return StepView(
            kind=step.kind,
            moment=step.moment,
            happened_at=step.timestamp,
            transaction=step.transaction_hash,
            transaction_url=self._link(step.transaction_hash),
        )

    def _link(self, transaction: str) -> str | None:
        return f"{self.explorer_url}/tx/{transaction}" if self.explorer_url else None


def describe_actions(actions: Iterable[Action], around: Surroundings) -> list[ActionView]:
    """Return what actions do, in sentences and in bytes."""
    return [
        ActionView(
            target=target,
            value_wei=int(value),
            calldata=call,
            sentence=describe_action(target, int(value), call, around),
        )
        for target, value, call in actions
    ]


def find_title(description: str) -> str:
    """Return the first line of a description that can be seen, without the marks of a heading."""
    lines = (" ".join(line.strip().lstrip("#").split()) for line in description.splitlines())
    title = next((STEERING.sub("", line) for line in lines if _can_be_seen(line)), UNTITLED)
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"


def _can_be_seen(line: str) -> bool:
    return any(letter.isprintable() and not letter.isspace() for letter in line)


def name_settings(settings: Iterable[GovernorSetting]) -> dict[str, str]:
    """Return the last value of each setting."""
    return {setting.name: setting.value for setting in settings}


def describe_settings(settings: Mapping[str, str]) -> SettingsView | None:
    """Return the rules, or `None` until all of them are known."""
    if any(name not in settings for name in SettingName):
        return None
    guardian = settings[SettingName.GUARDIAN]
    return SettingsView(
        voting_delay_seconds=int(settings[SettingName.VOTING_DELAY]),
        voting_period_seconds=int(settings[SettingName.VOTING_PERIOD]),
        proposal_threshold=int(settings[SettingName.PROPOSAL_THRESHOLD]),
        quorum_percent=int(settings[SettingName.QUORUM_NUMERATOR]),
        late_extension_seconds=int(settings[SettingName.LATE_EXTENSION]),
        execution_delay_seconds=int(settings[SettingName.EXECUTION_DELAY]),
        guardian=None if guardian == NOBODY else guardian,
    )


def _describe_tally(proposal: Proposal, quorum: int) -> TallyView:
    return TallyView(
        votes_for=proposal.votes_for,
        votes_against=proposal.votes_against,
        votes_abstain=proposal.votes_abstain,
        ballots=proposal.ballots,
        quorum=quorum,
        is_quorum_reached=proposal.votes_for + proposal.votes_abstain >= quorum,
        is_winning=has_won(proposal, quorum),
    )
