"""Keep copies in an IPFS daemon that speaks Kubo's RPC, or at a service that speaks like one."""

from collections.abc import AsyncIterator
from contextlib import suppress
from http import HTTPStatus

from backend.ipfs.archive import Archive
from backend.ipfs.cid import Cid
from backend.places.answer import Answer
from backend.places.errors import BlockAbsent, PlaceRefused, PlaceUnavailable
from backend.places.place import Report
from backend.places.rpc import LOOK_SECONDS, NOT_PINNED, PINS, check_import, find_pins, look_for, report_pin
from backend.places.streaming import make_form
from backend.places.web import Web


class KuboPlace:
    """A daemon reached over plain HTTP: archives go there as they are."""

    kind = "kubo"

    def __init__(self, name: str, web: Web, look_seconds: float = LOOK_SECONDS) -> None:
        self.name = name
        self._web = web
        self._own_blocks = look_for(look_seconds)

    async def pin(self, archive: Archive, name: str, reference: str | None) -> Report:  # noqa: ARG002 - the protocol
        """Import the archive, which pins its root."""
        answer = await self._web.upload("api/v0/dag/import", make_form(archive, {}), params={"pin-roots": "true"})
        check_import(self.name, archive.root, answer.check().read_objects())
        with suppress(PlaceRefused, PlaceUnavailable):
            # The name only serves whoever reads the daemon's own list.
            (await self._ask("pin/add", arg=str(archive.root), name=name)).check()
        return await self.check(archive.root, None)

    async def check(self, root: Cid, reference: str | None) -> Report:  # noqa: ARG002 - the protocol
        """Ask whether the daemon pins the object."""
        answer = await self._ask("pin/ls", arg=str(root), **PINS)
        pins = () if NOT_PINNED in _error_of(answer) else find_pins(answer.check().read_objects())
        return report_pin(root, pins)

    async def list_roots(self) -> set[str] | None:
        """Return all that the daemon pins, whoever asked it to."""
        return find_pins((await self._ask("pin/ls", **PINS)).check().read_objects())

    async def fetch_block(self, archive: Archive, cid: Cid) -> bytes:  # noqa: ARG002 - the protocol
        """Return a block that the daemon itself has."""
        return await self._read_block(cid)

    async def download(self, root: Cid) -> AsyncIterator[bytes]:
        """Yield what the daemon exports."""
        # Some begin an archive of what they do not have, and never go on.
        await self._read_block(root)
        params = {"arg": str(root), "offline": "true"}
        async with self._web.stream("POST", "api/v0/dag/export", params=params) as response:
            if not response.is_success:
                raise (await self._web.read(response)).problem()
            async for chunk in response.aiter_bytes():
                yield chunk

    async def unpin(self, root: Cid, reference: str | None) -> None:  # noqa: ARG002 - the protocol
        """Unpin the object; the daemon collects its blocks when it likes."""
        answer = await self._ask("pin/rm", arg=str(root))
        if NOT_PINNED not in _error_of(answer):
            answer.check()

    async def close(self) -> None:
        """Close every connection."""
        await self._web.close()

    async def _read_block(self, cid: Cid) -> bytes:
        answer = await self._ask("block/get", arg=str(cid), **self._own_blocks)
        if _error_of(answer):
            raise BlockAbsent(self.name, cid)
        return answer.check().content

    async def _ask(self, command: str, **params: str) -> Answer:
        return await self._web.ask("POST", f"api/v0/{command}", params=params)


def _error_of(answer: Answer) -> str:
    """Return the daemon's own words: it answers 500 to all it cannot do, as does what stands before it, without any."""
    return answer.reason if answer.status == HTTPStatus.INTERNAL_SERVER_ERROR else ""
