"""Keep copies at a service that speaks the IPFS Pinning Service API 1.0.0: it fetches objects from this server."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Self

from backend.ipfs.archive import Archive
from backend.ipfs.cid import Cid
from backend.places.gateway_reader import GatewayReader
from backend.places.place import CopyStatus, Report
from backend.places.spelling import check_cid, spell
from backend.places.web import Web

NAME_LENGTH = 255
PAGE = 1000
# The service lists only what is pinned unless it is asked for the rest.
ANY_STATUS = "queued,pinning,pinned,failed"


@dataclass(frozen=True, slots=True)
class PinRequest:
    """What the service says of one request to pin (`PinStatus`)."""

    id: str
    cid: str
    status: CopyStatus
    created: str
    details: str

    @classmethod
    def read(cls, found: dict[str, Any]) -> Self:
        """Read the JSON of the service; raise `KeyError`, `TypeError` or `ValueError` when it is something else."""
        details = (found.get("info") or {}).get("status_details", "")
        return cls(found["requestid"], found["pin"]["cid"], CopyStatus(found["status"]), found["created"], details)

    def report(self, place: str) -> Report:
        """Report on the copy this asked for."""
        problem = None
        if self.status is CopyStatus.FAILED:
            why = f": {self.details.rstrip('.')}" if self.details else ""
            problem = f"{place} could not fetch it{why}. It must reach this server under PUBLIC_URL; it is asked again."
        return Report(self.status, problem, self.id)


class ServicePlace:
    """A service with its own gateway; `origins` are addresses it may fetch from."""

    kind = "service"

    def __init__(self, name: str, web: Web, gateway: GatewayReader, origins: Sequence[str]) -> None:
        self.name = name
        self._web = web
        self._gateway = gateway
        self._origins = list(origins)

    async def pin(self, archive: Archive, name: str, reference: str | None) -> Report:
        """Ask for the object; what was asked for as `reference` is replaced, so that the service fetches it again."""
        wanted = {"cid": str(archive.root), "name": name[:NAME_LENGTH], "origins": self._origins}
        if reference:
            answer = await self._web.ask("POST", f"pins/{reference}", json=wanted)
            if answer.status != HTTPStatus.NOT_FOUND:
                return self._accept(archive.root, answer.check().read_as(PinRequest.read))
        asked = [request for request in await self._find(archive.root) if request.status is not CopyStatus.FAILED]
        if asked:
            return asked[0].report(self.name)
        answer = await self._web.ask("POST", "pins", json=wanted)
        return self._accept(archive.root, answer.check().read_as(PinRequest.read))

    async def check(self, root: Cid, reference: str | None) -> Report:
        """Ask how far the service is with `reference`, or with any request for the object."""
        if reference:
            answer = await self._web.ask("GET", f"pins/{reference}")
            if answer.status != HTTPStatus.NOT_FOUND:
                return self._accept(root, answer.check().read_as(PinRequest.read))
        requests = await self._find(root)
        return requests[0].report(self.name) if requests else Report(CopyStatus.LOST)

    async def list_roots(self) -> set[str] | None:
        """Return all that the service pins for the account, or `None` when its pages do not add up."""
        total, page = await self._list(status="pinned", limit=str(PAGE))
        left, listed = total, page
        while page and left > len(page):
            left, page = await self._list(status="pinned", limit=str(PAGE), before=page[-1].created)
            listed = listed + page
        # Requests of the same instant fall between two pages.
        return spell(request.cid for request in listed) if len(listed) >= total else None

    async def fetch_block(self, archive: Archive, cid: Cid) -> bytes:
        """Return a block from the service's gateway."""
        return await self._gateway.fetch_block(archive, cid)

    def download(self, root: Cid) -> AsyncIterator[bytes]:
        """Yield the archive that the service's gateway makes."""
        return self._gateway.download(root)

    async def unpin(self, root: Cid, reference: str | None) -> None:
        """Withdraw every request for the object."""
        known = {request.id for request in await self._find(root)} | ({reference} if reference else set())
        for request in known:
            answer = await self._web.ask("DELETE", f"pins/{request}")
            if answer.status != HTTPStatus.NOT_FOUND:
                answer.check()

    async def close(self) -> None:
        """Close every connection."""
        await self._web.close()
        await self._gateway.close()

    def _accept(self, root: Cid, request: PinRequest) -> Report:
        check_cid(self.name, root, request.cid)
        return request.report(self.name)

    async def _find(self, root: Cid) -> list[PinRequest]:
        """Return the requests for an object, the newest first."""
        _, requests = await self._list(cid=str(root), status=ANY_STATUS)
        return [request for request in requests if str(root) in spell([request.cid])]

    async def _list(self, **wanted: str) -> tuple[int, list[PinRequest]]:
        answer = await self._web.ask("GET", "pins", params=wanted)
        return answer.check().read_as(lambda page: (int(page["count"]), list(map(PinRequest.read, page["results"]))))
