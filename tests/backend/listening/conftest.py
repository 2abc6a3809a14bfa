from datetime import timedelta

import httpx
import pytest

from backend.audio.keyring import Keyring
from backend.catalog.models import FileKind
from backend.identity.members import hash_cookie
from backend.identity.models import Account, Session
from backend.ipfs.store import Store
from backend.listening.board import PlayBoard
from backend.listening.doorkeeper import Doorkeeper
from backend.listening.models import Play
from backend.listening.opened import OpenedFiles
from backend.listening.shelf import SoundShelf
from backend.listening.tickets import TicketBook
from tests.backend.listening.hearing import COOKIE, MIX, ORIGINAL, RENDITION, create_hear_app, seal_release
from tests.backend.listening.label import app, browse  # noqa: F401 - fixtures

DROP = "0x" + "d7" * 20
LEASE = timedelta(seconds=120)


@pytest.fixture
def book():
    return TicketBook(b"k" * 32)


@pytest.fixture
def board(database, clock):
    return PlayBoard(database, clock)


@pytest.fixture
def doorkeeper(book, board, clock):
    return Doorkeeper(book, board, clock)


@pytest.fixture
async def session_here(database, clock):
    """Sign the account "ours" in."""
    now = clock()
    async with database.transaction() as session:
        session.add(Account(id="ours", created_at=now))
        await session.flush()
        row = {"account_id": "ours", "address": "0x" + "fa" * 20, "agent": "", "created_at": now, "seen_at": now}
        session.add(Session(token_hash="h", id="here", expires_at=now + timedelta(days=7), **row))


@pytest.fixture
def create_play(database, clock, session_here):
    """Write the row of a play that began now."""

    async def create_play(play_id="p1", **values):
        now = clock()
        row = {
            "id": play_id,
            "slug": "night-bus",
            "recording": "mix",
            "account": "ours",
            "session": "here",
            "address": "0x" + "fa" * 20,
            "wallet": "0x" + "fa" * 20,
            "contract": DROP,
            "token_id": 1,
            "gate_digest": "0x" + "9a" * 32,
            "block_number": 100,
            "started_at": now,
            "renewed_at": now,
            "expires_at": now + LEASE,
            "pace": 20_000,
        }
        async with database.transaction() as session:
            session.add(Play(**row | values))

    return create_play


@pytest.fixture
def find_play(database):
    async def find_play(play_id="p1"):
        async with database.snapshot() as session:
            return await session.get(Play, play_id)

    return find_play


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "ipfs")


@pytest.fixture
def keyring():
    return Keyring("5e" * 32)


@pytest.fixture
def opened(tmp_path):
    return OpenedFiles(tmp_path / "opened", limit_mib=8, key=b"o" * 32)


@pytest.fixture
async def shelf(database, store, keyring, opened, clock):
    sounds = {FileKind.MIX: MIX, FileKind.ORIGINAL: ORIGINAL, FileKind.HLS_AAC: RENDITION, FileKind.HLS_OPUS: RENDITION}
    await seal_release(database, store, keyring, clock, sounds)
    return SoundShelf(database, store, keyring, opened, clock)


@pytest.fixture
def hear_app(doorkeeper, shelf, clock):
    return create_hear_app(doorkeeper, shelf, clock)


@pytest.fixture
async def browser(hear_app):
    """The browser a play was started in."""
    transport = httpx.ASGITransport(hear_app)
    async with httpx.AsyncClient(transport=transport, base_url="http://label.test", cookies={"session": COOKIE}) as it:
        yield it


@pytest.fixture
def address(book, create_play):
    """Start a play and return where its sounds are."""

    async def address(name="mix", **values):
        await create_play(**values)
        return f"/hear/{book.write(values.get('play_id', 'p1'), hash_cookie(COOKIE))}/{name}"

    return address
