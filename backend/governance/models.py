"""Tables of governance: journals of what governor and token told, and what follows from the newest entries.

Taking a block back is forgetting its entries; only a proposal's count of votes and who votes for whom are concluded
anew.
"""

from enum import IntEnum, StrEnum

from sqlalchemy import JSON, BigInteger, Column, Index, Text
from sqlmodel import Field, SQLModel

from backend.core.types import AmountColumn, WeiColumn

Action = tuple[str, str, str]
"""Whom to call, the coin to send in wei as digits, and the call as 0x hex; a list when read back."""
Actions = list[Action]


class Support(IntEnum):
    """What a ballot says, as the governor numbers it."""

    AGAINST = 0
    FOR = 1
    ABSTAIN = 2


class StepKind(StrEnum):
    """What became of a proposal."""

    QUEUED = "queued"
    EXTENDED = "extended"
    CANCELED = "canceled"
    EXECUTED = "executed"


class SettingName(StrEnum):
    """What a vote can change: times in seconds, the threshold in token units, the quorum in percent, the guardian."""

    VOTING_DELAY = "voting_delay"
    VOTING_PERIOD = "voting_period"
    PROPOSAL_THRESHOLD = "proposal_threshold"
    QUORUM_NUMERATOR = "quorum_numerator"
    LATE_EXTENSION = "late_extension"
    EXECUTION_DELAY = "execution_delay"
    GUARDIAN = "guardian"


class Told(SQLModel):
    """Where the chain told something."""

    block_number: int = Field(primary_key=True, sa_type=BigInteger)
    log_index: int = Field(primary_key=True)
    block_hash: str = Field(primary_key=True)


class ToldAt(Told):
    """Where and when the chain told something, and by which transaction; the timestamp is in Unix seconds."""

    transaction_hash: str
    timestamp: int = Field(sa_type=BigInteger)


class Proposal(SQLModel, table=True):
    """What somebody proposed, and how its vote stands; people vote after `snapshot` and until `deadline`."""

    __tablename__ = "proposals"
    __table_args__ = (Index("ix_proposals_place", "block_number", "log_index"),)

    id: int = Field(primary_key=True, sa_type=WeiColumn)
    proposer: str
    actions: Actions = Field(sa_column=Column(JSON, nullable=False))
    description: str = Field(sa_column=Column(Text, nullable=False))
    snapshot: int = Field(sa_type=BigInteger)
    deadline: int = Field(sa_type=BigInteger)
    block_number: int = Field(sa_type=BigInteger)
    log_index: int
    block_hash: str
    transaction_hash: str
    timestamp: int = Field(sa_type=BigInteger)
    votes_against: int = Field(default=0, sa_type=AmountColumn)
    votes_for: int = Field(default=0, sa_type=AmountColumn)
    votes_abstain: int = Field(default=0, sa_type=AmountColumn)
    ballots: int = 0


class ProposalStep(ToldAt, table=True):
    """What became of a proposal; `moment` is when a queued one may be executed, or until when people can vote."""

    __tablename__ = "proposal_steps"
    __table_args__ = (Index("ix_proposal_steps_proposal", "proposal"),)

    proposal: int = Field(sa_type=WeiColumn)
    kind: str
    moment: int | None = Field(sa_type=BigInteger)


class Ballot(ToldAt, table=True):
    """A vote; its weight is in token units."""

    __tablename__ = "ballots"
    __table_args__ = (
        Index("ix_ballots_proposal", "proposal", "block_number", "log_index"),
        Index("ix_ballots_voter", "voter", "block_number", "log_index"),
    )

    proposal: int = Field(sa_type=WeiColumn)
    voter: str
    support: int
    weight: int = Field(sa_type=AmountColumn)
    reason: str = Field(sa_column=Column(Text, nullable=False))


class GovernorSetting(ToldAt, table=True):
    """A setting of the governor from here on: a number as digits, or the guardian's address."""

    __tablename__ = "governor_settings"

    name: str
    value: str


class FanTokenMint(Told, table=True):
    """Fan tokens that came into being; none ever do after the token's first block."""

    __tablename__ = "fan_token_mints"

    amount: int = Field(sa_type=AmountColumn)


class VoteChange(Told, table=True):
    """How many votes an account has from here on, its own and those that were delegated to it."""

    __tablename__ = "vote_changes"
    __table_args__ = (Index("ix_vote_changes_delegate", "delegate", "block_number", "log_index"),)

    delegate: str
    votes: int = Field(sa_type=AmountColumn)


class Voter(SQLModel, table=True):
    """How many votes an account has at the head."""

    __tablename__ = "voters"
    __table_args__ = (Index("ix_voters_votes", "votes", "delegate"),)

    delegate: str = Field(primary_key=True)
    votes: int = Field(sa_type=AmountColumn)
    block_number: int = Field(sa_type=BigInteger)
    log_index: int


class VoteDelegationChange(Told, table=True):
    """Who votes with an account's tokens from here on; the zero address for nobody."""

    __tablename__ = "vote_delegation_changes"
    __table_args__ = (Index("ix_vote_delegation_changes_delegator", "delegator", "block_number", "log_index"),)

    delegator: str
    delegate: str


class VoteDelegation(SQLModel, table=True):
    """Who votes with an account's tokens at the head; the zero address for nobody."""

    __tablename__ = "vote_delegations"
    __table_args__ = (Index("ix_vote_delegations_delegate", "delegate"),)

    delegator: str = Field(primary_key=True)
    delegate: str
    block_number: int = Field(sa_type=BigInteger)
    log_index: int
