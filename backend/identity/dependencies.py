"""Who is asking."""

from typing import Annotated

from fastapi import Cookie, Depends, Request

from backend.core.dependencies import ClockDependency, SessionDependency, SettingsDependency
from backend.identity.errors import NotSignedIn
from backend.identity.repository import IdentityRepository
from backend.identity.service import IdentityService, Site

SESSION_COOKIE = "session"
CHALLENGE_COOKIE = "challenge"

SessionToken = Annotated[str | None, Cookie(alias=SESSION_COOKIE, include_in_schema=False)]
ChallengeToken = Annotated[str | None, Cookie(alias=CHALLENGE_COOKIE, include_in_schema=False)]


def get_identity_service(
    request: Request, session: SessionDependency, settings: SettingsDependency, clock: ClockDependency
) -> IdentityService:
    """Build the sign-in service for this request."""
    site = Site(domain=settings.domain, uri=settings.public_url, chain_id=request.app.state.contracts.chain_id)
    return IdentityService(IdentityRepository(session), site, clock)


IdentityDependency = Annotated[IdentityService, Depends(get_identity_service)]


async def get_viewer(identity: IdentityDependency, token: SessionToken = None) -> str | None:
    """Return the signed-in address, or `None`."""
    return await identity.find_viewer(token)


ViewerDependency = Annotated[str | None, Depends(get_viewer)]


async def require_viewer(viewer: ViewerDependency) -> str:
    """Return the signed-in address, or answer 401."""
    if viewer is None:
        raise NotSignedIn
    return viewer


SignedInDependency = Annotated[str, Depends(require_viewer)]
