"""All SQL of the ledger."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, delete, func, select, tuple_
from sqlalchemy import insert as insert_rows
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.core.db import choose_insert
from backend.holdings.models import Ownership, Transfer

NOBODY = "0x0000000000000000000000000000000000000000"


class LedgerRepository:
    """Reads and writes transfers and owners; contracts and wallets are in checksum case."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._insert = choose_insert(session)

    async def record_transfer(self, transfer: Transfer) -> None:
        """Write a transfer and the owner it makes; one written before, or older than the owner, changes nothing."""
        await self._session.execute(self._insert(Transfer).values(transfer.model_dump()).on_conflict_do_nothing())
        owner = self._insert(Ownership).values(
            contract=transfer.contract,
            token_id=transfer.token_id,
            owner=transfer.recipient,
            block_number=transfer.block_number,
            log_index=transfer.log_index,
        )
        new = owner.excluded
        await self._session.execute(
            owner.on_conflict_do_update(
                index_elements=["contract", "token_id"],
                set_={"owner": new.owner, "block_number": new.block_number, "log_index": new.log_index},
                where=_position(Ownership) < tuple_(new.block_number, new.log_index),
            )
        )

    async def undo(self, above_block: int) -> None:
        """Forget the transfers above a block and give the tokens they moved back to whom the remaining ones name."""
        former = await self._list_former_owners(above_block)
        await self._session.execute(delete(Transfer).where(col(Transfer.block_number) > above_block))
        await self._session.execute(delete(Ownership).where(col(Ownership.block_number) > above_block))
        if former:
            await self._session.execute(insert_rows(Ownership), former)

    async def find_owner(self, contract: str, token_id: int) -> str | None:
        """Return who holds a token at the head, or `None` when it does not exist."""
        statement = select(col(Ownership.owner)).where(
            col(Ownership.contract) == contract, col(Ownership.token_id) == token_id, col(Ownership.owner) != NOBODY
        )
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def list_tokens(self, contract: str, wallet: str) -> list[int]:
        """Return the tokens a wallet holds at the head, in order."""
        statement = select(col(Ownership.token_id)).where(
            col(Ownership.contract) == contract, col(Ownership.owner) == wallet
        )
        return sorted((await self._session.execute(statement)).scalars())

    async def list_holders(self, contract: str) -> list[tuple[str, int]]:
        """Return who holds how many tokens at the head, the largest holders first."""
        count = func.count().label("tokens")
        statement = (
            select(col(Ownership.owner), count)
            .where(col(Ownership.contract) == contract, col(Ownership.owner) != NOBODY)
            .group_by(col(Ownership.owner))
            .order_by(count.desc(), col(Ownership.owner))
        )
        return [(owner, tokens) for owner, tokens in (await self._session.execute(statement)).all()]

    async def list_unsettled(self, contract: str, wallet: str, finalized_block: int) -> dict[int, str | None]:
        """Return the tokens a wallet received after the final block, with whoever owned each in that block."""
        mine = [col(Ownership.contract) == contract, col(Ownership.owner) == wallet]
        received = select(col(Ownership.token_id)).where(*mine, col(Ownership.block_number) > finalized_block)
        former = _former(_latest_transfers(finalized_block, *mine))
        owners = {row.token_id: row.owner for row in (await self._session.execute(former)).all()}
        return {token: owners.get(token) for token in (await self._session.execute(received)).scalars()}

    async def _list_former_owners(self, block: int) -> list[dict[str, Any]]:
        rows = (await self._session.execute(_former(_latest_transfers(block)))).all()
        return [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public accessor


def _position(table: type[Ownership | Transfer]) -> ColumnElement[Any]:
    return tuple_(col(table.block_number), col(table.log_index))


def _latest_transfers(block: int, *conditions: ColumnElement[bool]) -> Subquery:
    """Rank, newest first, the transfers up to `block` of every token that moved after it."""
    rank = func.row_number().over(
        partition_by=(col(Transfer.contract), col(Transfer.token_id)),
        order_by=(col(Transfer.block_number).desc(), col(Transfer.log_index).desc()),
    )
    same_token = (col(Transfer.contract) == col(Ownership.contract)) & (
        col(Transfer.token_id) == col(Ownership.token_id)
    )
    return (
        select(Transfer, rank.label("rank"))
        .join(Ownership, same_token)
        .where(col(Ownership.block_number) > block, col(Transfer.block_number) <= block, *conditions)
        .subquery()
    )


def _former(transfers: Subquery) -> Select[Any]:
    """Select the newest of ranked transfers as rows of ownership."""
    newest = transfers.c
    return select(
        newest.contract, newest.token_id, newest.recipient.label("owner"), newest.block_number, newest.log_index
    ).where(newest.rank == 1)
