"""What a fan sees and changes of their own account."""

from sqlalchemy.ext.asyncio import AsyncSession

from backend.core.clock import Clock
from backend.identity.account_repository import AccountRepository
from backend.identity.errors import LastWallet, SessionMissing, WalletMissing
from backend.identity.members import Member
from backend.identity.repository import SessionRepository
from backend.identity.schemas import AccountAnswer, SessionAnswer, WalletAnswer


class AccountService:
    """The use cases of an account; every one is asked by its member."""

    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._accounts = AccountRepository(session)
        self._sessions = SessionRepository(session)
        self._clock = clock

    async def describe(self, member: Member) -> AccountAnswer:
        """Return the wallets and the sessions of the account."""
        wallets = await self._accounts.list_wallets(member.account)
        sessions = await self._sessions.list_sessions(member.account, self._clock())
        return AccountAnswer(
            address=member.address,
            wallets=[WalletAnswer(**wallet.model_dump()) for wallet in wallets],
            sessions=[SessionAnswer(**one.model_dump(), is_current=one.id == member.session) for one in sessions],
        )

    async def end_session(self, member: Member, session_id: str) -> None:
        """Sign out somewhere."""
        if not await self._sessions.delete_of_account(member.account, session_id):
            raise SessionMissing

    async def end_other_sessions(self, member: Member) -> None:
        """Sign out everywhere but here."""
        await self._sessions.delete_others(member.account, member.session)

    async def remove_wallet(self, member: Member, address: str) -> None:
        """Take a wallet off the account and end the sessions it opened, this one too if it did."""
        await self._accounts.lock(member.account)
        wallets = [wallet.address for wallet in await self._accounts.list_wallets(member.account)]
        if address not in wallets:
            raise WalletMissing(address)
        if len(wallets) == 1:
            raise LastWallet(address)
        await self._accounts.delete_wallet(address)
        await self._sessions.delete_of_wallet(address)
