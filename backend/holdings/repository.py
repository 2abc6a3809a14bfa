"""All SQL of the ledger."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.chain.events import ChainEvent
from backend.holdings.balances import NOBODY, Holding, list_holdings, weigh
from backend.holdings.journal import BALANCES, DELEGATIONS, JOURNALS, TRANSFERS, Row
from backend.holdings.models import Balance, BalanceChange, Ownership

ASKED_AT_ONCE = 1_000


class LedgerRepository:
    """Reads and writes what wallets hold; contracts and wallets are in checksum case."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def record_transfers(self, transfers: Sequence[Row]) -> None:
        """Write transfers in chain order, and the owners they make; writing them again changes nothing."""
        await TRANSFERS.record(self._session, transfers)

    async def record_amounts(self, moves: Sequence[ChainEvent]) -> None:
        """Write the balances that transfers of ERC-20 tokens make; `moves` are newer than what is written already."""
        if not moves:
            return
        written = await self._list_written(moves)
        fresh = [move for move in moves if (move.block_hash, move.log_index) not in written]
        balances = await self.list_balances(list_holdings(fresh))
        await BALANCES.record(self._session, list(weigh(fresh, balances)))

    async def record_permissions(self, permissions: Sequence[Row]) -> None:
        """Write in chain order what vaults permit their delegates; writing it again changes nothing."""
        await DELEGATIONS.record(self._session, permissions)

    async def undo(self, above_block: int) -> None:
        """Forget what blocks above a block told, and give everything back to whom the rest names."""
        for journal in JOURNALS:
            await journal.undo(self._session, above_block)

    async def find_owner(self, contract: str, token_id: int) -> str | None:
        """Return who holds a token at the head, or `None` when it does not exist."""
        statement = select(col(Ownership.owner)).where(
            col(Ownership.contract) == contract, col(Ownership.token_id) == token_id, col(Ownership.owner) != NOBODY
        )
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def list_tokens(self, contract: str, wallet: str) -> list[int]:
        """Return the tokens a wallet holds at the head, in order."""
        return sorted(await self.list_arrivals(contract, wallet))

    async def list_arrivals(self, contract: str, wallet: str) -> dict[int, int]:
        """Return the tokens a wallet holds at the head, with the block each arrived in."""
        statement = select(col(Ownership.token_id), col(Ownership.block_number)).where(
            col(Ownership.contract) == contract, col(Ownership.owner) == wallet
        )
        return {row.token_id: row.block_number for row in (await self._session.execute(statement)).all()}

    async def list_balances(self, holdings: Iterable[Holding]) -> dict[Holding, int]:
        """Return what wallets have of tokens at the head; those who never had any are left out."""
        found: dict[Holding, int] = {}
        for some in _split(holdings):
            statement = select(Balance).where(tuple_(col(Balance.token), col(Balance.wallet)).in_(some))
            rows = (await self._session.execute(statement)).scalars()
            found |= {(row.token, row.wallet): row.amount for row in rows}
        return found

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

    async def _list_written(self, moves: Sequence[ChainEvent]) -> set[tuple[str, int]]:
        """Return the logs, of the blocks of some transfers, whose balances are written already."""
        change = BalanceChange
        statement = select(col(change.block_hash), col(change.log_index)).where(
            col(change.block_number).between(moves[0].block_number, moves[-1].block_number),
            col(change.token).in_({move.address for move in moves}),
        )
        return {(row.block_hash, row.log_index) for row in (await self._session.execute(statement)).all()}


def _split(holdings: Iterable[Holding]) -> Iterator[list[Holding]]:
    """Split a question that names too many for one statement."""
    rest = iter(holdings)
    while some := list(islice(rest, ASKED_AT_ONCE)):
        yield some
