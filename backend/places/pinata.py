"""Keep copies at Pinata by uploading archives (https://docs.pinata.cloud/api-reference/endpoint/upload-a-file)."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

from backend.ipfs.archive import Archive
from backend.ipfs.cid import Cid
from backend.places import tus
from backend.places.errors import PlaceUnavailable
from backend.places.gateway_reader import GatewayReader
from backend.places.place import CopyStatus, Report
from backend.places.spelling import check_cid, spell
from backend.places.streaming import CAR_MEDIA_TYPE, make_form
from backend.places.web import Web

URL = "https://api.pinata.cloud"
UPLOADS_URL = "https://uploads.pinata.cloud"
GATEWAY = "https://gateway.pinata.cloud"
# Above this Pinata takes pieces only.
WHOLE_BYTES = 90 * 1024 * 1024
AS_ARCHIVE = {"network": "public", "car": "true"}
FILES = "v3/files/public"
PAGE = "1000"


class PinataPlace:
    """A service that unpacks archives; `reference` is the address of a large upload that broke off."""

    kind = "pinata"

    def __init__(
        self,
        name: str,
        web: Web,
        gateway: GatewayReader,
        *,
        uploads_url: str = UPLOADS_URL,
        whole_bytes: int = WHOLE_BYTES,
    ) -> None:
        self.name = name
        self._web = web
        self._gateway = gateway
        self._uploads = f"{uploads_url}/v3/files"
        self._whole_bytes = whole_bytes

    async def pin(self, archive: Archive, name: str, reference: str | None) -> Report:
        """Upload the archive, at once or in pieces, and see what it was pinned as; raise `CidDiffers`."""
        if archive.size > self._whole_bytes:
            return await self._send_pieces(archive, name, reference)
        form = make_form(archive, {**AS_ARCHIVE, "name": name})
        answer = (await self._web.upload(self._uploads, form)).check()
        check_cid(self.name, archive.root, answer.read_as(lambda found: found["data"]["cid"]))
        return Report(CopyStatus.PINNED)

    async def check(self, root: Cid, reference: str | None) -> Report:
        """Ask whether the account has a file of this root, or is still unpacking all that was sent."""
        if await self._find_files(root):
            return Report(CopyStatus.PINNED)
        progress = await tus.find_progress(self._web, reference) if reference else None
        return Report(CopyStatus.PINNING if progress and progress[1] else CopyStatus.LOST, reference=reference)

    async def list_roots(self) -> set[str] | None:
        """Return the roots of all public files of the account."""
        files, token = await self._list_page(limit=PAGE)
        listed = files
        while files and token:
            files, token = await self._list_page(limit=PAGE, pageToken=token)
            listed = listed + files
        return spell(cid for _, cid in listed)

    async def fetch_block(self, archive: Archive, cid: Cid) -> bytes:
        """Return a block from the gateway."""
        return await self._gateway.fetch_block(archive, cid)

    def download(self, root: Cid) -> AsyncIterator[bytes]:
        """Yield the archive that the gateway makes."""
        return self._gateway.download(root)

    async def unpin(self, root: Cid, reference: str | None) -> None:  # noqa: ARG002 - the protocol
        """Delete every file of this root."""
        for file in await self._find_files(root):
            answer = await self._web.ask("DELETE", f"{FILES}/{file}")
            if answer.status != HTTPStatus.NOT_FOUND:
                answer.check()

    async def close(self) -> None:
        """Close every connection."""
        await self._web.close()
        await self._gateway.close()

    async def _send_pieces(self, archive: Archive, name: str, reference: str | None) -> Report:
        upload, offset = await self._open_upload(archive, name, reference)
        try:
            await tus.send(self._web, upload, archive, offset)
        except PlaceUnavailable as error:
            return Report(CopyStatus.FAILED, error.sentence, upload)
        return await self.check(archive.root, upload)

    async def _open_upload(self, archive: Archive, name: str, reference: str | None) -> tuple[str, int]:
        """Return the address and offset of the upload that broke off, or of a new one."""
        if reference:
            progress = await tus.find_progress(self._web, reference)
            if progress and not progress[1]:
                return reference, progress[0]
        fields = {"filename": f"{archive.root}.car", "filetype": CAR_MEDIA_TYPE, "name": name, **AS_ARCHIVE}
        return await tus.create_upload(self.name, self._web, self._uploads, archive.size, fields), 0

    async def _find_files(self, root: Cid) -> list[str]:
        """Return the service's names of all files of a root."""
        files, _ = await self._list_page(cid=str(root))
        return [file for file, cid in files if str(root) in spell([cid])]

    async def _list_page(self, **wanted: str) -> tuple[list[tuple[str, str]], str | None]:
        answer = (await self._web.ask("GET", FILES, params=wanted)).check()
        return answer.read_as(_read_page)


def _read_page(found: dict[str, Any]) -> tuple[list[tuple[str, str]], str | None]:
    page = found["data"]
    return [(file["id"], file["cid"]) for file in page["files"] or ()], page.get("next_page_token")
