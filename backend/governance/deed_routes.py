"""What fans do about proposals over HTTP: their wallets are told what to send, and it is followed."""

from fastapi import APIRouter

from backend.core.problems import problems
from backend.core.types import Address
from backend.drops.dependencies import TransactionHash, TransactionPlaceDependency
from backend.drops.schemas import TransactionProgress
from backend.governance.dependencies import (
    CourseServiceDependency,
    DeedServiceDependency,
    ProposalIdDependency,
    ProposingServiceDependency,
    TreasuryServiceDependency,
)
from backend.governance.schemas import HoldingView, StandingView
from backend.governance.wishes import (
    ActionOutcome,
    DeedWish,
    DelegationWish,
    PreparedProposal,
    PreparedStep,
    ProposalDraft,
    ProposalPreview,
    ProposalWish,
    VoteWish,
)

router = APIRouter(prefix="/api/governance", tags=["governance"])


@router.get("/treasury", responses=problems(404, 503))
async def read_treasury(treasury: TreasuryServiceDependency) -> list[HoldingView]:
    """Return what the governor holds now, of what this label knows."""
    return await treasury.list_holdings()


@router.post("/vote", responses=problems(404, 409, 422, 503))
async def prepare_vote(wish: VoteWish, deeds: DeedServiceDependency) -> PreparedStep:
    """Return the transaction that votes on a proposal, and with how many votes."""
    return await deeds.vote(wish)


@router.post("/delegate", responses=problems(404, 409, 422, 503))
async def prepare_delegation(wish: DelegationWish, deeds: DeedServiceDependency) -> PreparedStep:
    """Return the transaction that says who votes with an account's fan tokens."""
    return await deeds.delegate(wish)


@router.post("/proposals", responses=problems(404, 409, 422, 503))
async def prepare_proposal(wish: ProposalWish, proposing: ProposingServiceDependency) -> PreparedProposal:
    """Return the transaction that proposes, what the proposal would do, and what would come of it now."""
    return await proposing.prepare(wish)


@router.post("/proposals/preview", responses=problems(404, 422, 503))
async def preview_proposal(draft: ProposalDraft, proposing: ProposingServiceDependency) -> ProposalPreview:
    """Return a proposal as it would be made, in sentences and in bytes, and what would come of it now."""
    return await proposing.preview(draft)


@router.get("/proposals/{proposal_id}/simulation", responses=problems(404, 422, 503))
async def simulate_proposal(proposal_id: ProposalIdDependency, course: CourseServiceDependency) -> list[ActionOutcome]:
    """Return what would come of a proposal if it were executed now."""
    return await course.simulate(proposal_id)


@router.post("/proposals/{proposal_id}/queue", responses=problems(404, 409, 422, 503))
async def prepare_queueing(
    proposal_id: ProposalIdDependency, wish: DeedWish, course: CourseServiceDependency
) -> PreparedStep:
    """Return the transaction that has a proposal that won wait for its execution; anyone may send it."""
    return await course.queue(proposal_id, wish.account)


@router.post("/proposals/{proposal_id}/execute", responses=problems(404, 409, 422, 503))
async def prepare_execution(
    proposal_id: ProposalIdDependency, wish: DeedWish, course: CourseServiceDependency
) -> PreparedStep:
    """Return the transaction that does what a proposal says; anyone may send it."""
    return await course.execute(proposal_id, wish.account)


@router.post("/proposals/{proposal_id}/cancel", responses=problems(404, 409, 422, 503))
async def prepare_canceling(
    proposal_id: ProposalIdDependency, wish: DeedWish, course: CourseServiceDependency
) -> PreparedStep:
    """Return the transaction that cancels a proposal, for its proposer or the guardian."""
    return await course.cancel(proposal_id, wish.account)


@router.get("/proposals/{proposal_id}/voters/{address}", responses=problems(404, 422, 503))
async def read_standing(
    proposal_id: ProposalIdDependency, address: Address, deeds: DeedServiceDependency
) -> StandingView:
    """Return what an account voted on a proposal, or with how many votes it can."""
    return await deeds.find_standing(proposal_id, address)


@router.get("/transactions/{transaction_hash}", responses=problems(404, 422, 503))
async def watch_transaction(
    transaction_hash: TransactionHash, deeds: DeedServiceDependency, place: TransactionPlaceDependency
) -> TransactionProgress:
    """Return where a transaction is on its way; by its place, once that was told, also whether another one took it."""
    return await deeds.watch(transaction_hash, place)
