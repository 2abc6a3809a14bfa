"""A worker that relays and is killed while it talks to the node, in a process of its own."""

import asyncio
import os
import signal
from dataclasses import dataclass

import httpx

from backend.chain.contracts import Contracts, Deployment, load_interfaces
from backend.chain.leadership import Post, create_leadership
from backend.chain.node import Node
from backend.core.clock import utc_now
from backend.core.db import Database
from backend.relay.office import RelayOffice
from backend.relay.signing import Relayer

CONFIRMATIONS = 2


@dataclass(frozen=True)
class Death:
    """At which question the process is killed: before it is asked, or when it is answered."""

    question: int
    is_answered: bool


class DyingTransport(httpx.AsyncHTTPTransport):
    """Counts questions, and kills the process with the signal that nothing can catch."""

    def __init__(self, death):
        super().__init__()
        self._death = death
        self._count = 0

    async def handle_async_request(self, request):
        self._count += 1
        is_last = self._count == self._death.question
        if is_last and not self._death.is_answered:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = await super().handle_async_request(request)
        await answer.aread()
        if is_last:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


def relay(rpc_url: str, database_url: str, deployment: Deployment, key: str, death: Death):
    """Do two steps with blocks between them, or die."""
    asyncio.run(_relay(rpc_url, database_url, deployment, key, death))


async def _relay(rpc_url, database_url, deployment, key, death):
    database, contracts = Database(database_url), Contracts(deployment, load_interfaces())
    node = Node(rpc_url, transport=DyingTransport(death))
    relayer, leadership = Relayer(key, deployment.chain_id, utc_now), create_leadership(database, Post.RELAYING)
    office = RelayOffice(database, node, contracts, relayer, CONFIRMATIONS, utc_now, leadership)
    await office.step()
    mine(rpc_url)
    await office.step()


def mine(rpc_url):
    """Make so many blocks that what is mined is final."""
    question = {"jsonrpc": "2.0", "id": 1, "method": "anvil_mine", "params": [hex(CONFIRMATIONS)]}
    assert httpx.post(rpc_url, json=question).is_success
