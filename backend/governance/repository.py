"""All SQL of governance."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Table, delete, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col

from backend.core.db import choose_insert
from backend.governance.models import (
    Ballot,
    FanTokenMint,
    GovernorSetting,
    Proposal,
    ProposalStep,
    Support,
    VoteChange,
    VoteDelegation,
    VoteDelegationChange,
    Voter,
)
from backend.holdings.balances import NOBODY
from backend.holdings.journal import Journal

Row = Mapping[str, Any]
Recorded = type[Proposal] | type[ProposalStep] | type[Ballot] | type[GovernorSetting] | type[FanTokenMint]
TABLES: tuple[Recorded, ...] = (Proposal, ProposalStep, Ballot, GovernorSetting, FanTokenMint)
VOTES = Journal(VoteChange, Voter, ("delegate",), {"votes": "votes"})
DELEGATIONS = Journal(VoteDelegationChange, VoteDelegation, ("delegator",), {"delegate": "delegate"})
JOURNALS = (VOTES, DELEGATIONS)
DEEDS = (Proposal, ProposalStep, Ballot, VoteDelegationChange)


class Place(NamedTuple):
    """Where a row stands in the chain: what is older comes before it."""

    block_number: int
    log_index: int


class GovernanceWriter:
    """Writes what the chain told, and takes it back."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def record(self, table: Recorded, rows: Sequence[Row]) -> None:
        """Write what the chain told; writing it again changes nothing."""
        if rows:
            await self._session.execute(choose_insert(self._session)(_table(table)).on_conflict_do_nothing(), rows)

    async def record_votes(self, changes: Sequence[Row]) -> None:
        """Write in chain order how many votes accounts have."""
        await VOTES.record(self._session, changes)

    async def record_delegations(self, changes: Sequence[Row]) -> None:
        """Write in chain order who votes with whose tokens."""
        await DELEGATIONS.record(self._session, changes)

    async def count(self, proposals: Collection[int]) -> None:
        """Count the ballots of proposals anew: sums wider than any database's integer, and right after an undo too."""
        for proposal in proposals:
            statement = select(col(Ballot.support), col(Ballot.weight)).where(col(Ballot.proposal) == proposal)
            ballots = (await self._session.execute(statement)).all()
            sums = {support: sum(weight for said, weight in ballots if said == support) for support in Support}
            counted = {
                "votes_against": sums[Support.AGAINST],
                "votes_for": sums[Support.FOR],
                "votes_abstain": sums[Support.ABSTAIN],
                "ballots": len(ballots),
            }
            await self._session.execute(update(Proposal).where(col(Proposal.id) == proposal).values(counted))

    async def undo(self, above_block: int) -> None:
        """Forget what the blocks above `above_block` told."""
        statement = select(col(Ballot.proposal)).where(col(Ballot.block_number) > above_block).distinct()
        voted = (await self._session.execute(statement)).scalars().all()
        for table in TABLES:
            await self._session.execute(delete(table).where(col(table.block_number) > above_block))
        await self.count(voted)
        for journal in JOURNALS:
            await journal.undo(self._session, above_block)


class GovernanceRepository:
    """Reads proposals, ballots, votes and settings; addresses are in checksum case."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find_proposal(self, proposal_id: int) -> Proposal | None:
        """Return a proposal, or `None`."""
        return await self._session.get(Proposal, proposal_id)

    async def list_proposals(self, before: Place | None, limit: int) -> list[Proposal]:
        """Return the newest proposals, or the newest that are older than a place."""
        statement = _newest(select(Proposal), Proposal, before).limit(limit)
        return list((await self._session.execute(statement)).scalars())

    async def count_proposals(self) -> int:
        """Return how many proposals there are."""
        return (await self._session.execute(select(func.count()).select_from(Proposal))).scalar_one()

    async def list_steps(self, proposals: Collection[int]) -> list[ProposalStep]:
        """Return what became of proposals, in the order of the chain."""
        statement = select(ProposalStep).where(col(ProposalStep.proposal).in_(proposals))
        order = (col(ProposalStep.block_number), col(ProposalStep.log_index))
        return list((await self._session.execute(statement.order_by(*order))).scalars())

    async def list_ballots(self, proposal: int, before: Place | None, limit: int) -> list[Ballot]:
        """Return the newest ballots on a proposal, or the newest that are older than a place."""
        statement = select(Ballot).where(col(Ballot.proposal) == proposal)
        return list((await self._session.execute(_newest(statement, Ballot, before).limit(limit))).scalars())

    async def find_ballot(self, proposal: int, voter: str) -> Ballot | None:
        """Return somebody's ballot on a proposal, or `None`."""
        statement = select(Ballot).where(col(Ballot.proposal) == proposal, col(Ballot.voter) == voter)
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def list_ballots_of(self, voter: str, limit: int) -> list[Ballot]:
        """Return the newest ballots somebody cast."""
        statement = _newest(select(Ballot).where(col(Ballot.voter) == voter), Ballot, None).limit(limit)
        return list((await self._session.execute(statement)).scalars())

    async def list_settings(self) -> list[GovernorSetting]:
        """Return every setting there ever was, in the order of the chain: a few, as only votes change them."""
        order = (col(GovernorSetting.block_number), col(GovernorSetting.log_index))
        return list((await self._session.execute(select(GovernorSetting).order_by(*order))).scalars())

    async def knows_block(self, number: int, block_hash: str) -> bool:
        """Tell whether what fans did in a block is read: all of it is, or nothing."""
        for table in DEEDS:
            is_there = (col(table.block_number) == number, col(table.block_hash) == block_hash)
            if (await self._session.execute(select(col(table.log_index)).where(*is_there).limit(1))).first():
                return True
        return False

    async def get_supply(self) -> int:
        """Return how many fan tokens there are."""
        return sum((await self._session.execute(select(col(FanTokenMint.amount)))).scalars())

    async def find_votes(self, delegate: str) -> int:
        """Return how many votes an account has, its own and those delegated to it."""
        voter = await self._session.get(Voter, delegate)
        return voter.votes if voter else 0

    async def list_voters(self, limit: int) -> list[Voter]:
        """Return who has most votes."""
        statement = select(Voter).where(col(Voter.votes) > 0).order_by(col(Voter.votes).desc(), col(Voter.delegate))
        return list((await self._session.execute(statement.limit(limit))).scalars())

    async def find_delegate(self, delegator: str) -> str | None:
        """Return who votes with an account's tokens, or `None` when nobody does."""
        delegation = await self._session.get(VoteDelegation, delegator)
        return None if delegation is None or delegation.delegate == NOBODY else delegation.delegate

    async def has_chosen(self, delegator: str, delegate: str | None) -> bool:
        """Tell whether an account ever had its tokens voted with by somebody, or by nobody."""
        statement = select(col(VoteDelegationChange.delegate)).where(
            col(VoteDelegationChange.delegator) == delegator, col(VoteDelegationChange.delegate) == (delegate or NOBODY)
        )
        return (await self._session.execute(statement.limit(1))).first() is not None

    async def count_delegators(self, delegate: str) -> int:
        """Return how many others an account votes for."""
        statement = (
            select(func.count())
            .select_from(VoteDelegation)
            .where(col(VoteDelegation.delegate) == delegate, col(VoteDelegation.delegator) != delegate)
        )
        return (await self._session.execute(statement)).scalar_one()


def _newest(statement: Any, table: type[Proposal] | type[Ballot], before: Place | None) -> Any:  # noqa: ANN401 - a select
    """Order by place, the newest first; only what is older than a place, if one is given."""
    place = (col(table.block_number), col(table.log_index))
    if before is not None:
        statement = statement.where(tuple_(*place) < tuple_(*before))
    return statement.order_by(*(column.desc() for column in place))


def _table(model: type[SQLModel]) -> Table:
    return model.metadata.tables[str(model.__tablename__)]
