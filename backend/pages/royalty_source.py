"""Fill the pages of royalties from what the chain told."""

from backend.catalog.models import FileKind
from backend.catalog.repository import CatalogRepository
from backend.chain.contracts import Contracts
from backend.core.clock import Clock
from backend.core.config import Settings
from backend.core.db import Database
from backend.pages.royalties import SplitPage
from backend.pages.views import ChainPlace
from backend.royalties.schemas import StatementView
from backend.royalties.service import RoyaltyService, Wanted


class DatabaseRoyaltyPages:
    """Reads each page in one snapshot of the database; asks no node."""

    def __init__(self, database: Database, settings: Settings, contracts: Contracts, clock: Clock) -> None:
        self._database = database
        self._settings = settings
        self._contracts = contracts
        self._clock = clock

    async def split_page(self, split: str) -> SplitPage:
        """Return the page of one split; raises `SplitMissing`."""
        async with self._database.snapshot() as session:
            royalties = RoyaltyService(session, self._contracts, self._settings, self._clock)
            portrait = await royalties.portray(split)
            view = portrait.view
            release = await CatalogRepository(session).get_release(view.slug) if view.slug else None
            cover = await CatalogRepository(session).find_file(view.slug, FileKind.THUMBNAIL) if view.slug else None
        return SplitPage(
            view=view,
            months=portrait.months,
            worths=portrait.worths,
            fiat=portrait.fiat,
            place=self._place(view.drop or "", split),
            artist=release.manifest["artist"] if release else "",
            cover_url=f"/ipfs/{cover.cid}" if cover else "",
        )

    async def write_statement(self, split: str, wanted: Wanted) -> StatementView:
        """Return a payee's month; raises `SplitMissing`."""
        async with self._database.snapshot() as session:
            royalties = RoyaltyService(session, self._contracts, self._settings, self._clock)
            return await royalties.write_statement(split, wanted)

    def _place(self, drop: str, split: str) -> ChainPlace:
        return ChainPlace(
            chain_id=self._contracts.chain_id,
            chain_name=self._settings.chain_name,
            contract=drop,
            split=split,
            explorer_url=self._settings.explorer_url,
        )
