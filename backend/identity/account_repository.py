"""All SQL of accounts and their wallets."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col, select

from backend.core.db import choose_insert
from backend.identity.models import Account, Wallet

# By table, not by model: what the mapper does with an insert costs more than the insert.
TABLES = SQLModel.metadata.tables
ACCOUNTS, WALLETS = TABLES[Account.__tablename__], TABLES[Wallet.__tablename__]
PROOF_COLUMNS = ("account_id", "is_contract", "proven_at")


class AccountRepository:
    """Keeps whose wallets are whose."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, account: Account) -> None:
        """Keep a new account."""
        await self._session.execute(choose_insert(self._session)(ACCOUNTS), account.model_dump())

    async def lock(self, account_id: str) -> None:
        """Let nobody else change the wallets of an account until this transaction ends."""
        await self._session.execute(select(Account.id).where(Account.id == account_id).with_for_update())

    async def find_account_of(self, address: str) -> str | None:
        """Return the account that proved a wallet last, or `None`."""
        statement = select(Wallet.account_id).where(Wallet.address == address)
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def list_wallets(self, account_id: str) -> Sequence[Wallet]:
        """Return the wallets of an account, the one proven first at the top."""
        statement = (
            select(Wallet).where(Wallet.account_id == account_id).order_by(col(Wallet.proven_at), col(Wallet.address))
        )
        return (await self._session.execute(statement)).scalars().all()

    async def record_proof(self, wallet: Wallet) -> None:
        """Keep a wallet with the account that proved it now; it leaves any other."""
        insert = choose_insert(self._session)(WALLETS)
        changes = {name: insert.excluded[name] for name in PROOF_COLUMNS}
        statement = insert.on_conflict_do_update(index_elements=["address"], set_=changes)
        await self._session.execute(statement, wallet.model_dump())

    async def delete_wallet(self, address: str) -> None:
        """Forget that a wallet was proven."""
        await self._session.execute(delete(Wallet).where(col(Wallet.address) == address))
