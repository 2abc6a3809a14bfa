"""Contracts that are followed from some day on: which they are, and how much of their past is read."""

from collections.abc import Collection

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.chain.errors import CursorMoved
from backend.chain.models import FollowedContract
from backend.core.db import Executor, choose_insert


async def follow_contract(session: AsyncSession, address: str, first_block: int | None = None) -> None:
    """Follow a contract from now on, and read what it said before; following it again changes nothing.

    The address is in checksum case. Its first block is looked up when it is not given.
    """
    contract = {"address": address, "first_block": first_block, "has_caught_up": False}
    await session.execute(choose_insert(session)(FollowedContract).values(contract).on_conflict_do_nothing())


async def list_unread(executor: Executor, addresses: Collection[str]) -> set[str]:
    """Return those of some contracts whose past is still being read: nothing is known of their holders yet."""
    table = FollowedContract
    statement = select(table.address).where(col(table.address).in_(addresses), col(table.has_caught_up).is_(False))
    return set((await executor.execute(statement)).scalars())


class FollowingRepository:
    """Reads and moves what was read of contracts that are followed late."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_caught_up(self) -> set[str]:
        """Return the contracts that are read with all others."""
        statement = select(FollowedContract.address).where(col(FollowedContract.has_caught_up))
        return set((await self._session.execute(statement)).scalars())

    async def find_next(self) -> FollowedContract | None:
        """Return a contract whose past is to be read, or `None`."""
        table = FollowedContract
        statement = select(table).where(col(table.has_caught_up).is_(False)).order_by(col(table.address)).limit(1)
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def advance(self, seen: FollowedContract, first_block: int, read_to: int, *, has_caught_up: bool) -> None:
        """Note how much is read, if it is still as it was seen: two indexers never both read the same past."""
        table = FollowedContract
        statement = (
            update(table)
            .where(col(table.address) == seen.address, col(table.read_to).is_not_distinct_from(seen.read_to))
            .values(first_block=first_block, read_to=read_to, has_caught_up=has_caught_up)
            .returning(col(table.address))
        )
        moved = await self._session.execute(statement, execution_options={"synchronize_session": False})
        if moved.scalar_one_or_none() is None:
            raise CursorMoved(read_to)
