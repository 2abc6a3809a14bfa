"""A fan's own account: its wallets, and where it is signed in."""

from typing import Annotated

from fastapi import APIRouter, Depends, status

from backend.core.dependencies import ClockDependency, SessionDependency
from backend.core.problems import problems
from backend.core.types import Address
from backend.identity.accounts import AccountService
from backend.identity.dependencies import RequiredMemberDependency
from backend.identity.schemas import AccountAnswer

router = APIRouter(prefix="/api/account", tags=["account"])


async def get_account_service(session: SessionDependency, clock: ClockDependency) -> AccountService:
    """Build the account service for this request."""
    return AccountService(session, clock)


AccountDependency = Annotated[AccountService, Depends(get_account_service)]


@router.get("", responses=problems(401, 422))
async def read_account(member: RequiredMemberDependency, account: AccountDependency) -> AccountAnswer:
    """List the wallets of the account and where it is signed in."""
    return await account.describe(member)


@router.delete("/sessions/{session_id}", status_code=status.HTTP_204_NO_CONTENT, responses=problems(401, 404, 422))
async def end_session(session_id: str, member: RequiredMemberDependency, account: AccountDependency) -> None:
    """Sign out in one place."""
    await account.end_session(member, session_id)


@router.delete("/sessions", status_code=status.HTTP_204_NO_CONTENT, responses=problems(401, 422))
async def end_other_sessions(member: RequiredMemberDependency, account: AccountDependency) -> None:
    """Sign out everywhere but here."""
    await account.end_other_sessions(member)


@router.delete("/wallets/{address}", status_code=status.HTTP_204_NO_CONTENT, responses=problems(401, 404, 409, 422))
async def remove_wallet(address: Address, member: RequiredMemberDependency, account: AccountDependency) -> None:
    """Take a wallet off the account; what it was signed in to ends."""
    await account.remove_wallet(member, address)
