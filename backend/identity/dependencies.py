"""Who is asking."""

from datetime import datetime
from typing import Annotated, cast

from eth_utils.address import to_checksum_address
from fastapi import BackgroundTasks, Depends, Request
from starlette.requests import cookie_parser

from backend.chain.contracts import Contracts
from backend.chain.dependencies import ContractsDependency, NodeDependency
from backend.chain.node import Node
from backend.core.db import Database
from backend.identity.errors import NotSignedIn, NotTheLabelOwner
from backend.identity.members import Member, find_member
from backend.identity.repository import SessionRepository
from backend.identity.service import Browser, IdentityService, Site

SESSION_COOKIE = "session"
CHALLENGE_COOKIE = "challenge"
MAY_CREATE = 1  # of contracts/interfaces/ILabel.vyi's rights


def find_cookie(header: bytes | None) -> str | None:
    """Return the session's cookie from a `Cookie` header as plain ASGI has it, or `None`."""
    return cookie_parser(header.decode("latin-1")).get(SESSION_COOKIE) if header else None


# Each thing FastAPI finds for a function costs as much as a short query: what asks for little takes it itself.
async def get_member(request: Request, background: BackgroundTasks) -> Member | None:
    """Return who is signed in, or `None`; read in a snapshot of its own, before any transaction is opened."""
    token = request.cookies.get(SESSION_COOKIE)
    if token is None:
        return None
    database, now = _database_of(request), request.app.state.clock()
    async with database.short_snapshot() as executor:
        member = await find_member(executor, token, now)
    if member and member.is_sighting_due(now):
        background.add_task(_record_sighting, database, member.session, now)
    return member


MemberDependency = Annotated[Member | None, Depends(get_member)]


def open_identity(request: Request) -> IdentityService:
    """Build the sign-in service; it opens its own transactions, for a node may be asked between them."""
    state = request.app.state
    site = Site(domain=state.settings.domain, uri=state.settings.public_url, chain_id=state.contracts.chain_id)
    return IdentityService(_database_of(request), state.challenges, state.contract_wallets, site, state.clock)


def find_browser(request: Request, member: Member | None) -> Browser:
    """Return what this browser carries."""
    cookies = request.cookies
    return Browser(
        cookies.get(CHALLENGE_COOKIE), cookies.get(SESSION_COOKIE), request.headers.get("user-agent", ""), member
    )


async def require_member(member: MemberDependency) -> Member:
    """Return who is signed in, or answer 401."""
    if member is None:
        raise NotSignedIn
    return member


RequiredMemberDependency = Annotated[Member, Depends(require_member)]


async def get_viewer(member: MemberDependency) -> str | None:
    """Return the wallet that signed in here, or `None`."""
    return member.address if member else None


ViewerDependency = Annotated[str | None, Depends(get_viewer)]


async def require_viewer(viewer: ViewerDependency) -> str:
    """Return the signed-in address, or answer 401."""
    if viewer is None:
        raise NotSignedIn
    return viewer


SignedInDependency = Annotated[str, Depends(require_viewer)]


async def require_label_owner(viewer: SignedInDependency, node: NodeDependency, contracts: ContractsDependency) -> str:
    """Return the signed-in address when it owns the label or is crew that creates its drops, or answer 403."""
    owner = await _ask_owner(node, contracts)
    if viewer == owner:
        return viewer
    rights = await node.call(contracts.label, contracts.encode("Label", "rights_of", viewer))
    if not int.from_bytes(rights) & MAY_CREATE:
        raise NotTheLabelOwner(viewer, owner)
    return viewer


LabelOwnerDependency = Annotated[str, Depends(require_label_owner)]


async def require_owner_alone(viewer: SignedInDependency, node: NodeDependency, contracts: ContractsDependency) -> str:
    """Return the signed-in address when it owns the label, or answer 403: crew is not trusted with keys."""
    owner = await _ask_owner(node, contracts)
    if viewer != owner:
        raise NotTheLabelOwner(viewer, owner)
    return viewer


OwnerAloneDependency = Annotated[str, Depends(require_owner_alone)]


async def _ask_owner(node: Node, contracts: Contracts) -> str:
    return to_checksum_address((await node.call(contracts.label, contracts.encode("Label", "owner")))[-20:])


async def _record_sighting(database: Database, session_id: str, now: datetime) -> None:
    async with database.short_transaction() as executor:
        await SessionRepository(executor).record_sighting(session_id, now)


def _database_of(request: Request) -> Database:
    return cast("Database", request.app.state.database)
