"""Take an archive from the network into the embedded store: to the disk first, never whole in memory."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO

from backend.ipfs.cid import Cid
from backend.ipfs.errors import StoreFull
from backend.ipfs.store import Store
from backend.pinning.spool import spooled

# The archive, and the object that is made of it.
TIMES_ON_DISK = 2


class Intake:
    """The folder archives wait in until every block of them was hashed."""

    def __init__(self, store: Store, spool: Path) -> None:
        self._store = store
        self._spool = spool
        spool.mkdir(parents=True, exist_ok=True)

    async def take(self, root: Cid, chunks: AsyncIterator[bytes], announced: int | None) -> int:
        """Store the object `root` from its archive and return its size in bytes.

        Raises `StoreFull` and whatever `Store.import_car` finds wrong with the archive; then nothing is kept.
        """
        if announced and announced * TIMES_ON_DISK > shutil.disk_usage(self._spool).free:
            raise StoreFull
        async with spooled(chunks, self._spool) as archive:
            return await asyncio.to_thread(self._import, root, archive)

    def _import(self, root: Cid, archive: IO[bytes]) -> int:
        self._store.import_car(archive, root)
        return self._store.list_objects()[root]
