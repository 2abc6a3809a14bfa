"""Mark a release as published when the label creates its drop on chain."""

import logging
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from backend.catalog.repository import CatalogRepository
from backend.chain.events import ChainEvent

logger = logging.getLogger(__name__)


class CatalogProjection:
    """Projects the label's `DropCreated` onto releases; follows no address of its own."""

    def __init__(self, label: str) -> None:
        self._label = label

    async def addresses(self, session: AsyncSession) -> set[str]:  # noqa: ARG002 - the protocol's signature
        """Follow nothing: the label is followed by the drops' projection."""
        return set()

    def discovered(self, event: ChainEvent) -> str | None:  # noqa: ARG002 - the protocol's signature
        """Discover nothing."""
        return None

    async def apply(self, session: AsyncSession, events: Sequence[ChainEvent]) -> None:
        """Give releases their drops, when what was created is what was prepared."""
        for event in events:
            if event.name == "DropCreated" and event.address == self._label:
                await _give_drop(CatalogRepository(session), event)

    async def undo(self, session: AsyncSession, above_block: int) -> None:
        """Forget the drops created above `above_block`."""
        await CatalogRepository(session).clear_drops_above(above_block)


async def _give_drop(repository: CatalogRepository, event: ChainEvent) -> None:
    release = await repository.find_release_by_key(event.arguments["release"])
    if release is None:
        logger.warning("drop %s belongs to no release known here", event.arguments["drop"])
        return
    if release.metadata_digest != event.arguments["terms"]["metadata"]:
        logger.warning("drop %s was created with other metadata than %s has", event.arguments["drop"], release.slug)
    release.drop_address = event.arguments["drop"]
    release.drop_block = event.block_number
    await repository.save(release)
