"""Tell where money that came into a split came from. Pure."""

from collections.abc import Collection, Mapping, Sequence

from backend.chain.events import ChainEvent
from backend.holdings.balances import NOBODY
from backend.holdings.readings import is_of_token
from backend.royalties.models import Source
from backend.royalties.readings import split_of


class Origins:
    """Knows drops and splits, and what else happened in a transaction that paid."""

    def __init__(self, drops: Mapping[str, str], splits: Collection[str], events: Sequence[ChainEvent]) -> None:
        """Take the drops by their splits, and the events of whole blocks."""
        self._drops = drops
        self._addresses = set(drops.values())
        self._splits = splits
        self._resold = {(event.transaction_hash, event.address) for event in events if _is_resale(event)}

    def judge(self, event: ChainEvent, sender: str) -> Source:
        """Return where money that came into a split came from."""
        if sender in self._addresses:
            return Source.PRIMARY
        if sender == NOBODY or sender in self._splits:
            return Source.OTHER
        is_resale = (event.transaction_hash, self._drops.get(split_of(event))) in self._resold
        return Source.SECONDARY if is_resale else Source.TIP


def _is_resale(event: ChainEvent) -> bool:
    """Tell whether an edition went from one holder to another."""
    return is_of_token(event) and NOBODY not in (event.arguments["sender"], event.arguments["receiver"])
