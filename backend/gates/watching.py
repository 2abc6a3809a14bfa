"""Tell at once whoever relies on what gates said."""

from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession


class GateWatcher(Protocol):
    """Acts in the transaction that changes what gates say."""

    async def gate_changed(self, session: AsyncSession, slug: str) -> None:
        """Take in that a recording of a release has another gate, or none of its own any more."""
        ...

    async def taken_back(self, session: AsyncSession, name: str, wallet: str) -> None:
        """Take in that a wallet has something no more that gates may name."""
        ...
