"""Fetch some blocks of an object back from a place and hash them."""

import asyncio
import random
from typing import Protocol

from backend.ipfs.archive import Archive
from backend.ipfs.cid import Cid
from backend.ipfs.errors import BlockDamaged
from backend.ipfs.store import Store
from backend.pinning.losses import BlockGone, BlockWrong
from backend.pinning.sampling import choose_blocks
from backend.places.errors import BlockAbsent

# Below this a whole object is read as fast as a few of its blocks.
SMALL_BYTES = 8 * 1024 * 1024


class BlockKeeper(Protocol):
    """Whatever gives single blocks: a place, or a gateway."""

    name: str

    async def fetch_block(self, archive: Archive, cid: Cid) -> bytes:
        """Return the bytes of a block, unchecked; raise `BlockAbsent`."""
        ...


class Prover:
    """Chooses blocks by `chance` and counts how many of them proved a copy."""

    def __init__(self, store: Store, chance: random.Random, blocks: int) -> None:
        self._store = store
        self._chance = chance
        self._blocks = blocks

    async def prove(self, keeper: BlockKeeper, root: Cid) -> int:
        """Return how many blocks came back right.

        Raises `CopyLost`, what the place raises when it cannot be asked, and one of `DAMAGES` of our own object.
        """
        archive = await asyncio.to_thread(self._store.open_archive, root)
        chosen = choose_blocks(archive.blocks, self._blocks, self._chance)
        for cid in chosen:
            try:
                block = await keeper.fetch_block(archive, cid)
            except BlockAbsent as error:
                raise BlockGone(keeper.name, cid) from error
            if not cid.matches(block):
                raise BlockWrong(keeper.name, cid)
        return len(chosen)

    async def prove_embedded(self, root: Cid) -> int:
        """Read blocks of the embedded store and return how many; raise one of `DAMAGES`."""
        return await asyncio.to_thread(self._read_embedded, root)

    def _read_embedded(self, root: Cid) -> int:
        archive = self._store.open_archive(root)
        if archive.size > SMALL_BYTES:
            chosen = choose_blocks(archive.blocks, self._blocks, self._chance)
            for cid in chosen:
                self._store.read_block(cid)
            return len(chosen)
        if damaged := self._store.check(root):
            raise BlockDamaged(damaged[0])
        return len(archive.blocks)
