"""Keep copies at Filebase: archives go into a bucket that unpacks and pins them."""

from collections.abc import AsyncIterator

from backend.ipfs.archive import Archive
from backend.ipfs.cid import Cid
from backend.places.bucket import Bucket, StoredArchive
from backend.places.gateway_reader import GatewayReader
from backend.places.place import CopyStatus, Report
from backend.places.spelling import check_cid

URL = "https://s3.filebase.com"
GATEWAY = "https://ipfs.filebase.io"
# Without this an archive would be pinned as a file that happens to be one.
AS_ARCHIVE = {"import": "car"}
CID = "cid"


class FilebasePlace:
    """A bucket that answers with the CID it pinned; blocks are read from its gateway."""

    kind = "filebase"

    def __init__(self, name: str, bucket: Bucket, gateway: GatewayReader) -> None:
        self.name = name
        self._bucket = bucket
        self._gateway = gateway

    async def pin(self, archive: Archive, name: str, reference: str | None) -> Report:  # noqa: ARG002 - the protocol
        """Upload the archive and see what it was pinned as."""
        await self._bucket.put(archive, AS_ARCHIVE)
        return await self.check(archive.root, None)

    async def check(self, root: Cid, reference: str | None) -> Report:  # noqa: ARG002 - the protocol
        """Ask what the archive of the object was pinned as; raise `CidDiffers`."""
        stored = await self._bucket.find(str(root))
        return Report(CopyStatus.LOST) if stored is None else self._report(root, stored)

    async def list_roots(self) -> set[str] | None:
        """Return the roots of all archives in the bucket."""
        return await self._bucket.list_roots()

    async def fetch_block(self, archive: Archive, cid: Cid) -> bytes:
        """Return a block from the service's gateway."""
        return await self._gateway.fetch_block(archive, cid)

    def download(self, root: Cid) -> AsyncIterator[bytes]:
        """Yield the archive that the service's gateway makes."""
        return self._gateway.download(root)

    async def unpin(self, root: Cid, reference: str | None) -> None:  # noqa: ARG002 - the protocol
        """Delete the archive, which unpins what it was."""
        await self._bucket.delete(str(root))

    async def close(self) -> None:
        """Close every connection."""
        await self._bucket.close()
        await self._gateway.close()

    def _report(self, root: Cid, stored: StoredArchive) -> Report:
        pinned = stored.metadata.get(CID)
        if pinned is None:
            # It is still unpacking; the reference has it asked again.
            return Report(CopyStatus.PINNING, reference=str(root))
        check_cid(self.name, root, pinned)
        return Report(CopyStatus.PINNED)
