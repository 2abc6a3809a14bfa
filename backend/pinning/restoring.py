"""Bring an object back into the embedded store from whichever place has it whole."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from backend.core.errors import HecticError
from backend.ipfs.cid import Cid
from backend.ipfs.store import Store
from backend.pinning.losses import NoWholeCopy
from backend.pinning.spool import spooled
from backend.places.place import Place


class Restoration:
    """Takes archives to the disk first: what a place gives is believed only after every block was hashed."""

    def __init__(self, store: Store, spool: Path) -> None:
        self._store = store
        self._spool = spool
        spool.mkdir(parents=True, exist_ok=True)

    async def restore(self, root: Cid, places: Iterable[Place]) -> None:
        """Make an object whole from the first of `places` that can; raise `NoWholeCopy` with what each answered."""
        reasons = []
        for place in places:
            try:
                await self._bring(root, place)
            except HecticError as error:
                reasons.append(error.sentence)
            else:
                return
        raise NoWholeCopy(reasons)

    async def _bring(self, root: Cid, place: Place) -> None:
        async with spooled(place.download(root), self._spool) as archive:
            await asyncio.to_thread(self._store.repair, archive, root)
