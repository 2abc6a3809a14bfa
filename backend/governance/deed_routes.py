"""What fans do about proposals over HTTP: their wallets are told what to send, and it is followed."""

from fastapi import APIRouter

from backend.core.problems import problems
from backend.drops.dependencies import TransactionHash, TransactionPlaceDependency
from backend.drops.schemas import TransactionProgress
from backend.governance.dependencies import DeedServiceDependency
from backend.governance.wishes import DelegationWish, PreparedStep, VoteWish

router = APIRouter(prefix="/api/governance", tags=["governance"])


@router.post("/vote", responses=problems(404, 409, 422, 503))
async def prepare_vote(wish: VoteWish, deeds: DeedServiceDependency) -> PreparedStep:
    """Return the transaction that votes on a proposal, and with how many votes."""
    return await deeds.vote(wish)


@router.post("/delegate", responses=problems(404, 409, 422, 503))
async def prepare_delegation(wish: DelegationWish, deeds: DeedServiceDependency) -> PreparedStep:
    """Return the transaction that says who votes with an account's fan tokens."""
    return await deeds.delegate(wish)


@router.get("/transactions/{transaction_hash}", responses=problems(404, 422, 503))
async def watch_transaction(
    transaction_hash: TransactionHash, deeds: DeedServiceDependency, place: TransactionPlaceDependency
) -> TransactionProgress:
    """Return where a transaction is on its way; by its place, once that was told, also whether another one took it."""
    return await deeds.watch(transaction_hash, place)
