from datetime import timedelta

import pytest

from backend.listening.board import PlayBoard
from backend.listening.doorkeeper import Doorkeeper
from backend.listening.models import Play
from backend.listening.tickets import TicketBook

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
def create_play(database, clock):
    """Write the row of a play that began now."""

    async def create_play(play_id="p1", **values):
        now = clock()
        row = {
            "id": play_id,
            "slug": "night-bus",
            "recording": "mix",
            "account": "a1",
            "session": "s1",
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
