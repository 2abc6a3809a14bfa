"""The pages of whoever is signed in; what they show is asked for by their scripts."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from backend.core.dependencies import SettingsDependency
from backend.identity.dependencies import ViewerDependency
from backend.pages.rendering import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/collection")
async def show_collection(request: Request, viewer: ViewerDependency) -> HTMLResponse:
    """Show the editions of a member's wallets and vaults."""
    return render(request, "collection.html", {"viewer": viewer})


@router.get("/account")
async def show_account(request: Request, viewer: ViewerDependency) -> HTMLResponse:
    """Show a member's wallets, sessions, vaults and plays."""
    return render(request, "account.html", {"viewer": viewer})


@router.get("/audit")
async def show_audit(request: Request, viewer: ViewerDependency, settings: SettingsDependency) -> HTMLResponse:
    """Show the label's owner who listened to what."""
    return render(request, "audit.html", {"viewer": viewer, "explorer_url": settings.explorer_url})
