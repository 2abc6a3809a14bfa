"""One network that is only read: nobody signs, so nobody is asked for a passphrase."""

from collections.abc import Sequence
from dataclasses import dataclass

from ape.api import ProviderAPI
from ape.contracts import ContractInstance
from ape.types import ContractLog
from ape.types.events import LogFilter
from eth_utils.crypto import keccak

from scripts._networks import Network, network_of


@dataclass(frozen=True)
class Reader:
    """Asks a node what is on chain."""

    provider: ProviderAPI
    network: Network

    def has_code(self, address: str) -> bool:
        """Tell whether a contract lives at `address`."""
        return bool(self.provider.get_code(address))

    def list_logs(
        self, emitters: Sequence[ContractInstance], names: Sequence[str], topics: Sequence[str], blocks: tuple[int, int]
    ) -> list[ContractLog]:
        """Return the events with these names and topics of some contracts, in the order of the chain.

        `blocks` are the first and the last. Ape asks for pages as long as the node's provider is configured for.
        """
        events = [event for emitter in emitters for event in emitter.contract_type.events if event.name in names]
        wanted = LogFilter(
            addresses=[emitter.address for emitter in emitters],
            events=events,
            topic_filter=[["0x" + keccak(text=event.selector).hex() for event in events], *topics],
            start_block=blocks[0],
            stop_block=blocks[1],
        )
        return sorted(self.provider.get_contract_logs(wanted), key=lambda log: (log.block_number, log.log_index))

    def find_head(self) -> int:
        """Return the number of the newest block."""
        return int(self.provider.get_block("latest").number or 0)


def open_reader(provider: ProviderAPI) -> Reader:
    """Return the network `provider` is connected to."""
    return Reader(provider, network_of(provider.chain_id))
