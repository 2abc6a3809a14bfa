"""Several nodes that are asked the same: what they agree on is believed, and where they disagree nothing is."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import TypeVar

from backend.chain.errors import NodeBehind, NodesDisagree
from backend.chain.events import Header, Log
from backend.chain.incoming import Incoming
from backend.chain.source import BlockSource
from backend.core.errors import HecticError

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")
Ask = Callable[[BlockSource], Awaitable[Answer]]


class Panel:
    """Nodes of one chain; those that do not answer are left out, and those that are behind are no liars."""

    def __init__(self, nodes: Sequence[BlockSource]) -> None:
        self._nodes = nodes
        self._silent: set[int] = set()

    async def head(self) -> Header:
        """Return the newest block any of them has."""
        return max(await self._ask(lambda node: node.head()), key=lambda header: header.number)

    async def finalized(self) -> Header:
        """Return the newest block that is final to all of them."""
        answers = await self._ask(lambda node: node.finalized())
        lowest = min(answers, key=lambda header: header.number)
        found = await self.find_header(lowest.number) if len(answers) > 1 else lowest
        if found is None or found.hash != lowest.hash:
            raise NodesDisagree(_name(lowest.number))
        return lowest

    async def find_header(self, number: int) -> Header | None:
        """Return a block as all that have it know it, or `None`."""
        return (await self.find_headers([number]))[0]

    async def find_headers(self, numbers: Sequence[int]) -> list[Header | None]:
        """Return blocks as all that have them know them."""
        answers = await self._ask(lambda node: node.find_headers(numbers))
        return [
            _agree(_name(number), [header for header in found if header is not None], lambda header: header.hash)
            for number, *found in zip(numbers, *answers, strict=True)
        ]

    async def logs_of_block(self, block_hash: str, addresses: Sequence[str]) -> list[Log]:
        """Read the logs of one block from all that have it."""
        answers = await self._ask(lambda node: node.logs_of_block(block_hash, addresses))
        return _agree(f"the logs of block {block_hash}", answers, _compare) or []

    async def logs_between(self, first: int, last: int, addresses: Sequence[str]) -> list[Log]:
        """Read the logs of a range of blocks from all that have come so far."""
        return await self._read_range(first, last, lambda node: node.logs_between(first, last, addresses))

    async def transfers_of_block(self, block_hash: str, incoming: Incoming) -> list[Log]:
        """Read what came in in one block from all that have it."""
        answers = await self._ask(lambda node: node.transfers_of_block(block_hash, incoming))
        return _agree(f"what came in in block {block_hash}", answers, _compare) or []

    async def transfers_between(self, first: int, last: int, incoming: Incoming) -> list[Log]:
        """Read what came in in a range of blocks from all that have come so far."""
        return await self._read_range(first, last, lambda node: node.transfers_between(first, last, incoming))

    async def look_again(self, block: Header, addresses: Sequence[str]) -> list[Log]:
        """Ask again for logs that did not come; where several nodes agree that there are none, there are none."""
        answers = await self._ask(lambda node: node.logs_of_block(block.hash, addresses))
        if len(answers) > 1:
            return _agree(f"the logs of block {block.number}", answers, _compare) or []
        return (await self._ask(lambda node: node.look_again(block, addresses)))[0]

    async def has_code(self, address: str, block: int) -> bool:
        """Tell whether a contract was there, by any node that remembers."""
        return any(await self._ask(lambda node: node.has_code(address, block)))

    async def _read_range(self, first: int, last: int, ask: Ask[list[Log]]) -> list[Log]:
        async def read(node: BlockSource) -> list[Log]:
            # A node that is behind tells the logs it has and no error.
            if await node.find_header(last) is None:
                raise NodeBehind((await node.head()).number, last)
            return await ask(node)

        return _agree(f"the logs of blocks {first} to {last}", await self._ask(read), _compare) or []

    async def _ask(self, ask: Ask[Answer]) -> list[Answer]:
        """Return the answers of the nodes that gave one; when none did, raise what the first one said."""
        found = await asyncio.gather(*(ask(node) for node in self._nodes), return_exceptions=True)
        answers: list[Answer] = []
        errors: list[HecticError] = []
        for place, answer in enumerate(found):
            if isinstance(answer, HecticError):
                errors.append(answer)
            elif isinstance(answer, BaseException):
                raise answer
            else:
                answers.append(answer)
            self._note(place, answer)
        if not answers:
            raise errors[0]
        return answers

    def _note(self, place: int, answer: object) -> None:
        """Log when a node falls silent and when it is back: each is left out until then."""
        is_silent = isinstance(answer, HecticError)
        if is_silent and place not in self._silent:
            logger.warning("node %d of %d is left out: %s", place + 1, len(self._nodes), answer)
        elif not is_silent and place in self._silent:
            logger.info("node %d of %d answers again", place + 1, len(self._nodes))
        (self._silent.add if is_silent else self._silent.discard)(place)


def _agree(subject: str, answers: Sequence[Answer], compare: Callable[[Answer], Hashable]) -> Answer | None:
    """Return what all answers say, or `None` when there is none; raises `NodesDisagree`."""
    if len({compare(answer) for answer in answers}) > 1:
        raise NodesDisagree(subject)
    return answers[0] if answers else None


def _name(number: int) -> str:
    return f"block {number}"


def _compare(logs: Sequence[Log]) -> Hashable:
    return tuple(sorted(logs, key=lambda log: (log.block_number, log.log_index)))
