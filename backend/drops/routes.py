"""Drops and mints over HTTP."""

from fastapi import APIRouter

from backend.chain.dependencies import ContractsDependency
from backend.core.dependencies import SettingsDependency
from backend.core.problems import problems
from backend.core.types import Address
from backend.drops.dependencies import (
    AllowlistServiceDependency,
    DropServiceDependency,
    ListedDependency,
    MintServiceDependency,
    PreparationDependency,
    SenderDependency,
    TransactionHash,
)
from backend.drops.network import describe_network
from backend.drops.schemas import (
    AllowlistState,
    AllowlistUpload,
    DropDetails,
    MintProgress,
    MintRequest,
    Network,
    PreparedMint,
)
from backend.identity.dependencies import ViewerDependency

# The body is read by hand, so that one that is too large never is as a whole.
LIST_BODY = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": AllowlistUpload.model_json_schema()}}}
}
router = APIRouter(prefix="/api", tags=["drops"])


@router.get("/network", summary="The chain, as a wallet adds it")
async def read_network(settings: SettingsDependency, contracts: ContractsDependency) -> Network:
    """Return the chain in the form of EIP-3085."""
    return describe_network(settings, contracts.chain_id)


@router.get("/drops/{slug}", summary="A drop", responses=problems(404, 422))
async def read_drop(
    slug: str, drops: DropServiceDependency, viewer: ViewerDependency, wallet: Address | None = None
) -> DropDetails:
    """Return a drop, how much of it is sold, what the signed-in wallet holds of it and what lists let `wallet` buy."""
    return await drops.describe(slug, viewer, wallet)


@router.post(
    "/allowlists",
    summary="Keep a list of wallets",
    responses=problems(401, 403, 413, 422, 503),
    openapi_extra=LIST_BODY,
)
async def keep_allowlist(listed: ListedDependency, lists: AllowlistServiceDependency) -> AllowlistState:
    """Keep a list, for the label's owner, and return the root to put into a phase; only kept lists can be proven."""
    return await lists.keep(listed)


@router.post("/drops/{slug}/mints", summary="Prepare a mint", responses=problems(404, 409, 422, 503))
async def prepare_mint(slug: str, wish: MintRequest, preparation: PreparationDependency) -> PreparedMint:
    """Return the wallet's next step: to sign a payment, to approve one, or the mint, which would succeed now."""
    return await preparation.prepare(slug, wish)


@router.post(
    "/drops/{slug}/mints/{transaction_hash}",
    status_code=204,
    summary="Remember a sent mint",
    responses=problems(404, 422, 503),
)
async def remember_mint(
    slug: str, transaction_hash: TransactionHash, sender: SenderDependency, drops: DropServiceDependency
) -> None:
    """Remember sender and nonce, which tell later whether another transaction took its place."""
    await drops.remember(slug, transaction_hash, sender)


@router.get("/drops/{slug}/mints/{transaction_hash}", summary="Watch a mint", responses=problems(404, 422, 503))
async def watch_mint(slug: str, transaction_hash: TransactionHash, mints: MintServiceDependency) -> MintProgress:
    """Return where a mint is on its way, and its serials once it is in a block."""
    return await mints.watch(slug, transaction_hash)
