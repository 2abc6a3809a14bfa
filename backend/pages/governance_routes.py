"""The pages of governance: all proposals, one of them, and a new one."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from backend.core.types import Address
from backend.governance.dependencies import EarlierProposalDependency, ProposalIdDependency
from backend.governance.states import ProposalState
from backend.pages.governance import GovernancePages
from backend.pages.governance_words import CHOICES
from backend.pages.rendering import render

router = APIRouter(prefix="/governance", include_in_schema=False, default_response_class=HTMLResponse)


async def get_governance_pages(request: Request) -> GovernancePages:
    """Return where the pages of governance get what they show."""
    return cast("GovernancePages", request.app.state.governance_pages)


GovernancePagesDependency = Annotated[GovernancePages, Depends(get_governance_pages)]


@router.get("")
async def show_proposals(
    request: Request,
    pages: GovernancePagesDependency,
    before: EarlierProposalDependency,
    state: ProposalState | None = None,
) -> HTMLResponse:
    """Show what this is, the rules, and proposals with their votes, the newest first."""
    page = await pages.proposal_list(state, before)
    return render(request, "governance.html", {"page": page, "assembly": page.assembly, "states": ProposalState})


@router.get("/propose")
async def show_form(request: Request, pages: GovernancePagesDependency) -> HTMLResponse:
    """Show what a proposal is made with."""
    return render(request, "propose.html", {"assembly": await pages.assembly()})


@router.get("/{proposal_id}")
async def show_proposal(
    request: Request, proposal_id: ProposalIdDependency, pages: GovernancePagesDependency, before: Address | None = None
) -> HTMLResponse:
    """Show what a proposal would do, where it stands, and who voted what."""
    page = await pages.proposal_sheet(proposal_id, before)
    return render(
        request,
        "proposal.html",
        {"page": page, "assembly": page.assembly, "proposal": page.proposal, "choices": CHOICES},
    )
