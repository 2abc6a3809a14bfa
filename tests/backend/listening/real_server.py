"""The whole application on a real port, with a long mix in it whose plays a test starts and ends."""

import json
import threading
from contextlib import contextmanager
from datetime import timedelta

import uvicorn
from sqlalchemy import update

from backend.app import create_app
from backend.catalog.models import FileKind
from backend.core.clock import utc_now
from backend.core.keys import derive_key
from backend.edge.patience import PatientProtocol
from backend.edge.server import UNREAD_MILLISECONDS, Server
from backend.identity.models import Account, Session
from backend.listening.doorkeeper import hash_cookie
from backend.listening.models import Play
from backend.listening.tickets import INFO, TicketBook
from tests.backend.listening.hearing import COOKIE, ORIGINAL, RENDITION, SLUG, seal_release

LONG_MIX = bytes(range(256)) * 4096 * 24  # 24 MiB: more than the buffers of a connection hold
LABEL = {"address": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0", "block": 1}
PACE = 20_000


class Listening:
    """A running application and the database behind it."""

    def __init__(self, settings, database, server):
        self._database, self._server = database, server
        port = server.servers[0].sockets[0].getsockname()[1]
        self._book = TicketBook(derive_key(settings.sealing_key.get_secret_value(), INFO))
        self.host = f"127.0.0.1:{port}"
        self.url = f"http://{self.host}"
        self.opened = settings.data_directory / "opened"

    def count_connections(self):
        """Return how many connections the server holds."""
        return len(self._server.server_state.connections)

    async def start_play(self, play_id="p1", name="mix", cookie=COOKIE, **values):
        """Write a play and return where its sound is."""
        now = utc_now()
        row = {
            "id": play_id,
            "slug": SLUG,
            "recording": "mix",
            "account": play_id,
            "session": play_id,
            "address": "0x" + "fa" * 20,
            "wallet": "0x" + "fa" * 20,
            "contract": None,
            "token_id": None,
            "gate_digest": "0x" + "9a" * 32,
            "block_number": 100,
            "started_at": now,
            "renewed_at": now,
            "expires_at": now + timedelta(seconds=120),
            "pace": PACE,
        }
        async with self._database.transaction() as session:
            session.add(Account(id=play_id, created_at=now))
            session.add(create_browser(play_id, now))
            session.add(Play(**row | values))
        return f"/hear/{self._book.write(play_id, hash_cookie(cookie))}/{name}"

    async def end_play(self, play_id="p1"):
        async with self._database.transaction() as session:
            await session.execute(update(Play).where(Play.id == play_id).values(ended_at=utc_now()))


def create_browser(name, now):
    """Return the row of a session that is signed in; the door knows its cookie by the ticket alone."""
    return Session(
        token_hash=name,
        id=name,
        account_id=name,
        address="0x" + "fa" * 20,
        agent="",
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(days=7),
    )


@contextmanager
def running_listening(settings, database, unread_milliseconds=UNREAD_MILLISECONDS):
    """Serve the application until the block ends; the release must be there already."""
    options = {"log_config": None, "access_log": False, "http": PatientProtocol}
    server = Server(uvicorn.Config(create_app(settings), port=0, **options))
    server.unread_milliseconds = unread_milliseconds
    started = threading.Event()
    startup = server.startup

    async def start(sockets=None):
        await startup(sockets)
        started.set()

    server.startup = start
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert started.wait(30), "the application did not start"
        yield Listening(settings, database, server)
    finally:
        server.should_exit = True
        thread.join()


async def put_release(settings, database, store, keyring):
    """Have a prepared release with a long mix, and a label that is deployed."""
    sounds = {
        FileKind.MIX: LONG_MIX,
        FileKind.ORIGINAL: ORIGINAL,
        FileKind.HLS_AAC: RENDITION,
        FileKind.HLS_OPUS: RENDITION,
    }
    await seal_release(database, store, keyring, utc_now, sounds)
    return deploy_label(settings)


def deploy_label(settings):
    """Have a label that is deployed."""
    path = settings.data_directory / "local.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"chain_id": 31337, "contracts": {"Label": LABEL}}))
    return settings.model_copy(update={"deployment_file": path})
