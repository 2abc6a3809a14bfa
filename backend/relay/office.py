"""What the worker that holds the relayer's key does, again and again; of several, one at a time."""

import logging
from datetime import timedelta

from backend.chain.contracts import Contracts
from backend.chain.leadership import Leadership
from backend.chain.node import Node
from backend.core.clock import Clock
from backend.core.db import Database
from backend.core.errors import HecticError
from backend.relay.repository import RelayRepository
from backend.relay.sending import RelaySender, read_market
from backend.relay.signing import Relayer
from backend.relay.watching import RelayWatch

logger = logging.getLogger(__name__)
NOTED_EVERY = timedelta(seconds=15)


class RelayOffice:
    """Watches what was sent, sends what waits, and notes what the relayer has left."""

    def __init__(
        self,
        database: Database,
        node: Node,
        contracts: Contracts,
        relayer: Relayer,
        confirmations: int,
        clock: Clock,
        leadership: Leadership,
    ) -> None:
        self._database = database
        self._node = node
        self._address = relayer.address
        self._clock = clock
        self._leadership = leadership
        self._watch = RelayWatch(database, node, contracts, relayer, confirmations, clock)
        self._sender = RelaySender(database, node, contracts, relayer)

    async def step(self) -> None:
        """Do what is due, while this process leads; trouble with the node is told in a line and met again."""
        if not await self._leadership.take():
            return
        try:
            await self._note_purse()
            await self._watch.step()
            await self._sender.step()
        except HecticError as error:
            logger.warning("%s", error.sentence)

    async def _note_purse(self) -> None:
        """Write down what there is to spend, where applications read it: they have neither key nor time to ask."""
        now = self._clock()
        async with self._database.snapshot() as session:
            purse = await RelayRepository(session).find_purse()
        if purse and purse.relayer == self._address and now - purse.seen_at < NOTED_EVERY:
            return
        balance_wei, fees = await self._node.balance(self._address), await read_market(self._node)
        values = {"relayer": self._address, "balance_wei": balance_wei, "fee_wei": fees.fee_wei, "seen_at": now}
        async with self._database.transaction() as session:
            await RelayRepository(session).note_purse(values)
