"""Find where a label created the drop of a release."""

from backend.chain.contracts import Contracts
from backend.chain.events import ChainEvent
from backend.chain.node import Node


class CreationFinder:
    """Asks the chain, so that a release that arrives after the indexer passed its drop is live at once."""

    def __init__(self, node: Node, contracts: Contracts) -> None:
        self._node = node
        self._contracts = contracts
        self.label = contracts.label
        self.chain_id = contracts.chain_id

    async def find(self, release: str, block: int) -> ChainEvent | None:
        """Return the `DropCreated` of the release with this key that the label logged in `block`, or `None`."""
        header = await self._node.find_header(block)
        if header is None:
            return None
        for log in await self._node.logs_of_block(header.hash, [self.label]):
            event = self._contracts.decode(log)
            if event and event.name == "DropCreated" and event.arguments["release"] == release:
                return event
        return None
