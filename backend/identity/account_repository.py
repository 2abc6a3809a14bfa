"""All SQL of accounts and their wallets."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from backend.core.db import choose_insert
from backend.identity.models import Account, Wallet


class AccountRepository:
    """Keeps whose wallets are whose."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, account: Account) -> None:
        """Keep a new account."""
        await self._session.execute(choose_insert(self._session)(Account).values(account.model_dump()))

    async def lock(self, account_id: str) -> None:
        """Let nobody else change the wallets of an account until this transaction ends."""
        await self._session.execute(select(Account.id).where(Account.id == account_id).with_for_update())

    async def find_wallet(self, address: str) -> Wallet | None:
        """Return a wallet that was proven before, or `None`."""
        return (await self._session.execute(select(Wallet).where(Wallet.address == address))).scalar_one_or_none()

    async def list_wallets(self, account_id: str) -> Sequence[Wallet]:
        """Return the wallets of an account, the one proven first at the top."""
        statement = (
            select(Wallet).where(Wallet.account_id == account_id).order_by(col(Wallet.proven_at), col(Wallet.address))
        )
        return (await self._session.execute(statement)).scalars().all()

    async def record_proof(self, wallet: Wallet) -> None:
        """Keep a wallet with the account that proved it now; it leaves any other."""
        values = wallet.model_dump()
        insert = choose_insert(self._session)(Wallet).values(values)
        changes = {name: value for name, value in values.items() if name != "address"}
        await self._session.execute(insert.on_conflict_do_update(index_elements=["address"], set_=changes))

    async def delete_wallet(self, address: str) -> None:
        """Forget that a wallet was proven."""
        await self._session.execute(delete(Wallet).where(col(Wallet.address) == address))
