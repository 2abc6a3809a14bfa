from types import SimpleNamespace

import httpx
import pytest
from eth_account.messages import encode_defunct
from fastapi import FastAPI

from backend.app import add_problem_handlers
from backend.catalog.routes import router
from backend.catalog.uploads import Uploads
from backend.identity.challenges import ChallengeBook
from backend.identity.routes import router as identity_router

MANIFEST = {
    "title": "Night Bus",
    "artist": "Ondine Quartz",
    "description": "One take.",
    "genre": "Techno",
    "symbol": "BUS",
    "supply": 100,
    "royalty_bps": 750,
    "payees": [
        {"account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "share": 600_000, "name": "Ondine Quartz"},
        {"account": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC", "share": 400_000},
    ],
    "credits": [{"role": "Mixed by", "name": "Ondine Quartz"}],
}


class OwnedLabel:
    """A node that knows who owns the label, what its crew may do, and the numbers a test gives it."""

    def __init__(self, owner):
        self.owner = owner
        self.rights = {}
        self.numbers = {}

    async def call(self, to, data):
        function, *arguments = data
        if function in self.numbers:
            return self.numbers[function].to_bytes(32)
        if function == "rights_of":
            return self.rights.get(arguments[0], 0).to_bytes(32)
        return bytes(12) + bytes.fromhex(self.owner[2:])


@pytest.fixture
def manifest():
    return dict(MANIFEST)


@pytest.fixture
def uploads(tmp_path):
    return Uploads(tmp_path / "uploads")


@pytest.fixture
def app(settings, database, clock, uploads, artist):
    app = FastAPI()
    app.include_router(identity_router)
    app.include_router(router)
    add_problem_handlers(app)
    app.state.settings, app.state.database, app.state.clock, app.state.uploads = settings, database, clock, uploads
    app.state.contracts = SimpleNamespace(chain_id=31337, label="0x" + "1a" * 20, encode=lambda _, *call: call)
    app.state.node = OwnedLabel(artist.address)
    app.state.challenges, app.state.contract_wallets = ChallengeBook(b"k" * 32), None
    return app


@pytest.fixture
async def anonymous(app, settings):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=settings.public_url) as client:
        yield client


@pytest.fixture
async def sign_in(app, settings):
    clients = []

    async def sign_in(wallet):
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=settings.public_url)
        clients.append(client)
        answer = await client.post("/api/sign-in/challenge", json={"address": wallet.address})
        message = answer.json()["message"]
        signature = wallet.sign_message(encode_defunct(text=message)).signature.to_0x_hex()
        await client.post("/api/sign-in", json={"message": message, "signature": signature})
        return client

    yield sign_in
    for client in clients:
        await client.aclose()


@pytest.fixture
async def owner(sign_in, artist):
    return await sign_in(artist)
