"""A stand-in for a server's storage: real archives in memory, behind the HTTP the scripts speak."""

import io
import json

import httpx

from backend.audio.sealing import sealing_stream
from backend.ipfs.store import Store

SLUG = "low-tide"
KEYS = {"mix": "a1" * 32, "original": "b2" * 32}
SOUND = bytes(range(256)) * 9_000  # some megabytes: several blocks
CAR = "application/vnd.ipld.car"


def seal(kind):
    return sealing_stream(io.BytesIO(SOUND), bytes.fromhex(KEYS[kind]), f"{SLUG}/{kind}".encode())


def write_objects(folder):
    """Return the archives of a release by the names of its parts, as (CID, CAR)."""
    store = Store(folder)
    nodes = {
        "cover": store.add_file(io.BytesIO(b"a cover")),
        "mix": store.add_file(seal("mix")),
        "original": store.add_file(seal("original")),
        "metadata": store.add_directory({"contract.json": b"{}", "1": b"{}"}),
    }
    return {part: (str(node.cid), b"".join(store.open_archive(node.cid).chunks())) for part, node in nodes.items()}


def describe_release(objects):
    """Return the archive of a release as the server tells it, as far as scripts read it."""
    seals = {kind: {"segment_bytes": 65_536, "associated_data": f"{SLUG}/{kind}"} for kind in KEYS}
    return {
        "format": 1,
        "slug": SLUG,
        "manifest": {"title": "Low Tide", "artist": "Isla Rook"},
        "files": [
            {"kind": kind, "cid": cid, "mime_type": "audio/mp4", "seal": seals.get(kind)}
            for kind, (cid, _) in objects.items()
            if kind != "metadata"
        ],
        "metadata_cid": objects["metadata"][0],
        "numbered_cid": None,
        "objects": [{"cid": cid, "name": f"{SLUG}/{part}", "size": len(car)} for part, (cid, car) in objects.items()],
        "secrets": {"audio_sha256": "a" * 64, "prepared_from": "f" * 64, "content_keys": KEYS},
    }


class FakeStorage:
    """Keeps archives by CID and answers what it is told to; a test may break anything."""

    def __init__(self):
        self.cars = {}
        self.archives = {}
        self.gates = {"gates": {}, "lists": {}, "gifts": []}
        self.asked = []
        self.storage = {"required_copies": 0, "places": [], "objects": [], "audit": None}
        self.audits = []
        self.moves = []
        self.fails_after = None
        self.drop = None

    def transport(self):
        return httpx.MockTransport(self.answer)

    def count(self, method, start):
        return len([1 for asked_method, path in self.asked if asked_method == method and path.startswith(start)])

    def answer(self, request):
        path = request.url.path
        self.asked.append((request.method, path))
        if self.fails_after is not None and len(self.asked) > self.fails_after:
            raise httpx.ConnectError("gone", request=request)
        if path.startswith("/ipfs/"):
            return httpx.Response(200, content=self.cars[path.rsplit("/", 1)[1]], headers={"Content-Type": CAR})
        if path.startswith("/api/storage/objects/"):
            return self._change_object(request, path.rsplit("/", 1)[1])
        if path.endswith("/gates"):
            return self._answer_gates(request)
        if path.endswith("/archive"):
            return self._answer_archive(request, path.split("/")[3])
        return httpx.Response(200, json=self._answer_storage(request.method, path))

    def _change_object(self, request, cid):
        if request.method == "DELETE":
            return httpx.Response(204)
        self.cars[cid] = request.read()
        return httpx.Response(200, json={"cid": cid, "size": len(self.cars[cid])})

    def _answer_archive(self, request, slug):
        if request.method == "PUT":
            self.archives[slug] = json.loads(request.read())
            return httpx.Response(200, json={"drop": self.drop, "url": f"http://label.test/drops/{slug}"})
        return httpx.Response(200, json=self.archives[slug])

    def _answer_gates(self, request):
        if request.method == "PUT":
            sent = json.loads(request.read())
            self.gates = {part: sent[part] | self.gates[part] for part in ("gates", "lists")} | {"gifts": sent["gifts"]}
        return httpx.Response(200, json=self.gates)

    def _answer_storage(self, method, path):
        if path.startswith("/api/storage/audits"):
            return {"id": "7"} if method == "POST" else self.audits.pop(0)
        if path == "/api/storage/moves":
            return {} if method == "POST" else [self.moves.pop(0)]
        return self.storage | {"objects": self.storage["objects"] or self._list_kept()}

    def _list_kept(self):
        copies = [{"place": "embedded", "status": "pinned"}]
        return [{"cid": cid, "copies": copies} for cid in self.cars]
