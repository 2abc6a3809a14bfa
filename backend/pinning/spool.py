"""A folder where archives from the network wait, never whole in memory, until every block of them was hashed."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from backend.ipfs.store import full_disk_told

BUFFER_BYTES = 1024 * 1024


@asynccontextmanager
async def spooled(chunks: AsyncIterator[bytes], folder: Path) -> AsyncIterator[IO[bytes]]:
    """Write what arrives to a file that nobody sees, and give it to be read; raise `StoreFull`."""
    # Outside the file: to close it tries once more to write what a full disk refused.
    with full_disk_told(), tempfile.TemporaryFile(dir=folder, buffering=BUFFER_BYTES) as archive:
        async for chunk in chunks:
            await asyncio.to_thread(archive.write, chunk)
        await asyncio.to_thread(archive.seek, 0)
        yield archive
