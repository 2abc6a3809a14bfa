"""A chain in memory that a test mines and reorganises by hand; it answers as node and as decoder."""

import hashlib
from dataclasses import replace

from backend.chain.errors import RangeRefused
from backend.chain.events import ChainEvent, Header, Log

LABEL = "0x" + "1A" * 20
NOBODY = "0x" + "0" * 40


def create_event(name="Transfer", address=LABEL, **arguments):
    """Make an event that is not in a block yet."""
    return ChainEvent(name, address, arguments, block_number=0, block_hash="", transaction_hash="", log_index=0)


def transfer(recipient, token_id, sender=NOBODY, contract=LABEL):
    return create_event(address=contract, sender=sender, receiver=recipient, token_id=token_id)


class FakeChain:
    """Blocks with events; the head is the last block, `finalized_number` moves only when told to."""

    def __init__(self):
        self._forks = 0
        self.blocks = [Header(number=0, hash=self._hash(0, ""), parent_hash="0x" + "0" * 64)]
        self.events = {self.blocks[0].hash: []}
        self.finalized_number = 0
        self.longest_range = 1_000_000
        self.asked = []
        self.reorg_when_asked_for = None

    def mine(self, *events):
        parent = self.blocks[-1]
        number = parent.number + 1
        block = Header(number=number, hash=self._hash(number, parent.hash), parent_hash=parent.hash)
        self.blocks.append(block)
        self.events[block.hash] = [
            replace(event, block_number=number, block_hash=block.hash, transaction_hash=block.hash, log_index=index)
            for index, event in enumerate(events)
        ]

    def reorg(self, depth):
        """Take the newest blocks away; what is mined next differs from them."""
        del self.blocks[len(self.blocks) - depth :]
        self._forks += 1

    async def head(self):
        return self.blocks[-1]

    async def finalized(self):
        return self.blocks[self.finalized_number]

    async def find_header(self, number):
        if number == self.reorg_when_asked_for:
            self._replace_by_an_empty_block(number)
        return self.blocks[number] if number < len(self.blocks) else None

    async def find_headers(self, numbers):
        return [await self.find_header(number) for number in numbers]

    async def look_again(self, block, addresses):
        return []

    async def has_code(self, address, block):
        return any(event.address == address for each in self.blocks[: block + 1] for event in self.events[each.hash])

    async def logs_of_block(self, block_hash, addresses):
        self.asked.append(block_hash)
        return [as_log(event) for event in self.events[block_hash] if event.address in addresses]

    async def logs_between(self, first, last, addresses):
        self.asked.append((first, last))
        if last - first + 1 > self.longest_range:
            raise RangeRefused(first, last)
        events = [event for block in self.blocks[first : last + 1] for event in self.events[block.hash]]
        return [as_log(event) for event in events if event.address in addresses]

    async def transfers_of_block(self, block_hash, incoming):
        return [as_log(event) for event in self.events[block_hash] if is_incoming(event, incoming)]

    async def transfers_between(self, first, last, incoming):
        events = [event for block in self.blocks[first : last + 1] for event in self.events[block.hash]]
        return [as_log(event) for event in events if is_incoming(event, incoming)]

    def decode(self, log):
        return next((event for event in self.events[log.block_hash] if event.log_index == log.log_index), None)

    def _replace_by_an_empty_block(self, number):
        """Replace the block below `number` while its successor, with its events, is asked for."""
        self.reorg_when_asked_for = None
        events = self.events[self.blocks[number].hash]
        self.reorg(2)
        self.mine()
        self.mine(*events)

    def _hash(self, number, parent_hash):
        return "0x" + hashlib.sha256(f"{self._forks} {number} {parent_hash}".encode()).hexdigest()


def is_incoming(event, incoming):
    is_transfer = event.name == "Transfer" and event.address in incoming.tokens
    return is_transfer and event.arguments["receiver"] in incoming.receivers


def as_log(event):
    return Log(
        address=event.address,
        topics=(),
        data=b"",
        block_number=event.block_number,
        block_hash=event.block_hash,
        transaction_hash=event.transaction_hash,
        log_index=event.log_index,
    )
