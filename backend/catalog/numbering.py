"""Give each edition of an open supply its own document, once nothing is left to sell."""

import asyncio
from dataclasses import replace

from backend.catalog.documents import collect_source, digest_of, pin_metadata
from backend.catalog.errors import (
    NothingMinted,
    NotPublished,
    NumberedAlready,
    RecordingMissing,
    StillSelling,
    TooManyEditions,
)
from backend.catalog.repository import NUMBERED_PIN, CatalogRepository
from backend.catalog.schemas import NumberedState
from backend.chain.contracts import Contracts
from backend.chain.node import Node
from backend.core.clock import Clock
from backend.ipfs.store import Store

EDITIONS_LIMIT = 100_000  # their documents are some 130 MB, written in one go


class NumberingService:
    """Asks the chain how many editions there are: the directory is chosen once."""

    def __init__(
        self,
        repository: CatalogRepository,
        store: Store,
        node: Node,
        contracts: Contracts,
        *,
        site_url: str,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._store = store
        self._node = node
        self._contracts = contracts
        self._site_url = site_url
        self._clock = clock

    async def number(self, slug: str) -> NumberedState:
        """Pin the numbered directory of a release and return its digest; the same again as long as nothing changed."""
        release = await self._repository.get_release(slug)
        if release.drop_address is None:
            raise NotPublished(slug)
        if release.manifest["supply"] is not None:
            raise NumberedAlready(slug)
        minted = await self._count(slug, release.drop_address)
        recording = await self._repository.find_recording(slug)
        files = await self._repository.list_files(slug)
        if recording is None:
            raise RecordingMissing(slug)
        source = collect_source(release, recording, files, self._site_url)
        numbered = replace(source, manifest=release.manifest | {"supply": minted})
        directory = await asyncio.to_thread(pin_metadata, self._store, numbered)
        await self._repository.name_pin(slug, NUMBERED_PIN, directory, self._clock())
        return NumberedState(metadata_digest=digest_of(directory), minted=minted)

    async def _count(self, slug: str, drop: str) -> int:
        minted, supply = await self._ask(drop, "minted"), await self._ask(drop, "supply")
        if minted != supply:
            raise StillSelling(slug)
        if minted == 0:
            raise NothingMinted(slug)
        if minted > EDITIONS_LIMIT:
            raise TooManyEditions(slug, minted, EDITIONS_LIMIT)
        return minted

    async def _ask(self, drop: str, function: str) -> int:
        return int.from_bytes(await self._node.call(drop, self._contracts.encode("MixDrop", function)))
