"""Put the office of the relayer together, where there is one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend.chain.contracts import Contracts
from backend.chain.leadership import Post, create_leadership
from backend.chain.node import Node
from backend.core.clock import utc_now
from backend.core.config import Settings
from backend.core.db import Database
from backend.relay.office import RelayOffice
from backend.relay.repository import RelayRepository
from backend.relay.signing import Relayer


@asynccontextmanager
async def open_relay_office(
    settings: Settings, contracts: Contracts, database: Database, node: Node
) -> AsyncIterator[RelayOffice | None]:
    """Open the office of the relayer whose key this process has; `None` where it has none."""
    key = settings.relayer_key.get_secret_value()
    if not key:
        # Whoever took the key away means it: another worker that still has one says so within seconds.
        async with database.transaction() as session:
            await RelayRepository(session).forget_purses()
        yield None
        return
    relayer, leadership = Relayer(key, contracts.chain_id, utc_now), create_leadership(database, Post.RELAYING)
    yield RelayOffice(database, node, contracts, relayer, settings.confirmations, utc_now, leadership)
    await leadership.release()
