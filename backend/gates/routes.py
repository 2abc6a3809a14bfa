"""Who may hear what, over HTTP."""

from fastapi import APIRouter

from backend.catalog.dependencies import Slug
from backend.core.problems import problems
from backend.gates.dependencies import CollectionDependency, GateDependency
from backend.gates.schemas import AccessAnswer, HoldingAnswer, Recording, VaultAnswer
from backend.identity.dependencies import MemberDependency, RequiredMemberDependency

router = APIRouter(prefix="/api", tags=["gates"])


@router.get("/releases/{slug}/access", responses=problems(404, 422))
async def read_access(
    slug: Slug, member: MemberDependency, gates: GateDependency, recording: Recording = Recording.MIX
) -> AccessAnswer:
    """Tell whether the listener may hear a recording in full, and why."""
    return AccessAnswer.of(await gates.judge(slug, recording, member))


@router.get("/account/vaults", responses=problems(401, 422))
async def list_vaults(member: RequiredMemberDependency, collection: CollectionDependency) -> list[VaultAnswer]:
    """List the vaults that let a wallet of the member listen (delegate.xyz)."""
    vaults = await collection.list_vaults(member.wallets)
    return [VaultAnswer.model_validate(vault, from_attributes=True) for vault in vaults]


@router.get("/collection", responses=problems(401, 422))
async def list_collection(member: RequiredMemberDependency, collection: CollectionDependency) -> list[HoldingAnswer]:
    """List the editions in the member's wallets, and in vaults that let it listen."""
    holdings = await collection.list_holdings(member)
    return [HoldingAnswer.model_validate(holding, from_attributes=True) for holding in holdings]
