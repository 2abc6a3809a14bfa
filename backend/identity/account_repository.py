"""All SQL of accounts and their wallets."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, insert
from sqlalchemy import select as select_columns
from sqlmodel import SQLModel, col, select

from backend.core.db import INSERTS, CreateInsert, Executor, Insert
from backend.identity.models import Account, Wallet

# By table, not by model: what the mapper does with an insert costs more than the insert.
TABLES = SQLModel.metadata.tables
ACCOUNTS, WALLETS = TABLES[Account.__tablename__], TABLES[Wallet.__tablename__]
PROOF_COLUMNS = ("account_id", "is_contract", "proven_at")


def _build_proof(create_insert: CreateInsert) -> Insert:
    proof = create_insert(WALLETS)
    changes = {name: proof.excluded[name] for name in PROOF_COLUMNS}
    return proof.on_conflict_do_update(index_elements=["address"], set_=changes)


# What every sign-in asks is put together once.
OWNER = select_columns(WALLETS.c.account_id).where(WALLETS.c.address == bindparam("address"))
NEW_ACCOUNT = insert(ACCOUNTS)
PROOFS = {name: _build_proof(create_insert) for name, create_insert in INSERTS.items()}


class AccountRepository:
    """Keeps whose wallets are whose."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def add(self, account_id: str, now: datetime) -> None:
        """Keep a new account."""
        await self._executor.execute(NEW_ACCOUNT, {"id": account_id, "created_at": now})

    async def lock(self, account_id: str) -> None:
        """Let nobody else change the wallets of an account until this transaction ends."""
        await self._executor.execute(select(Account.id).where(Account.id == account_id).with_for_update())

    async def find_account_of(self, address: str) -> str | None:
        """Return the account that proved a wallet last, or `None`."""
        return (await self._executor.execute(OWNER, {"address": address})).scalar_one_or_none()

    async def list_wallets(self, account_id: str) -> Sequence[Wallet]:
        """Return the wallets of an account, the one proven first at the top."""
        statement = (
            select(Wallet).where(Wallet.account_id == account_id).order_by(col(Wallet.proven_at), col(Wallet.address))
        )
        return (await self._executor.execute(statement)).scalars().all()

    async def record_proof(self, address: str, account_id: str, now: datetime, *, is_contract: bool) -> None:
        """Keep a wallet with the account that proved it now; it leaves any other."""
        proof = {"address": address, "account_id": account_id, "is_contract": is_contract, "proven_at": now}
        await self._executor.execute(PROOFS[self._executor.get_bind().dialect.name], proof)

    async def delete_wallet(self, address: str) -> None:
        """Forget that a wallet was proven."""
        await self._executor.execute(delete(Wallet).where(col(Wallet.address) == address))
