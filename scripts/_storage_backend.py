"""What the label's server keeps and where: its storage, over HTTP."""

import contextlib
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx

from scripts._backend import Backend, BackendBroken, BackendDown, Progress, send_chunks
from scripts._car import CHUNK_BYTES

CAR = "application/vnd.ipld.car"


class StorageBackend(Backend):
    """A conversation about objects, their copies, and releases on their way to another server."""

    def get_storage(self) -> dict[str, Any]:
        """Return places, objects with their copies, and the last audit."""
        return self._dict("GET", "/api/storage")

    def start_audit(self) -> str:
        """Have every copy looked at now, and return the audit's id."""
        return str(self._dict("POST", "/api/storage/audits")["id"])

    def get_audit(self, audit: str) -> dict[str, Any]:
        """Return how far an audit is, or what it found."""
        return self._dict("GET", f"/api/storage/audits/{audit}")

    def start_move(self, source: str, destination: str) -> None:
        """Have all that is at one place brought to another."""
        self._ask("POST", "/api/storage/moves", json={"source": source, "destination": destination})

    def get_move(self, source: str) -> dict[str, Any]:
        """Return how far the move from a place is."""
        moves = self._ask("GET", "/api/storage/moves").json()
        return next(dict(move) for move in moves if move["source"] == source)

    def upload_object(self, cid: str, name: str, path: Path, on_progress: Progress) -> None:
        """Have an object kept from its archive; one that is kept already stays as it is."""
        headers = {"Content-Type": CAR, "Content-Length": str(path.stat().st_size)}
        chunks = send_chunks(path, on_progress)
        self._ask("PUT", f"/api/storage/objects/{cid}", params={"name": name}, content=chunks, headers=headers)

    def remove_object(self, cid: str) -> None:
        """Have an object removed at every place; the server refuses while a release needs it."""
        response = self._send("DELETE", f"/api/storage/objects/{cid}")
        if response.status_code != HTTPStatus.NO_CONTENT:
            self._check(response)

    def get_archive(self, slug: str) -> dict[str, Any]:
        """Return all that restores a release beside its objects, its keys open."""
        return self._dict("GET", f"/api/releases/{slug}/archive")

    def restore(self, slug: str, archive: dict[str, Any]) -> dict[str, Any]:
        """Record a release whose objects the server has, and return what it knows of it then."""
        return self._dict("PUT", f"/api/releases/{slug}/archive", json=archive)

    def get_gates(self, slug: str) -> dict[str, Any]:
        """Return the gates of a release with the lists they name, and who was given what they ask for."""
        return self._dict("GET", f"/api/releases/{slug}/gates")

    def restore_gates(self, slug: str, gates: dict[str, Any]) -> dict[str, Any]:
        """Bring gates to a release, and return those it has then: what was there stays."""
        return self._dict("PUT", f"/api/releases/{slug}/gates", json=gates)

    @contextlib.contextmanager
    def download(self, cid: str) -> Iterator[Iterator[bytes]]:
        """Open the archive of an object; the pieces arrive unchecked."""
        try:
            with self._client.stream(
                "GET", f"/ipfs/{cid}", params={"format": "car"}, headers={"Accept": CAR}
            ) as answer:
                if not (answer.is_success and answer.headers.get("Content-Type", "").startswith(CAR)):
                    answer.read()
                    self._check(answer)
                    raise BackendBroken(self.url, answer.status_code)
                yield answer.iter_bytes(CHUNK_BYTES)
        except httpx.TransportError as error:
            raise BackendDown(self.url) from error
