"""The whole application with a label, an owner and browsers that are signed in already."""

import json
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import pytest

from backend.app import create_app
from backend.identity.members import hash_cookie
from backend.identity.models import Account, Session, Wallet

LABEL = "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"
OWNER = "0x" + "a7" * 20
CHAIN_ID = 31337


class NodeOfOwner:
    """A node that knows one thing: who owns the label."""

    async def call(self, contract, data):
        return bytes(12) + bytes.fromhex(OWNER[2:])

    async def close(self):
        pass


@asynccontextmanager
async def open_label(settings, clock, tmp_path):
    """Run the application on the database of the settings, without its loops."""
    deployment = {"chain_id": CHAIN_ID, "contracts": {"Label": {"address": LABEL, "block": 1}}}
    (tmp_path / "label.json").write_text(json.dumps(deployment))
    app = create_app(settings.model_copy(update={"deployment_file": tmp_path / "label.json"}))
    await app.state.node.close()
    app.state.node, app.state.clock = NodeOfOwner(), clock
    for part in (app.state.board, app.state.doorkeeper, app.state.gate_watcher, app.state.governance_pages):
        part._clock = clock
    yield app
    await app.state.database.close()


async def sign_in(database, clock, cookie, wallet, account=None):
    """Have a session for a cookie; every wallet has an account of its own unless one is named."""
    now, account = clock(), account or f"account of {wallet}"
    async with database.transaction() as session:
        await session.merge(Account(id=account, created_at=now))
        await session.flush()
        await session.merge(Wallet(address=wallet, account_id=account, is_contract=False, proven_at=now))
        row = {"account_id": account, "address": wallet, "agent": "", "created_at": now, "seen_at": now}
        ends = now + timedelta(days=7)
        session.add(Session(token_hash=hash_cookie(cookie), id=f"session {cookie}", expires_at=ends, **row))


def open_browser(app, cookie=None):
    cookies = {"session": cookie} if cookie else {}
    transport = httpx.ASGITransport(app)
    return httpx.AsyncClient(transport=transport, base_url="http://label.test", cookies=cookies)


@pytest.fixture
async def app(settings, clock, database, tmp_path):
    async with open_label(settings, clock, tmp_path) as app:
        yield app


@pytest.fixture
async def browse(app, database, clock):
    """Open the browser of whoever holds a wallet; nobody's without one."""

    async def browse(wallet=None):
        if wallet is not None:
            await sign_in(database, clock, f"cookie of {wallet}", wallet)
        return open_browser(app, wallet and f"cookie of {wallet}")

    return browse
