"""One network that is only read: nobody signs, so nobody is asked for a passphrase."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import click
from ape.api import ProviderAPI
from ape.contracts import ContractInstance
from ape.types import ContractLog
from ape.types.events import LogFilter
from eth_utils.crypto import keccak

from scripts._networks import Network, network_of

# Two rounds of questions: Ape asks for pages of 5,000 blocks, sixteen at a time.
SPAN_BLOCKS = 160_000


@dataclass(frozen=True)
class Reader:
    """Asks a node what is on chain; a question about more than a span of blocks shows how far it is."""

    provider: ProviderAPI
    network: Network
    span_blocks: int = SPAN_BLOCKS

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
        )
        with self._show_progress(*blocks) as starts:
            logs = [log for start in starts for log in self._read_span(wanted, start, blocks[1])]
        return sorted(logs, key=lambda log: (log.block_number, log.log_index))

    def _show_progress(self, first: int, last: int) -> AbstractContextManager[Iterable[int]]:
        """Return where each span of blocks starts, with a bar beside the output when there are several."""
        starts = range(first, last + 1, self.span_blocks)
        if len(starts) <= 1:
            return nullcontext(starts)
        return click.progressbar(starts, label=f"Reading {len(range(first, last + 1)):,} blocks", file=sys.stderr)

    def _read_span(self, wanted: LogFilter, start: int, last: int) -> Iterator[ContractLog]:
        span = {"start_block": start, "stop_block": min(start + self.span_blocks - 1, last)}
        yield from self.provider.get_contract_logs(wanted.model_copy(update=span))

    def find_head(self) -> int:
        """Return the number of the newest block."""
        return int(self.provider.get_block("latest").number or 0)


def open_reader(provider: ProviderAPI) -> Reader:
    """Return the network `provider` is connected to."""
    return Reader(provider, network_of(provider.chain_id))
