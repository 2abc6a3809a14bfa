"""Watch what was sent until it is final: hand it in again, have a better paid one take its place, or close it."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from backend.chain.contracts import Contracts
from backend.chain.events import Receipt
from backend.chain.node import Node
from backend.core.clock import Clock
from backend.core.db import Database
from backend.core.errors import HecticError
from backend.relay.calls import write_call
from backend.relay.facts import Facts
from backend.relay.models import Relay, RelayState, RelayTransaction
from backend.relay.repository import RelayRepository
from backend.relay.sending import hand_in, read_market
from backend.relay.signing import Fees, Relayer
from backend.relay.verdicts import Verdict, judge_refused

logger = logging.getLogger(__name__)
PATIENCE = timedelta(minutes=1)
"""So many blocks pass by meanwhile that whoever is still not in one offers too little."""
CAST = Verdict(RelayState.CONFIRMED, "")


@dataclass(frozen=True)
class Places:
    """The head of the chain, and how many transactions of a relayer are mined there, and how many for good."""

    head: int
    mined: int
    final: int


class RelayWatch:
    """Looks after what was sent."""

    def __init__(
        self,
        database: Database,
        node: Node,
        contracts: Contracts,
        relayer: Relayer,
        confirmations: int,
        clock: Clock,
    ) -> None:
        self._database = database
        self._node = node
        self._contracts = contracts
        self._relayer = relayer
        self._confirmations = confirmations
        self._clock = clock
        self._facts = Facts(node, contracts)

    async def step(self) -> None:
        """Look at all that was sent, in the order it is mined; trouble with one stops no other."""
        async with self._database.snapshot() as session:
            repository = RelayRepository(session)
            relays = await repository.list_sent()
            transactions = await repository.list_transactions([relay.id for relay in relays])
        # Places first: a receipt that is there by then is found below, and is no place taken by another.
        places = {relayer: await self._find_places(relayer) for relayer in {relay.relayer or "" for relay in relays}}
        for relay in relays:
            own = [each for each in transactions if each.relay == relay.id]
            try:
                await self._look(relay, own, places[relay.relayer or ""])
            except HecticError as error:
                logger.warning("relay %s: %s", relay.id, error.sentence)

    async def _look(self, relay: Relay, transactions: list[RelayTransaction], places: Places) -> None:
        receipt, place = await self._find_receipt(transactions), relay.place or 0
        if receipt is not None:
            if places.head - receipt.block_number + 1 >= self._confirmations:
                await self._settle(relay, receipt)
        elif places.final > place:
            await self._take_back(relay)
        elif places.mined <= place:
            await self._push(relay, transactions[-1], is_next=places.mined == place)

    async def _find_places(self, relayer: str) -> Places:
        head = (await self._node.head()).number
        final_block = max(head - self._confirmations + 1, 0)
        return Places(head, await self._node.nonce(relayer), await self._node.nonce_at(relayer, final_block))

    async def _find_receipt(self, transactions: list[RelayTransaction]) -> Receipt | None:
        for transaction in reversed(transactions):
            receipt = await self._node.find_receipt(transaction.hash)
            if receipt is not None:
                return receipt
        return None

    async def _settle(self, relay: Relay, receipt: Receipt) -> None:
        """Close what is mined for good; what the contract refused may have been brought by somebody else."""
        verdict = CAST if receipt.succeeded else await judge_refused(relay, self._facts)
        values = {
            "state": verdict.state,
            "outcome": verdict.sentence,
            "gas": receipt.gas_used,
            "transaction_hash": receipt.transaction_hash,
        }
        await self._change(relay, **values)

    async def _take_back(self, relay: Relay) -> None:
        """Have a relay wait again: another transaction of the same key has its place for good."""
        logger.warning("relay %s: its place %s was taken, it is sent again", relay.id, relay.place)
        values = {"state": RelayState.WAITING, "relayer": None, "place": None, "transaction_hash": None}
        async with self._database.transaction() as session:
            repository = RelayRepository(session)
            await repository.delete_transactions(relay.id)
            await repository.change(relay.id, RelayState.SENT, **values)

    async def _push(self, relay: Relay, newest: RelayTransaction, *, is_next: bool) -> None:
        """Offer more for what waits too long to be mined next; hand in again what the node does not know."""
        if is_next and self._clock() - newest.signed_at >= PATIENCE and await self._replace(relay, newest):
            return
        if await self._node.find_transaction(newest.hash) is None:
            await hand_in(self._node, newest)

    async def _replace(self, relay: Relay, newest: RelayTransaction) -> bool:
        """Send the same call in the same place for a higher fee, if that is not out of measure."""
        fees = Fees(newest.fee_wei, newest.tip_wei).find_raise(await read_market(self._node))
        if fees is None or relay.relayer != self._relayer.address:
            return False
        call = write_call(relay, self._contracts, self._relayer.address)
        transaction = self._relayer.sign(relay, call, relay.place or 0, fees)
        async with self._database.transaction() as session:
            repository = RelayRepository(session)
            if not await repository.change(relay.id, RelayState.SENT, transaction_hash=transaction.hash):
                return True
            repository.add_transaction(transaction)
        await hand_in(self._node, transaction)
        return True

    async def _change(self, relay: Relay, **values: object) -> None:
        async with self._database.transaction() as session:
            await RelayRepository(session).change(relay.id, RelayState.SENT, **values)
