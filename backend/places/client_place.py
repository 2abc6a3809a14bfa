"""Keep copies in an IPFS daemon through the library `ipfshttpclient`."""

import asyncio
import warnings
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import urlsplit

from ipfshttpclient import Client, exceptions

from backend.gateway.provider import Provider
from backend.ipfs.archive import Archive
from backend.ipfs.cid import Cid
from backend.places.client_errors import translated
from backend.places.errors import BlockAbsent
from backend.places.place import Report
from backend.places.rpc import LOOK_SECONDS, NOT_PINNED, PINS, check_import, find_pins, look_for, report_pin
from backend.places.streaming import ArchiveFile, stream
from backend.places.web import CONNECT_SECONDS, SILENCE_SECONDS, USER_AGENT, WORK_SECONDS, authorize

CHUNK_BYTES = 1024 * 1024
# It gives urllib3 an argument that means nothing any more.
warnings.filterwarnings("ignore", "The 'strict' parameter", FutureWarning)


class ClientPlace:
    """A daemon reached through a client library.

    It sends archives too: adding files would have the daemon cut them by options of its own, into other CIDs.
    """

    kind = "ipfshttpclient"

    def __init__(
        self,
        name: str,
        url: str,
        token: str = "",
        silence_seconds: float = SILENCE_SECONDS,
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        self.name = name
        self._address = Provider.at(url).address
        self._base = f"{urlsplit(url).path}/api/v0".lstrip("/")
        self._headers = {**USER_AGENT, **authorize(token)}
        self._timeout = (CONNECT_SECONDS, silence_seconds)
        self._own_blocks = look_for(look_seconds)

    async def pin(self, archive: Archive, name: str, reference: str | None) -> Report:  # noqa: ARG002 - the protocol
        """Import the archive, which pins its root."""
        file, options, timeout = ArchiveFile(archive), {"pin-roots": "true"}, (CONNECT_SECONDS, WORK_SECONDS)
        imported = await self._ask(lambda client: client.dag.imprt(file, opts=options, timeout=timeout))
        check_import(self.name, archive.root, [imported.as_json()])
        return await self.check(archive.root, None)

    async def check(self, root: Cid, reference: str | None) -> Report:  # noqa: ARG002 - the protocol
        """Ask whether the daemon pins the object."""
        return report_pin(root, await self._ask(lambda client: _list_pins(client, str(root))))

    async def list_roots(self) -> set[str] | None:
        """Return all that the daemon pins, whoever asked it to."""
        pins: set[str] = await self._ask(_list_pins)
        return pins

    async def fetch_block(self, archive: Archive, cid: Cid) -> bytes:  # noqa: ARG002 - the protocol
        """Return a block that the daemon itself has."""
        return await self._read_block(cid)

    async def download(self, root: Cid) -> AsyncIterator[bytes]:
        """Yield what the daemon exports."""
        # Some begin an archive of what they do not have, and never go on.
        await self._read_block(root)
        exported = await self._ask(lambda client: client.dag.export(str(root), stream=True))
        with translated(self.name), exported:
            async for chunk in stream(exported):
                yield chunk

    async def unpin(self, root: Cid, reference: str | None) -> None:  # noqa: ARG002 - the protocol
        """Unpin the object; the daemon collects its blocks when it likes."""
        await self._ask(lambda client: _unless_unpinned(lambda: client.pin.rm(str(root))))

    async def close(self) -> None:
        """Nothing stays open: every question has a connection of its own."""

    async def _read_block(self, cid: Cid) -> bytes:
        return bytes(await self._ask(lambda client: self._get_block(client, cid)))

    def _get_block(self, client: Client, cid: Cid) -> bytes:
        try:
            return bytes(client.block.get(str(cid), opts=dict(self._own_blocks)))
        except exceptions.ErrorResponse as error:
            raise BlockAbsent(self.name, cid) from error

    async def _ask(self, question: Callable[[Client], Any]) -> Any:  # noqa: ANN401 - whatever the library returns
        return await asyncio.to_thread(self._ask_now, question)

    def _ask_now(self, question: Callable[[Client], Any]) -> Any:  # noqa: ANN401 - whatever the library returns
        # Its `connect` refuses every daemon that is alive; one client for all threads would share a connection.
        client = Client(self._address, self._base, chunk_size=CHUNK_BYTES, headers=self._headers, timeout=self._timeout)
        with translated(self.name):
            return question(client)


def _list_pins(client: Client, *roots: str) -> set[str]:
    pins = _unless_unpinned(lambda: client.pin.ls(*roots, opts=dict(PINS), stream=True))
    return find_pins(line.as_json() for line in pins or ())


def _unless_unpinned(question: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the library returns
    """Return the answer, or `None` when it is that the object is not pinned."""
    try:
        return question()
    except exceptions.ErrorResponse as error:
        if NOT_PINNED in str(error):
            return None
        raise
