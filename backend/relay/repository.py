"""All SQL of relays."""

from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.core.db import choose_insert
from backend.relay.models import Purse, Relay, RelayState, RelayTransaction

OPEN = (RelayState.WAITING, RelayState.SENT)


class RelayRepository:
    """Reads and writes what is brought for whom, and what the relayer has."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, relay_id: str) -> Relay | None:
        """Return a relay, or `None`."""
        return await self._session.get(Relay, relay_id, populate_existing=True)

    async def has_open(self, account: str, kind: str) -> bool:
        """Tell whether one of a kind is on its way for an account."""
        statement = select(col(Relay.id)).where(
            col(Relay.account) == account, col(Relay.kind) == kind, col(Relay.state).in_(OPEN)
        )
        return (await self._session.execute(statement.limit(1))).first() is not None

    async def create(self, relay: Relay) -> None:
        """Insert a relay; the database refuses what is there, and a second of one account and kind on its way."""
        await self._session.execute(insert(Relay).values(relay.model_dump()))

    async def delete(self, relay_id: str) -> None:
        """Forget a relay."""
        await self._session.execute(delete(Relay).where(col(Relay.id) == relay_id))

    async def count_since(self, account: str, moment: datetime) -> int:
        """Return how many relays an account was granted since a moment."""
        statement = select(func.count()).where(col(Relay.account) == account, col(Relay.created_at) >= moment)
        return (await self._session.execute(statement)).scalar_one()

    async def sum_gas_since(self, moment: datetime) -> int:
        """Return the gas that relays granted since a moment used, or may use yet."""
        statement = select(func.coalesce(func.sum(col(Relay.gas)), 0)).where(col(Relay.created_at) >= moment)
        return int((await self._session.execute(statement)).scalar_one())

    async def sum_gas(self, *states: RelayState) -> int:
        """Return the gas that all relays in some states may use."""
        statement = select(func.coalesce(func.sum(col(Relay.gas)), 0)).where(col(Relay.state).in_(states))
        return int((await self._session.execute(statement)).scalar_one())

    async def list_waiting(self, limit: int) -> list[Relay]:
        """Return those that wait longest to be sent."""
        statement = select(Relay).where(col(Relay.state) == RelayState.WAITING)
        order = (col(Relay.created_at), col(Relay.id))
        return list((await self._session.execute(statement.order_by(*order).limit(limit))).scalars())

    async def list_sent(self) -> list[Relay]:
        """Return those whose transactions are not final, in the order of their places."""
        statement = select(Relay).where(col(Relay.state) == RelayState.SENT)
        return list((await self._session.execute(statement.order_by(col(Relay.relayer), col(Relay.place)))).scalars())

    async def find_place(self, relayer: str, mined: int) -> int:
        """Return the first free place of a relayer after those that are mined: a gap would hold up all behind it."""
        statement = select(col(Relay.place)).where(
            col(Relay.relayer) == relayer, col(Relay.state) == RelayState.SENT, col(Relay.place) >= mined
        )
        taken = set((await self._session.execute(statement)).scalars())
        return next(place for place in count(mined) if place not in taken)

    async def change(self, relay_id: str, current: RelayState, /, **values: object) -> bool:
        """Change a relay that is in a state; return whether it was."""
        statement = update(Relay).where(col(Relay.id) == relay_id, col(Relay.state) == current).values(values)
        return (await self._session.execute(statement.returning(col(Relay.id)))).first() is not None

    async def list_transactions(self, relays: Collection[str]) -> list[RelayTransaction]:
        """Return the transactions that were signed for relays, the oldest first."""
        statement = select(RelayTransaction).where(col(RelayTransaction.relay).in_(relays))
        order = (
            col(RelayTransaction.signed_at),
            func.length(col(RelayTransaction.fee_wei)),
            col(RelayTransaction.fee_wei),
        )
        return list((await self._session.execute(statement.order_by(*order))).scalars())

    def add_transaction(self, transaction: RelayTransaction) -> None:
        """Keep a transaction that was signed."""
        self._session.add(transaction)

    async def delete_transactions(self, relay_id: str) -> None:
        """Forget transactions that can no longer come about."""
        await self._session.execute(delete(RelayTransaction).where(col(RelayTransaction.relay) == relay_id))

    async def lock(self) -> None:
        """Keep everybody else who locks from deciding what the relayer pays for, until this transaction ends."""
        await self._session.execute(select(Purse).with_for_update())

    async def find_purse(self) -> Purse | None:
        """Return what the relayer has, or `None` when there is none."""
        return (await self._session.execute(select(Purse).limit(1))).scalars().first()

    async def note_purse(self, purse: Mapping[str, Any]) -> None:
        """Write what the relayer has, in place of what was written before, of another one too."""
        await self._session.execute(delete(Purse).where(col(Purse.relayer) != purse["relayer"]))
        statement = choose_insert(self._session)(Purse).values(purse)
        await self._session.execute(statement.on_conflict_do_update(index_elements=["relayer"], set_=dict(purse)))

    async def forget_purses(self) -> None:
        """Forget what any relayer has: there is none any more."""
        await self._session.execute(delete(Purse))
