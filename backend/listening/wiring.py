"""Put the parts of listening on an application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI
from starlette.routing import Route

from backend.catalog.lookups import has_drop
from backend.core.config import Settings
from backend.core.db import Database
from backend.core.keys import derive_key
from backend.listening.board import PlayBoard
from backend.listening.doorkeeper import Doorkeeper
from backend.listening.hear_routes import create_hear_routes
from backend.listening.keeping import keep_board
from backend.listening.listeners import Listeners
from backend.listening.opened import INFO as OPENED
from backend.listening.opened import OpenedFiles
from backend.listening.opening import keep_opened
from backend.listening.receipts import INFO as RECEIPTS
from backend.listening.receipts import ReceiptSigner
from backend.listening.shelf import SoundShelf
from backend.listening.tickets import INFO as TICKETS
from backend.listening.tickets import TicketBook
from backend.listening.watching import PlayEnder


def add_listening(app: FastAPI, settings: Settings) -> None:
    """Make the board, the door, the sounds and the live counts of an application that has its clients."""
    state, secret = app.state, settings.sealing_key.get_secret_value()
    state.tickets = TicketBook(derive_key(secret, TICKETS))
    state.gate_watcher = PlayEnder(state.clock)
    state.board = PlayBoard(state.database, state.clock)
    state.doorkeeper = Doorkeeper(state.tickets, state.board, state.clock)
    state.opened = OpenedFiles(settings.data_directory / "opened", settings.opened_mib, derive_key(secret, OPENED))
    state.shelf = SoundShelf(state.database, state.store, state.keyring, state.opened, state.clock)
    state.receipts = ReceiptSigner(derive_key(secret, RECEIPTS))
    state.listeners = Listeners(partial(_has_drop, state.database))
    # Not routes of FastAPI: what is asked for most, and answers that stay open, cost little more than their sockets.
    counts = Route("/api/drops/{slug}/listeners", state.listeners, methods=["GET"])
    state.sound_routes = create_hear_routes(state.doorkeeper, state.shelf, state.clock)
    app.router.routes[:0] = [*state.sound_routes, counts]


@asynccontextmanager
async def run_listening(app: FastAPI) -> AsyncIterator[None]:
    """Keep board, counts and opened files in step with the database until the block ends."""
    async with keep_board(app.state.board, app.state.listeners), keep_opened(app.state.shelf):
        yield


async def _has_drop(database: Database, slug: str) -> bool:
    async with database.short_snapshot() as executor:
        return await has_drop(executor, slug)
