"""Turn what governor and fan token say into rows."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.contracts import Deployed
from backend.chain.events import ChainEvent
from backend.governance.models import Ballot, FanTokenMint, GovernorSetting, Proposal, ProposalStep
from backend.governance.readings import (
    BALLOTS,
    DELEGATE_CHANGED,
    PROPOSAL_CREATED,
    SETTINGS,
    STEPS,
    VOTES_CHANGED,
    is_mint,
    read_ballot,
    read_delegation,
    read_mint,
    read_proposal,
    read_setting,
    read_step,
    read_votes,
)
from backend.governance.repository import GovernanceWriter


class GovernanceProjection:
    """Records what a label's governor and fan token say, and nothing where there are none.

    They may be younger than the label: whoever composes the indexer has them followed from their own first blocks.
    """

    def __init__(self, governor: Deployed | None, fan_token: Deployed | None) -> None:
        self._governor = governor.address if governor else None
        self._token = fan_token.address if fan_token else None

    async def addresses(self, session: AsyncSession) -> set[str]:  # noqa: ARG002 - the protocol's signature
        """Follow nothing: both are followed late."""
        return set()

    def discovered(self, event: ChainEvent) -> str | None:  # noqa: ARG002 - the protocol's signature
        """Follow nothing new."""
        return None

    async def apply(self, session: AsyncSession, events: Sequence[ChainEvent]) -> None:
        """Record proposals, what became of them, ballots, settings, votes and delegations."""
        writer = GovernanceWriter(session)
        told = [event for event in events if event.address == self._governor]
        await writer.record(Proposal, [read_proposal(event) for event in told if event.name == PROPOSAL_CREATED])
        await writer.record(ProposalStep, [read_step(event) for event in told if event.name in STEPS])
        await writer.record(GovernorSetting, [read_setting(event) for event in told if event.name in SETTINGS])
        ballots = [read_ballot(event) for event in told if event.name in BALLOTS]
        await writer.record(Ballot, ballots)
        await writer.count({ballot["proposal"] for ballot in ballots})
        told = [event for event in events if event.address == self._token]
        await writer.record(FanTokenMint, [read_mint(event) for event in told if is_mint(event)])
        await writer.record_votes([read_votes(event) for event in told if event.name == VOTES_CHANGED])
        await writer.record_delegations([read_delegation(event) for event in told if event.name == DELEGATE_CHANGED])

    async def undo(self, session: AsyncSession, above_block: int) -> None:
        """Take back what blocks above a block told."""
        await GovernanceWriter(session).undo(above_block)
