"""Bring to the chain what waits: rehearse it, sign it, write it down, and only then hand it to the node."""

import logging

from backend.chain.contracts import Contracts
from backend.chain.errors import NodeRefused, OutOfGas, Reverted
from backend.chain.node import Node
from backend.core.db import Database
from backend.core.errors import HecticError
from backend.relay.calls import write_call
from backend.relay.facts import Facts
from backend.relay.models import Relay, RelayState, RelayTransaction
from backend.relay.repository import RelayRepository
from backend.relay.signing import Fees, Relayer
from backend.relay.verdicts import judge_refused

logger = logging.getLogger(__name__)
MOST_IN_FLIGHT = 16
"""Nodes keep no more transactions of one account for sure."""


async def read_market(node: Node) -> Fees:
    """Return what a unit of gas costs now."""
    return Fees.of(await node.gas_price(), await node.priority_fee())


async def hand_in(node: Node, transaction: RelayTransaction) -> None:
    """Give a node a transaction that was written down; what it refuses now is handed in again later."""
    try:
        await node.broadcast(transaction.raw)
    except NodeRefused as error:
        logger.warning("relay %s: %s", transaction.relay, error.sentence)


class RelaySender:
    """Sends what waits, the oldest first."""

    def __init__(self, database: Database, node: Node, contracts: Contracts, relayer: Relayer) -> None:
        self._database = database
        self._node = node
        self._contracts = contracts
        self._relayer = relayer
        self._facts = Facts(node, contracts)

    async def step(self) -> None:
        """Send as much as may be on its way at once; what cannot be sent stops nothing behind it."""
        async with self._database.snapshot() as session:
            repository = RelayRepository(session)
            room = max(MOST_IN_FLIGHT - len(await repository.list_sent()), 0)
            waiting = await repository.list_waiting(room)
        for relay in waiting:
            try:
                await self._send(relay)
            except HecticError as error:
                logger.warning("relay %s: %s", relay.id, error.sentence)

    async def _send(self, relay: Relay) -> None:
        try:
            await self._node.simulate(write_call(relay, self._contracts, self._relayer.address))
        except (Reverted, OutOfGas):
            await self._give_up(relay)
            return
        fees = await read_market(self._node)
        if not await self._can_pay(relay, fees):
            logger.warning("the relayer %s holds too little coin: what fans signed waits", self._relayer.address)
            return
        transaction = await self._write_down(relay, fees)
        if transaction is not None:
            await hand_in(self._node, transaction)

    async def _give_up(self, relay: Relay) -> None:
        """Close what can no longer come about, before it costs anything."""
        verdict = await judge_refused(relay, self._facts)
        values = {"state": verdict.state, "outcome": verdict.sentence, "gas": 0}
        async with self._database.transaction() as session:
            await RelayRepository(session).change(relay.id, RelayState.WAITING, **values)

    async def _can_pay(self, relay: Relay, fees: Fees) -> bool:
        """Tell whether there is enough for this and all that was sent before."""
        async with self._database.snapshot() as session:
            gas = relay.gas + await RelayRepository(session).sum_gas(RelayState.SENT)
        return await self._node.balance(self._relayer.address) >= gas * fees.fee_wei

    async def _write_down(self, relay: Relay, fees: Fees) -> RelayTransaction | None:
        """Sign the transaction and keep it; `None` when the relay does not wait any more.

        From here on it is this transaction, or one that takes its place, and no other: whoever dies before it is handed
        in hands in the same one when alive again.
        """
        mined = await self._node.nonce(self._relayer.address)
        async with self._database.transaction() as session:
            repository = RelayRepository(session)
            place = await repository.find_place(self._relayer.address, mined)
            call = write_call(relay, self._contracts, self._relayer.address)
            transaction = self._relayer.sign(relay, call, place, fees)
            values = {
                "state": RelayState.SENT,
                "relayer": self._relayer.address,
                "place": place,
                "transaction_hash": transaction.hash,
            }
            if not await repository.change(relay.id, RelayState.WAITING, **values):
                return None
            repository.add_transaction(transaction)
        return transaction
