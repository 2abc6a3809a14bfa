"""Hearing a sealed mix over HTTP: who may, and which bytes."""

import io
from types import SimpleNamespace

import httpx
import pytest
from eth_account.messages import encode_defunct
from fastapi import FastAPI

from backend.app import add_problem_handlers
from backend.audio.keyring import Keyring, create_content_key
from backend.audio.sealing import sealing_stream
from backend.catalog.models import FileKind, Release, ReleaseFile
from backend.catalog.repository import CatalogRepository
from backend.catalog.sealed import associated_data
from backend.chain.models import Cursor
from backend.gates.routes import router as gates_router
from backend.holdings.models import Transfer
from backend.holdings.repository import LedgerRepository
from backend.identity.challenges import ChallengeBook
from backend.identity.routes import router as identity_router
from backend.ipfs.store import Store
from backend.listening.routes import router

DROP = "0x" + "d7" * 20
NOBODY = "0x" + "00" * 20
SOUND = bytes(range(256)) * 1024  # 256 KiB: several sealed segments
MIX = "/api/releases/night-bus/mix"
ACCESS = "/api/releases/night-bus/access"
FINALIZED = 100


@pytest.fixture
def keyring():
    return Keyring("5e" * 32)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "ipfs")


@pytest.fixture
async def client(settings, database, clock, store, keyring):
    app = FastAPI()
    app.include_router(identity_router)
    app.include_router(router)
    app.include_router(gates_router)
    add_problem_handlers(app)
    app.state.settings, app.state.database, app.state.clock = settings, database, clock
    app.state.challenges, app.state.contract_wallets = ChallengeBook(b"k" * 32), None
    app.state.store, app.state.keyring, app.state.contracts = store, keyring, SimpleNamespace(chain_id=31337)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=settings.public_url) as client:
        yield client


@pytest.fixture(autouse=True)
async def release(database, clock, store, keyring):
    key = create_content_key()
    node = store.add_file(sealing_stream(io.BytesIO(SOUND), key, associated_data("night-bus", FileKind.MIX)))
    async with database.transaction() as session:
        repository = CatalogRepository(session)
        await repository.save(
            Release(slug="night-bus", key="0x01", manifest={}, created_at=clock(), drop_address=DROP, drop_block=1)
        )
        await repository.save(
            ReleaseFile(
                slug="night-bus",
                kind=FileKind.MIX,
                source_sha256="a" * 64,
                cid=str(node.cid),
                size=len(SOUND),
                mime_type="audio/mp4",
                wrapped_key=keyring.wrap(key),
            )
        )
        session.add(Cursor(number=105, hash="0xh", finalized_number=FINALIZED, finalized_hash="0xf", seen_at=clock()))


@pytest.fixture
def move(database):
    async def move(sender, recipient, block):
        async with database.transaction() as session:
            await LedgerRepository(session).record_transfers(
                [
                    Transfer(
                        block_hash=f"0x{block:064x}",
                        log_index=0,
                        block_number=block,
                        transaction_hash="0x" + "00" * 32,
                        contract=DROP,
                        token_id=1,
                        sender=sender,
                        recipient=recipient,
                        timestamp=0,
                    ).model_dump()
                ]
            )

    return move


@pytest.fixture
def sign_in(client):
    async def sign_in(wallet):
        challenge = await client.post("/api/sign-in/challenge", json={"address": wallet.address})
        message = challenge.json()["message"]
        signature = wallet.sign_message(encode_defunct(text=message)).signature.to_0x_hex()
        await client.post("/api/sign-in", json={"message": message, "signature": signature})

    return sign_in


@pytest.fixture
async def holder(move, sign_in, fan):
    await move(NOBODY, fan.address, FINALIZED)
    await sign_in(fan)
    return fan


async def test_play_mix__anonymous__answers_401(client):
    assert (await client.get(MIX)).status_code == 401


async def test_play_mix__stranger__answers_403_with_a_way_on(client, sign_in, stranger):
    await sign_in(stranger)

    answer = await client.get(MIX)

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/access-denied")
    assert "Collect one" in answer.json()["detail"]


async def test_play_mix__holder__hears_all_of_it(client, holder):
    answer = await client.get(MIX)

    assert (answer.status_code, answer.content) == (200, SOUND)
    assert answer.headers["content-type"] == "audio/mp4"
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=65000-70000", 65_000, 70_001),
        ("bytes=262143-", 262_143, 262_144),
        ("bytes=-5", 262_139, 262_144),
        ("bytes=0-999999999", 0, 262_144),
    ],
    ids=str,
)
async def test_play_mix__range__sends_just_that(client, holder, wanted, start, stop):
    answer = await client.get(MIX, headers={"Range": wanted})

    assert (answer.status_code, answer.content) == (206, SOUND[start:stop])
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(SOUND)}"


async def test_play_mix__range_behind_the_end__answers_416_with_the_size(client, holder):
    answer = await client.get(MIX, headers={"Range": "bytes=262144-"})

    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */262144")


async def test_measure_mix__holder__sends_headers_only(client, holder):
    answer = await client.head(MIX)

    assert (answer.status_code, answer.headers["content-length"], answer.content) == (200, str(len(SOUND)), b"")


async def test_measure_mix__anonymous__answers_401(client):
    assert (await client.head(MIX)).status_code == 401


async def test_play_mix__edition_not_final_yet__waits(client, move, sign_in, fan):
    await move(NOBODY, fan.address, FINALIZED + 1)
    await sign_in(fan)

    assert (await client.get(ACCESS)).json()["state"] == "pending"
    assert (await client.get(MIX)).status_code == 403


async def test_play_mix__edition_sold_at_the_head__is_refused_at_once(client, holder, move, stranger):
    await move(holder.address, stranger.address, FINALIZED + 3)

    assert (await client.get(MIX)).status_code == 403


async def test_play_mix__sale_undone_by_a_reorg__plays_again(client, holder, move, stranger, database):
    await move(holder.address, stranger.address, FINALIZED + 3)
    async with database.transaction() as session:
        await LedgerRepository(session).undo(FINALIZED + 2)

    assert (await client.get(MIX)).status_code == 200
