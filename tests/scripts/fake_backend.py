"""A stand-in for the backend: its HTTP API with nothing behind it but memory and a real chain."""

import hashlib
import secrets
import threading
from contextlib import contextmanager

import httpx
import uvicorn
from eth_account import Account
from eth_account.messages import encode_defunct
from eth_utils import keccak, to_checksum_address
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from backend.core.errors import HecticError
from tests.contracts._allowlist import Allowlist

DROP_OF = keccak(text="drop_of(bytes32)")[:4]
FORGED = "The signature was not made by this account."
ANONYMOUS = "Nobody is signed in."
RELEASE_MISSING = "No release is called that."
DEFAULT_GATE = {"editions": {}}
STAGES = ("decoding", "sealing", "pinning")


class Refused(HecticError):
    """What the stand-in answers when a test wants a refusal."""

    status = 422


class FakeBackend:
    """Remembers what it was asked; a test may change what it says."""

    def __init__(self, node, label, chain_id=31337):
        self.node, self.label, self.chain_id = node, label, chain_id
        self.url = ""
        self.releases = {}
        self.polls = 0
        self.asked = []
        self.allowlists = {}
        self.gates = {}
        self.gate_lists = {}
        self.rates = ""
        self.gate_refusal = None
        self.loses_entries = 0
        self.minted = 0
        self.copies = []
        self.storage = {}
        self.refusal = None
        self.shows_drops = True
        self._messages = {}

    def count(self, method, ending):
        return len([1 for asked_method, path in self.asked if asked_method == method and path.endswith(ending)])

    def write_message(self, address):
        nonce = secrets.token_hex(8)
        host = self.url.removeprefix("http://")
        message = (
            f"{host} wants you to sign in with your Ethereum account:\n{address}\n\nSign in.\n\nURI: {self.url}\n"
            f"Version: 1\nChain ID: {self.chain_id}\nNonce: {nonce}\nIssued At: 2026-06-01T12:00:00Z"
        )
        self._messages[message] = address
        return message

    def is_signed(self, message, signature):
        signer = Account.recover_message(encode_defunct(text=message), signature=signature)
        return self._messages.pop(message, None) == signer

    def find_drop(self, slug):
        data = "0x" + (DROP_OF + keccak(text=slug)).hex()
        word = self.node.ask("eth_call", {"to": self.label, "data": data}, "latest")
        return to_checksum_address("0x" + word[-40:]) if int(word, 16) else None

    def prepare(self):
        """Answer as a preparation that takes one poll per stage."""
        if self.refusal:
            return {"status": "failed", "stage": "decoding", "progress": 0, "problem": self.refusal, "field": "audio"}
        if self.polls >= len(STAGES):
            return {"status": "done", "stage": "done", "progress": 1, "metadata_digest": "0x" + "ab" * 32}
        state = {"status": "running", "stage": STAGES[self.polls], "progress": self.polls / len(STAGES)}
        self.polls += 1
        return state


def create_app(fake):
    app = FastAPI()

    @app.middleware("http")
    async def note(request: Request, call_next):
        fake.asked.append((request.method, request.url.path))
        return await call_next(request)

    @app.exception_handler(Refused)
    def refuse(_request, error):
        problem = {"status": error.status, "detail": error.sentence, "field": error.field}
        return JSONResponse(problem, status_code=error.status, media_type="application/problem+json")

    @app.get("/api/network")
    def network():
        return {"chainId": hex(fake.chain_id)}

    @app.get("/api/drops/{slug}")
    def drop(slug: str):
        address = fake.find_drop(slug) if fake.shows_drops else None
        return {"slug": slug, "address": address} if address else JSONResponse({}, status_code=404)

    _add_sign_in(app, fake)
    _add_releases(app, fake)
    _add_gates(app, fake)
    _add_royalties(app, fake)
    _add_allowlists(app, fake)
    return app


def _add_sign_in(app, fake):
    @app.post("/api/sign-in/challenge")
    def challenge(body: dict):
        return {"message": fake.write_message(body["address"])}

    @app.post("/api/sign-in")
    def sign_in(body: dict, response: Response):
        if not fake.is_signed(body["message"], body["signature"]):
            raise Refused(FORGED)
        response.set_cookie("session", "open")
        return {}


def _add_releases(app, fake):
    @app.put("/api/releases/{slug}")
    def describe(slug: str, body: dict, request: Request):
        if request.cookies.get("session") != "open":
            raise Refused(ANONYMOUS)
        fake.releases.setdefault(slug, {"audio": None, "cover": None})["manifest"] = body
        return fake.releases[slug]

    @app.put("/api/releases/{slug}/{kind}")
    async def upload(slug: str, kind: str, request: Request):
        digest, size = hashlib.sha256(), 0
        async for chunk in request.stream():
            digest.update(chunk)
            size += len(chunk)
        fake.releases[slug][kind] = {"size": size, "sha256": digest.hexdigest()}
        return fake.releases[slug]

    @app.post("/api/releases/{slug}/numbered")
    def number(slug: str):
        return {"metadata_digest": "0x" + "cd" * 32, "minted": fake.minted}

    @app.get("/api/storage")
    def storage():
        return fake.storage

    @app.get("/api/releases/{slug}/copies")
    def copies(slug: str):
        return fake.copies

    @app.api_route("/api/releases/{slug}/preparation", methods=["GET", "POST"])
    def preparation(slug: str):
        return fake.prepare()


def _add_gates(app, fake):
    path = "/api/releases/{slug}/gates/{recording}"

    def check(slug, request):
        if request.cookies.get("session") != "open":
            raise Refused(ANONYMOUS)
        if slug not in fake.releases:
            raise Refused(RELEASE_MISSING)

    @app.get(path)
    def read(slug: str, recording: str, request: Request):
        check(slug, request)
        return {"gate": fake.gates.get((slug, recording), DEFAULT_GATE)}

    @app.put(path)
    def keep_gate(slug: str, recording: str, body: dict, request: Request):
        check(slug, request)
        if fake.gate_refusal:
            raise Refused(fake.gate_refusal)
        fake.gates[slug, recording] = body
        return {"gate": body}

    @app.delete(path, status_code=204)
    def clear(slug: str, recording: str, request: Request):
        check(slug, request)
        fake.gates.pop((slug, recording), None)

    @app.put("/api/allow-lists/{name}")
    def keep_list(name: str, body: list[str], request: Request):
        if request.cookies.get("session") != "open":
            raise Refused(ANONYMOUS)
        fake.gate_lists[name] = body
        return {"name": name, "count": len(body)}


def _add_royalties(app, fake):
    @app.put("/api/royalties/rates")
    async def keep_rates(request: Request):
        if request.cookies.get("session") != "open":
            raise Refused(ANONYMOUS)
        fake.rates = (await request.body()).decode()
        return {"count": len(fake.rates.splitlines()) - 1}


def _add_allowlists(app, fake):
    @app.post("/api/allowlists")
    def keep(body: dict, request: Request):
        if request.cookies.get("session") != "open":
            raise Refused(ANONYMOUS)
        rows = [(row["wallet"], row["quantity"], int(row["price"])) for row in body["entries"]]
        root = "0x" + Allowlist(*rows).root.hex()
        fake.allowlists[root] = rows
        return {"root": root, "count": len(rows) - fake.loses_entries}


@contextmanager
def serving(fake):
    """Serve `fake` on a free port until the block ends."""
    config = uvicorn.Config(create_app(fake), port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    fake.url = f"http://127.0.0.1:{socket.getsockname()[1]}"
    thread = threading.Thread(target=server.run, args=([socket],))
    thread.start()
    try:
        with httpx.Client(transport=httpx.HTTPTransport(retries=5)) as client:
            client.get(f"{fake.url}/api/network")
        yield fake
    finally:
        server.should_exit = True
        thread.join()
