"""Keep copies as archives in a bucket: cheap, and as good as ours to repair from."""

from collections.abc import AsyncIterator

from backend.ipfs.archive import Archive
from backend.ipfs.cid import Cid
from backend.places.bucket import Bucket
from backend.places.errors import BlockAbsent, PlaceRefused
from backend.places.place import CopyStatus, Report

ROOT = "root"


class BucketPlace:
    """One key an object; a block is read as the range of its archive where ours has it."""

    kind = "bucket"

    def __init__(self, name: str, bucket: Bucket) -> None:
        self.name = name
        self._bucket = bucket

    async def pin(self, archive: Archive, name: str, reference: str | None) -> Report:  # noqa: ARG002 - the protocol
        """Upload the archive and see that all of it arrived."""
        await self._bucket.put(archive, {ROOT: str(archive.root)})
        stored = await self._bucket.find(str(archive.root))
        if stored is None or stored.size != archive.size:
            raise PlaceRefused(self.name, f"it keeps {stored.size if stored else 0} of {archive.size} bytes")
        return Report(CopyStatus.PINNED)

    async def check(self, root: Cid, reference: str | None) -> Report:  # noqa: ARG002 - the protocol
        """Ask whether the bucket has an archive that was uploaded for the object."""
        stored = await self._bucket.find(str(root))
        is_there = stored is not None and stored.metadata.get(ROOT) == str(root)
        return Report(CopyStatus.PINNED if is_there else CopyStatus.LOST)

    async def list_roots(self) -> set[str] | None:
        """Return the roots of all archives in the bucket."""
        return await self._bucket.list_roots()

    async def fetch_block(self, archive: Archive, cid: Cid) -> bytes:
        """Return the bytes where our archive has the block."""
        try:
            return await self._bucket.read(str(archive.root), archive.locate(cid))
        except LookupError as error:
            raise BlockAbsent(self.name, cid) from error

    async def download(self, root: Cid) -> AsyncIterator[bytes]:
        """Yield the archive as it was uploaded."""
        try:
            async for chunk in self._bucket.download(str(root)):
                yield chunk
        except KeyError as error:
            raise BlockAbsent(self.name, root) from error

    async def unpin(self, root: Cid, reference: str | None) -> None:  # noqa: ARG002 - the protocol
        """Delete the archive."""
        await self._bucket.delete(str(root))

    async def close(self) -> None:
        """Close every connection."""
        await self._bucket.close()
