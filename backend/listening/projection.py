"""End plays whose token leaves its holder, or whose vault takes its word back, in the transaction that tells it."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.events import ChainEvent
from backend.core.clock import Clock
from backend.holdings.readings import is_of_token, is_permission, read_permission
from backend.listening.leases import Loan, Token
from backend.listening.repository import PlayRepository


class PlaysProjection:
    """Revokes at the head; it stands behind the ledger, whose owners it relies on, and follows no contract."""

    def __init__(self, clock: Clock, delegate_registry: str = "") -> None:
        self._clock = clock
        self._delegate_registry = delegate_registry

    async def addresses(self, session: AsyncSession) -> set[str]:  # noqa: ARG002 - the protocol's signature
        """Follow nothing: plays stand on tokens that others follow."""
        return set()

    def discovered(self, event: ChainEvent) -> str | None:  # noqa: ARG002 - the protocol's signature
        """Follow nothing new."""
        return None

    async def apply(self, session: AsyncSession, events: Sequence[ChainEvent]) -> None:
        """End what plays on tokens that moved, and on those of vaults that lend them no more."""
        plays = PlayRepository(session)
        moves = [event for event in events if is_of_token(event)]
        withdrawn = self._list_withdrawn(events)
        # A label that is read from the start has moved tokens by the million and no listener.
        if (moves or withdrawn) and await plays.has_leases():
            await plays.end_moved({_read_token(event) for event in moves}, self._clock())
            await plays.end_lent(withdrawn, self._clock())

    async def undo(self, session: AsyncSession, above_block: int) -> None:
        """End plays that were granted by a block that is taken back; nothing that was ended comes back."""
        await PlayRepository(session).end_granted_above(above_block, self._clock())

    def _list_withdrawn(self, events: Sequence[ChainEvent]) -> set[Loan]:
        said = [read_permission(event) for event in events if is_permission(event, self._delegate_registry)]
        return {(entry["vault"], entry["delegate"]) for entry in said if not entry["is_enabled"]}


def _read_token(event: ChainEvent) -> Token:
    *_, token_id = event.arguments.values()
    return event.address, token_id
