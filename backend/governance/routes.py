"""Governance over HTTP: what there is to read."""

from fastapi import APIRouter

from backend.core.problems import problems
from backend.core.types import Address
from backend.governance.dependencies import (
    EarlierProposalDependency,
    GovernanceServiceDependency,
    ProposalIdDependency,
)
from backend.governance.schemas import BallotPage, GovernanceView, ProposalPage, ProposalView, VoterView
from backend.governance.states import ProposalState

router = APIRouter(prefix="/api/governance", tags=["governance"])


@router.get("", responses=problems(404))
async def read_governance(governance: GovernanceServiceDependency) -> GovernanceView:
    """Return governor and fan token, the rules that votes follow, and who has most votes."""
    return await governance.describe()


@router.get("/proposals", responses=problems(404, 422))
async def read_proposals(
    governance: GovernanceServiceDependency, before: EarlierProposalDependency, state: ProposalState | None = None
) -> ProposalPage:
    """Return proposals and how their votes stand, the newest first."""
    return await governance.list_proposals(state, before)


@router.get("/proposals/{proposal_id}", responses=problems(404, 422))
async def read_proposal(proposal_id: ProposalIdDependency, governance: GovernanceServiceDependency) -> ProposalView:
    """Return a proposal, what it would do in sentences and in bytes, and what became of it."""
    return await governance.get_proposal(proposal_id)


@router.get("/proposals/{proposal_id}/ballots", responses=problems(404, 422))
async def read_ballots(
    proposal_id: ProposalIdDependency, governance: GovernanceServiceDependency, before: Address | None = None
) -> BallotPage:
    """Return the ballots on a proposal, the newest first; `before` is the voter a page goes on after."""
    return await governance.list_ballots(proposal_id, before)


@router.get("/voters/{address}", responses=problems(404, 422))
async def read_voter(address: Address, governance: GovernanceServiceDependency) -> VoterView:
    """Return what an account holds, who votes with it, how many votes it has, and what it voted."""
    return await governance.describe_voter(address)
