"""Read blocks and archives from a trustless gateway (https://specs.ipfs.tech/http-gateways/trustless-gateway/)."""

from collections.abc import AsyncIterator
from http import HTTPStatus

from backend.ipfs.archive import Archive
from backend.ipfs.car import MAX_BLOCK_BYTES
from backend.ipfs.cid import Cid
from backend.places.errors import BlockAbsent
from backend.places.web import Web

# What gateways answer when they looked everywhere and found nothing.
ABSENT = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.GATEWAY_TIMEOUT)


class GatewayReader:
    """Any gateway, of a service or of somebody else; what it sends is unverified."""

    def __init__(self, name: str, web: Web) -> None:
        self.name = name
        self._web = web

    async def fetch_block(self, archive: Archive, cid: Cid) -> bytes:  # noqa: ARG002 - the protocol of places
        """Return one block; raise `BlockAbsent`."""
        request = self._web.stream("GET", f"ipfs/{cid}", params={"format": "raw"}, follow_redirects=True)
        async with request as response:
            # Whatever is longer is no block.
            answer = await self._web.read(response, MAX_BLOCK_BYTES + 1)
        if answer.status in ABSENT:
            raise BlockAbsent(self.name, cid)
        return answer.check().content

    async def download(self, root: Cid) -> AsyncIterator[bytes]:
        """Yield the archive of an object; raise `BlockAbsent`."""
        wanted = {"format": "car", "dag-scope": "all"}
        async with self._web.stream("GET", f"ipfs/{root}", params=wanted, follow_redirects=True) as response:
            if response.status_code in ABSENT:
                raise BlockAbsent(self.name, root)
            if not response.is_success:
                raise (await self._web.read(response)).problem()
            async for chunk in response.aiter_bytes():
                yield chunk

    async def close(self) -> None:
        """Close every connection."""
        await self._web.close()
