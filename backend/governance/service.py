"""The use cases of governance that need no node."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.contracts import Contracts
from backend.chain.events import Receipt
from backend.chain.freshness import Freshness, find_freshness
from backend.core.clock import Clock
from backend.core.config import Settings
from backend.governance.actions import Surroundings
from backend.governance.errors import BallotMissing, GovernorMissing, ProposalMissing
from backend.governance.models import Proposal, SettingName
from backend.governance.portrayal import Portrayer, describe_settings, name_settings
from backend.governance.repository import GovernanceRepository, Place
from backend.governance.schemas import (
    BallotPage,
    BallotView,
    GovernanceView,
    ProposalPage,
    ProposalSummary,
    ProposalView,
    VoterStanding,
    VoterView,
)
from backend.governance.states import ProposalState, QuorumHistory
from backend.holdings.repository import LedgerRepository

PAGE_OF_PROPOSALS = 20
PAGE_OF_BALLOTS = 100
MOST_VOTERS = 20
READ_AT_ONCE = PAGE_OF_PROPOSALS + 1
SOUGHT_AT_ONCE = 200  # where few may stand as asked: a statement is dearer than the rows it reads


class GovernanceService:
    """Reads proposals, ballots and votes; every question raises `GovernorMissing` where a label decides alone."""

    def __init__(self, session: AsyncSession, contracts: Contracts, settings: Settings, clock: Clock) -> None:
        self._session = session
        self._governance = GovernanceRepository(session)
        self._contracts = contracts
        self._settings = settings
        self._clock = clock
        self._portrayal: tuple[Portrayer, Freshness] | None = None

    async def describe(self) -> GovernanceView:
        """Return governor and fan token, the rules, and who has most votes."""
        governor, token = self.get_addresses()
        portrayer, freshness = await self._get_portrayer()
        return GovernanceView(
            governor=governor,
            fan_token=token,
            supply=portrayer.quorums.supply,
            quorum=portrayer.quorums.get_quorum(portrayer.now),
            settings=describe_settings(name_settings(portrayer.settings)),
            proposals=await self._governance.count_proposals(),
            voters=[
                VoterStanding(account=voter.delegate, votes=voter.votes)
                for voter in await self._governance.list_voters(MOST_VOTERS)
            ],
            now=portrayer.now,
            is_stale=freshness.is_stale,
        )

    async def list_proposals(self, state: ProposalState | None = None, before: int | None = None) -> ProposalPage:
        """Return the newest proposals, or those older than one; only those that stand somewhere, if that is asked."""
        portrayer, _ = await self._get_portrayer()
        place = _place_of(await self._get_row(before)) if before is not None else None
        at_once = SOUGHT_AT_ONCE if state else READ_AT_ONCE
        found: list[ProposalSummary] = []
        while len(found) <= PAGE_OF_PROPOSALS:
            rows = await self._governance.list_proposals(place, at_once)
            steps = await self._governance.list_steps([row.id for row in rows])
            summaries = (portrayer.summarise(row, steps) for row in rows)
            found += [summary for summary in summaries if state in (None, summary.state)]
            if len(rows) < at_once:
                break
            place = _place_of(rows[-1])
        page = found[:PAGE_OF_PROPOSALS]
        return ProposalPage(proposals=page, next=page[-1].id if len(found) > len(page) else None)

    async def list_newest(self) -> list[ProposalView]:
        """Return the newest proposals with all they would do."""
        portrayer, freshness = await self._get_portrayer()
        rows = await self._governance.list_proposals(None, PAGE_OF_PROPOSALS)
        steps = await self._governance.list_steps([row.id for row in rows])
        own = {row.id: [step for step in steps if step.proposal == row.id] for row in rows}
        return [portrayer.portray(row, own[row.id], is_stale=freshness.is_stale) for row in rows]

    async def get_proposal(self, proposal_id: int) -> ProposalView:
        """Return a proposal with all it would do; raises `ProposalMissing`."""
        portrayer, freshness = await self._get_portrayer()
        row = await self._get_row(proposal_id)
        steps = await self._governance.list_steps([proposal_id])
        return portrayer.portray(row, steps, is_stale=freshness.is_stale)

    async def list_ballots(self, proposal_id: int, before: str | None = None) -> BallotPage:
        """Return the newest ballots on a proposal, or those older than somebody's; raises `ProposalMissing`."""
        portrayer, _ = await self._get_portrayer()
        await self._get_row(proposal_id)
        place = await self._get_place(proposal_id, before) if before else None
        rows = await self._governance.list_ballots(proposal_id, place, PAGE_OF_BALLOTS + 1)
        page = [portrayer.describe_ballot(row) for row in rows[:PAGE_OF_BALLOTS]]
        return BallotPage(ballots=page, next=page[-1].voter if len(rows) > len(page) else None)

    async def find_ballot(self, proposal_id: int, voter: str) -> BallotView | None:
        """Return somebody's ballot on a proposal, or `None`."""
        portrayer, _ = await self._get_portrayer()
        ballot = await self._governance.find_ballot(proposal_id, voter)
        return portrayer.describe_ballot(ballot) if ballot else None

    async def describe_voter(self, account: str) -> VoterView:
        """Return what an account holds, who votes with it, and what it voted."""
        _, token = self.get_addresses()
        portrayer, freshness = await self._get_portrayer()
        votes = await self._governance.find_votes(account)
        threshold = name_settings(portrayer.settings).get(SettingName.PROPOSAL_THRESHOLD)
        balances = await LedgerRepository(self._session).list_balances([(token, account)])
        ballots = await self._governance.list_ballots_of(account, PAGE_OF_BALLOTS)
        return VoterView(
            account=account,
            balance=balances.get((token, account), 0),
            delegate=await self._governance.find_delegate(account),
            votes=votes,
            delegators=await self._governance.count_delegators(account),
            can_propose=threshold is not None and votes >= int(threshold),
            ballots=[portrayer.describe_ballot(ballot) for ballot in ballots],
            is_stale=freshness.is_stale,
        )

    async def counts(self, receipt: Receipt) -> bool:
        """Tell whether what a transaction of governor or token did is known here."""
        return await self._governance.knows_block(receipt.block_number, receipt.block_hash)

    async def get_surroundings(self) -> Surroundings:
        """Return what sentences about actions of now call things."""
        portrayer, _ = await self._get_portrayer()
        return replace(portrayer.around, settings=name_settings(portrayer.settings))

    def get_addresses(self) -> tuple[str, str]:
        """Return where governor and fan token are; raises `GovernorMissing`."""
        deployment = self._contracts.deployment
        if deployment.governor is None or deployment.fan_token is None:
            raise GovernorMissing
        return deployment.governor.address, deployment.fan_token.address

    async def _get_row(self, proposal_id: int) -> Proposal:
        row = await self._governance.find_proposal(proposal_id)
        if row is None:
            raise ProposalMissing(proposal_id)
        return row

    async def _get_place(self, proposal_id: int, voter: str) -> Place:
        ballot = await self._governance.find_ballot(proposal_id, voter)
        if ballot is None:
            raise BallotMissing(voter)
        return Place(ballot.block_number, ballot.log_index)

    async def _get_portrayer(self) -> tuple[Portrayer, Freshness]:
        """Return what portrays proposals, read once: all questions are about one moment of the database."""
        if self._portrayal is None:
            self._portrayal = await self._create_portrayer()
        return self._portrayal

    async def _create_portrayer(self) -> tuple[Portrayer, Freshness]:
        governor, token = self.get_addresses()
        freshness = await find_freshness(self._session, self._clock(), self._settings.grant_staleness_seconds)
        settings = await self._governance.list_settings()
        percents = [(each.timestamp, int(each.value)) for each in settings if each.name == SettingName.QUORUM_NUMERATOR]
        portrayer = Portrayer(
            quorums=QuorumHistory(await self._governance.get_supply(), percents),
            settings=settings,
            around=Surroundings(
                governor, token, self._contracts.label, self._settings.chain_coin, self._contracts.find_currency
            ),
            explorer_url=self._settings.explorer_url.rstrip("/"),
            # A chain without a new block for a while is behind; one whose clock was moved is ahead.
            now=max(int(self._clock().timestamp()), freshness.head_timestamp or 0),
        )
        return portrayer, freshness


def _place_of(proposal: Proposal) -> Place:
    return Place(proposal.block_number, proposal.log_index)
