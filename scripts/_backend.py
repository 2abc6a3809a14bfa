"""The label's server, over its HTTP API."""

import mimetypes
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self

import httpx

from scripts._allowlist import Allowlist
from scripts._manifest import Manifest
from scripts._manifest_json import describe_allowlist, describe_manifest
from scripts._media import digest_file
from scripts._networks import network_of
from scripts._refusal import Refusal
from scripts._sign_in import check_message

CHUNK_BYTES = 256 * 1024
TIMEOUT = httpx.Timeout(30, read=120)  # the answer to an upload comes when the file is safe on the server's disk

ROOT = re.compile(r"0x[0-9a-fA-F]{64}")

Progress = Callable[[int], None]
Signer = Callable[[str], str]


class BackendDown(Refusal):
    """Nothing answers at the backend's address."""

    def __init__(self, url: str) -> None:
        super().__init__(f"The backend at {url} does not answer: start it, or correct --backend.")


class BackendRefused(Refusal):
    """The backend said no, in its own words."""


class BackendBroken(Refusal):
    """The backend answered something that is not its API."""

    def __init__(self, url: str, status: int) -> None:
        super().__init__(f"The backend at {url} answered {status} without a reason: look at its log.")


class ListIncomplete(Refusal):
    """The backend did not take a list as it was sent."""

    def __init__(self, url: str, name: str) -> None:
        super().__init__(f"The backend at {url} did not keep all of {name}: look at its log, then run this again.")


class ChainsDiffer(Refusal):
    """The backend follows another chain than the wallet is on."""

    def __init__(self, url: str, backend: int, node: int) -> None:
        super().__init__(
            f"The wallet is on {network_of(node).title} ({node}), the label at {url} on {network_of(backend).title} "
            f"({backend}): correct --network or --backend."
        )


class Backend:
    """A conversation with one server; after `sign_in` it carries the session."""

    def __init__(self, url: str, transport: httpx.BaseTransport | None = None) -> None:
        self.url = url.rstrip("/")
        self._client = httpx.Client(base_url=self.url, timeout=TIMEOUT, transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._client.close()

    def page_of(self, slug: str) -> str:
        """Return the address of a drop's page."""
        return f"{self.url}/drops/{slug}"

    def check_chain(self, chain_id: int) -> None:
        """Raise `ChainsDiffer` unless the backend follows the chain with this id."""
        network = self._ask("GET", "/api/network").json()
        backend_chain_id = int(network["chainId"], 16)
        if backend_chain_id != chain_id:
            raise ChainsDiffer(self.url, backend_chain_id, chain_id)

    def sign_in(self, address: str, chain_id: int, sign: Signer) -> None:
        """Open a session for `address`; `sign` is asked only for a text that was checked."""
        message = self._ask("POST", "/api/sign-in/challenge", json={"address": address}).json()["message"]
        check_message(message, self.url, address, chain_id)
        self._ask("POST", "/api/sign-in", json={"message": message, "signature": sign(message)})

    def describe(self, manifest: Manifest) -> dict[str, Any]:
        """Create or change a release, and return what the backend knows of it."""
        return self._dict("PUT", f"/api/releases/{manifest.slug}", json=describe_manifest(manifest))

    def keep_allowlist(self, allowlist: Allowlist) -> bytes:
        """Have the backend keep a list, so that it can prove each entry, and return the root of its tree."""
        kept = self._dict("POST", "/api/allowlists", json=describe_allowlist(allowlist))
        if kept.get("count") != len(allowlist.entries) or not ROOT.fullmatch(str(kept.get("root"))):
            raise ListIncomplete(self.url, allowlist.path.name)
        return bytes.fromhex(kept["root"].removeprefix("0x"))

    def upload(self, slug: str, kind: str, path: Path, on_progress: Progress) -> None:
        """Stream a file, `audio` or `cover`, to a release; `on_progress` hears how many bytes each chunk had."""
        headers = {
            "Content-Type": mimetypes.guess_type(path.name)[0] or "application/octet-stream",
            "Content-Length": str(path.stat().st_size),
        }
        self._ask("PUT", f"/api/releases/{slug}/{kind}", content=send_chunks(path, on_progress), headers=headers)

    def start_preparation(self, slug: str) -> dict[str, Any]:
        """Ask for a release to be prepared; one that is prepared stays so."""
        return self._dict("POST", f"/api/releases/{slug}/preparation")

    def get_preparation(self, slug: str) -> dict[str, Any]:
        """Return how far the preparation of a release is."""
        return self._dict("GET", f"/api/releases/{slug}/preparation")

    def number_editions(self, slug: str) -> dict[str, Any]:
        """Have each edition of an open supply get its own document; returns the directory's digest and their number."""
        return self._dict("POST", f"/api/releases/{slug}/numbered")

    def list_copies(self, slug: str) -> list[dict[str, Any]]:
        """Return the objects of a release, each with its copies."""
        return list(self._ask("GET", f"/api/releases/{slug}/copies").json())

    def find_drop(self, slug: str) -> dict[str, Any] | None:
        """Return the drop the backend shows for a release, or `None` while it shows none."""
        response = self._send("GET", f"/api/drops/{slug}")
        return None if response.status_code == HTTPStatus.NOT_FOUND else self._dict_of(self._check(response))

    def _dict(self, method: str, path: str, **content: Any) -> dict[str, Any]:  # noqa: ANN401 - httpx's arguments
        return self._dict_of(self._ask(method, path, **content))

    def _dict_of(self, response: httpx.Response) -> dict[str, Any]:
        return dict(response.json())

    def _ask(self, method: str, path: str, **content: Any) -> httpx.Response:  # noqa: ANN401 - httpx's arguments
        return self._check(self._send(method, path, **content))

    def _send(self, method: str, path: str, **content: Any) -> httpx.Response:  # noqa: ANN401 - httpx's arguments
        try:
            return self._client.request(method, path, **content)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise BackendDown(self.url) from error

    def _check(self, response: httpx.Response) -> httpx.Response:
        if response.headers.get("Content-Type", "").startswith("application/problem+json"):
            raise BackendRefused(_tell(response.json()))
        if not (response.is_success and response.headers.get("Content-Type", "").startswith("application/json")):
            raise BackendBroken(self.url, response.status_code)
        return response


def needs_upload(path: Path, known: dict[str, Any] | None) -> bool:
    """Tell whether the file at `path` differs from the one the backend `known`s, by size and SHA-256."""
    if known is None or known["size"] != path.stat().st_size:
        return True
    return bool(known["sha256"] != digest_file(path))


def _tell(problem: dict[str, Any]) -> str:
    sentence = problem.get("detail") or problem.get("title") or "The backend refused without a reason."
    field = problem.get("field")
    # A sentence about what breaks the schema begins with its field already.
    return f"{field}: {sentence}" if field and not sentence.startswith(f"{field}: ") else str(sentence)


def send_chunks(path: Path, on_progress: Progress) -> Iterator[bytes]:
    """Yield the content of a file; `on_progress` hears how many bytes each piece had."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk
            on_progress(len(chunk))
