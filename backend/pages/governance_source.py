"""Fill the pages of governance from what the chain told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend.chain.contracts import Contracts
from backend.core.clock import Clock
from backend.core.config import Settings
from backend.core.db import Database
from backend.governance.schemas import GovernanceView
from backend.governance.service import GovernanceService
from backend.governance.states import ProposalState
from backend.pages.governance import Assembly, ProposalList, ProposalSheet
from backend.pages.governance_feed import Feed


class DatabaseGovernancePages:
    """Reads each page in one snapshot of the database; asks no node."""

    def __init__(self, database: Database, settings: Settings, contracts: Contracts, clock: Clock) -> None:
        self._database = database
        self._settings = settings
        self._contracts = contracts
        self._clock = clock

    async def proposal_list(self, state: ProposalState | None, before: int | None) -> ProposalList:
        """Return a page of proposals; raises `ProposalMissing` when `before` is none."""
        async with self._open() as governance:
            page = await governance.list_proposals(state, before)
            return ProposalList(self._compose(await governance.describe()), page, state, is_first=before is None)

    async def proposal_sheet(self, proposal_id: int, before: str | None) -> ProposalSheet:
        """Return one proposal with its ballots; raises `ProposalMissing` or `BallotMissing`."""
        async with self._open() as governance:
            return ProposalSheet(
                assembly=self._compose(await governance.describe()),
                proposal=await governance.get_proposal(proposal_id),
                ballots=await governance.list_ballots(proposal_id, before),
                is_first=before is None,
            )

    async def assembly(self) -> Assembly:
        """Return who decides, and by which rules."""
        async with self._open() as governance:
            return self._compose(await governance.describe())

    async def feed(self) -> Feed:
        """Return the newest proposals for the feed."""
        async with self._open() as governance:
            view, proposals = await governance.describe(), await governance.list_newest()
        return Feed(
            site=self._settings.public_url,
            label_name=self._settings.label_name,
            chain_id=self._contracts.chain_id,
            governor=view.governor,
            settings=view.settings,
            proposals=proposals,
        )

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[GovernanceService]:
        async with self._database.snapshot() as session:
            yield GovernanceService(session, self._contracts, self._settings, self._clock)

    def _compose(self, view: GovernanceView) -> Assembly:
        return Assembly(
            view=view,
            chain_id=self._contracts.chain_id,
            chain_name=self._settings.chain_name,
            coin=self._settings.chain_coin,
            explorer_url=self._settings.explorer_url.rstrip("/"),
            label=self._contracts.label,
            currencies=self._contracts.deployment.currencies,
        )
