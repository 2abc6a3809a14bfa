"""Sign in, look who is signed in, sign out."""

from datetime import timedelta

from fastapi import APIRouter, Request, Response, status

from backend.core.problems import problems
from backend.identity.capped_route import CappedRoute
from backend.identity.challenges import CHALLENGE_LIFE
from backend.identity.dependencies import (
    CHALLENGE_COOKIE,
    SESSION_COOKIE,
    MemberDependency,
    ViewerDependency,
    find_browser,
    open_identity,
)
from backend.identity.schemas import Challenge, ChallengeRequest, SignedIn, SignIn, Viewer
from backend.identity.service import SESSION_LIFE

router = APIRouter(prefix="/api", tags=["sign-in"], route_class=CappedRoute)


def _set_cookie(request: Request, response: Response, name: str, token: str, life: timedelta) -> None:
    response.set_cookie(
        name,
        token,
        max_age=int(life.total_seconds()),
        secure=request.app.state.settings.has_secure_cookies,
        httponly=True,
        samesite="lax",
    )


@router.post("/sign-in/challenge", responses=problems(413, 422, 429))
async def create_challenge(
    body: ChallengeRequest, member: MemberDependency, request: Request, response: Response
) -> Challenge:
    """Hand out the text to sign (EIP-4361); it works once, for five minutes, in this browser.

    While somebody is signed in, the text says that the wallet is added to that account.
    """
    message, token = open_identity(request).create_challenge(body.address, member)
    _set_cookie(request, response, CHALLENGE_COOKIE, token, CHALLENGE_LIFE)
    return Challenge(message=message)


@router.post("/sign-in", responses=problems(401, 413, 422, 429, 503))
async def sign_in(body: SignIn, member: MemberDependency, request: Request, response: Response) -> SignedIn:
    """Take the signature and open a session."""
    browser = find_browser(request, member)
    entry = await open_identity(request).sign_in(browser, body.message, body.signature)
    _set_cookie(request, response, SESSION_COOKIE, entry.cookie, SESSION_LIFE)
    response.delete_cookie(CHALLENGE_COOKIE)
    return SignedIn(address=entry.address, expires_at=entry.expires_at)


@router.get("/session")
async def read_session(viewer: ViewerDependency) -> Viewer:
    """Tell who is signed in."""
    return Viewer(address=viewer)


@router.delete("/session", status_code=status.HTTP_204_NO_CONTENT)
async def sign_out(request: Request, response: Response) -> None:
    """End the session."""
    await open_identity(request).sign_out(request.cookies.get(SESSION_COOKIE))
    response.delete_cookie(SESSION_COOKIE)
