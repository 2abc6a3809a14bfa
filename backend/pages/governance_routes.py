"""The pages of governance: all proposals, one of them, a new one, and a feed."""

import hashlib
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import HTMLResponse

from backend.core.types import Address
from backend.governance.dependencies import EarlierProposalDependency, ProposalIdDependency
from backend.governance.states import ProposalState
from backend.pages.governance import GovernancePages
from backend.pages.governance_feed import MEDIA_TYPE, PATH, write_feed
from backend.pages.governance_form import list_changeable
from backend.pages.governance_words import CHOICES
from backend.pages.rendering import render

FEED_SECONDS = 60
TAG_LENGTH = 32

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


async def get_governance_pages(request: Request) -> GovernancePages:
    """Return where the pages of governance get what they show."""
    return cast("GovernancePages", request.app.state.governance_pages)


GovernancePagesDependency = Annotated[GovernancePages, Depends(get_governance_pages)]


@router.get("/governance")
async def show_proposals(
    request: Request,
    pages: GovernancePagesDependency,
    before: EarlierProposalDependency,
    state: ProposalState | None = None,
) -> HTMLResponse:
    """Show what this is, the rules, and proposals with their votes, the newest first."""
    page = await pages.proposal_list(state, before)
    return render(request, "governance.html", {"page": page, "assembly": page.assembly, "states": ProposalState})


@router.get(PATH)
async def read_feed(
    pages: GovernancePagesDependency, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """Return the newest proposals as an Atom feed; a reader that has it already is told so."""
    content = write_feed(await pages.feed())
    tag = f'"{hashlib.sha256(content).hexdigest()[:TAG_LENGTH]}"'
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={FEED_SECONDS}", "X-Content-Type-Options": "nosniff"}
    if tag in (if_none_match or ""):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=MEDIA_TYPE)


@router.get("/governance/propose")
async def show_form(request: Request, pages: GovernancePagesDependency) -> HTMLResponse:
    """Show what a proposal is made with."""
    assembly = await pages.assembly()
    return render(request, "propose.html", {"assembly": assembly, "settings": list_changeable(assembly.view.settings)})


@router.get("/governance/{proposal_id}")
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
