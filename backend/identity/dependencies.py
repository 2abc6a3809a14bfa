"""Who is asking."""

from typing import Annotated, cast

from eth_utils.address import to_checksum_address
from fastapi import Cookie, Depends, Request

from backend.chain.contracts import Contracts
from backend.chain.dependencies import ContractsDependency, NodeDependency
from backend.chain.node import Node
from backend.core.db import Database
from backend.core.dependencies import ClockDependency, SessionDependency, SettingsDependency
from backend.identity.errors import NotSignedIn, NotTheLabelOwner
from backend.identity.repository import IdentityRepository
from backend.identity.service import IdentityService, Site, find_viewer

SESSION_COOKIE = "session"
CHALLENGE_COOKIE = "challenge"
MAY_CREATE = 1  # of contracts/interfaces/ILabel.vyi's rights

SessionToken = Annotated[str | None, Cookie(alias=SESSION_COOKIE, include_in_schema=False)]
ChallengeToken = Annotated[str | None, Cookie(alias=CHALLENGE_COOKIE, include_in_schema=False)]


def get_identity_service(
    request: Request, session: SessionDependency, settings: SettingsDependency, clock: ClockDependency
) -> IdentityService:
    """Build the sign-in service for this request."""
    site = Site(domain=settings.domain, uri=settings.public_url, chain_id=request.app.state.contracts.chain_id)
    return IdentityService(IdentityRepository(session), site, clock)


IdentityDependency = Annotated[IdentityService, Depends(get_identity_service)]


async def get_viewer(request: Request, clock: ClockDependency, token: SessionToken = None) -> str | None:
    """Return the signed-in address, or `None`; read in a snapshot of its own, before any transaction is opened."""
    if token is None:
        return None
    database = cast("Database", request.app.state.database)
    async with database.snapshot() as session:
        return await find_viewer(IdentityRepository(session), token, clock())


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
