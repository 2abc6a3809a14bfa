"""What comes in: transfers to some accounts, of tokens that have too many others to be followed as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.events import ChainEvent

INCOMING = "Incoming"
"""What a transfer that was read for its receiver is called: who keeps balances must not take it for all there is."""


@dataclass(frozen=True)
class Incoming:
    """Accounts, and the tokens of which transfers to them are read; all in checksum case."""

    tokens: frozenset[str] = frozenset()
    receivers: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.tokens and self.receivers)

    def __or__(self, other: "Incoming") -> "Incoming":
        return Incoming(self.tokens | other.tokens, self.receivers | other.receivers)


class Receivers(Protocol):
    """A projection that is told what comes in, as events called `INCOMING`."""

    async def list_incoming(self, session: AsyncSession) -> Incoming:
        """Return what to read, as known so far."""

    def discover_incoming(self, events: Sequence[ChainEvent]) -> Incoming:
        """Return what else to read from these events on."""
