"""What crosses HTTP about governance; votes are in token units, times are Unix seconds."""

from pydantic import BaseModel, Field

from backend.core.types import Wei
from backend.governance.models import Action, StepKind
from backend.governance.states import ProposalState

ProposalId = Wei
"""A number of 256 bits: a string in JSON."""


class SettingsView(BaseModel):
    """The rules that votes follow now."""

    voting_delay_seconds: int
    voting_period_seconds: int
    proposal_threshold: Wei = Field(description="how many votes a proposer needs")
    quorum_percent: int = Field(description="of the supply that must vote for or abstain")
    late_extension_seconds: int = Field(description="how long people can still vote after a late quorum")
    execution_delay_seconds: int
    guardian: str | None = Field(description="who can cancel proposals")


class VoterStanding(BaseModel):
    """How many votes an account has at the head."""

    account: str
    votes: Wei


class GovernanceView(BaseModel):
    """The label's governor and fan token; settings are null until the governor's first block is read."""

    governor: str
    fan_token: str
    supply: Wei
    quorum: Wei = Field(description="how many votes a proposal needs whose vote begins now")
    settings: SettingsView | None
    proposals: int
    voters: list[VoterStanding] = Field(description="who has most votes")
    now: int = Field(description="the time that states are told of")
    is_stale: bool = Field(description="whether the chain was last seen too long ago to be sure")


class HoldingView(BaseModel):
    """What the treasury holds of something."""

    currency: str | None = Field(description="a token's address; null for the chain's own coin")
    amount: Wei = Field(description="in the smallest unit")
    text: str


class TallyView(BaseModel):
    """How a vote stands."""

    votes_for: Wei
    votes_against: Wei
    votes_abstain: Wei
    ballots: int
    quorum: Wei
    is_quorum_reached: bool
    is_winning: bool


class ProposalSummary(BaseModel):
    """A proposal in a list."""

    id: ProposalId
    title: str
    proposer: str
    state: ProposalState
    proposed_at: int
    begins_at: int = Field(description="when votes are weighed; people can vote from the next second on")
    ends_at: int = Field(description="the last second in which people can vote")
    executable_at: int | None
    expires_at: int | None = Field(description="when what was won can no longer be queued, or executed")
    tally: TallyView


class ActionView(BaseModel):
    """What a proposal does: a call by the governor."""

    target: str
    value_wei: Wei
    calldata: str
    sentence: str

    def as_action(self) -> Action:
        """Return the call alone."""
        return self.target, str(self.value_wei), self.calldata


class StepView(BaseModel):
    """What became of a proposal."""

    kind: StepKind
    moment: int | None
    happened_at: int
    transaction: str
    transaction_url: str | None


class ProposalView(ProposalSummary):
    """A proposal with all it would do."""

    description: str
    description_hash: str
    actions: list[ActionView]
    steps: list[StepView]
    transaction: str
    transaction_url: str | None
    is_stale: bool


class ProposalPage(BaseModel):
    """Proposals, the newest first."""

    proposals: list[ProposalSummary]
    next: ProposalId | None = Field(description="`before` of the next page; null on the last")


class BallotView(BaseModel):
    """A vote: 0 against, 1 for, 2 abstain."""

    proposal: ProposalId
    voter: str
    support: int
    weight: Wei
    reason: str
    cast_at: int
    transaction: str
    transaction_url: str | None


class StandingView(BaseModel):
    """What an account has to say on a proposal."""

    account: str
    votes: Wei | None = Field(description="with how many it can vote, or voted; null while people cannot vote")
    ballot: BallotView | None = Field(description="what it voted; null when it did not")


class BallotPage(BaseModel):
    """Ballots, the newest first."""

    ballots: list[BallotView]
    next: str | None = Field(description="`before` of the next page; null on the last")


class VoterView(BaseModel):
    """What an account can do: its tokens, who votes with them, and its votes."""

    account: str
    balance: Wei
    delegate: str | None = Field(description="who votes with the tokens; null for nobody")
    votes: Wei = Field(description="the account's own and those delegated to it")
    delegators: int = Field(description="how many others it votes for")
    can_propose: bool
    ballots: list[BallotView] = Field(description="the newest")
    is_stale: bool
