"""What the label decides about its gates, over HTTP."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, status

from backend.catalog.dependencies import Slug
from backend.core.dependencies import ClockDependency
from backend.core.problems import problems
from backend.core.types import Address
from backend.gates.dependencies import EntitlementDependency, KeepingDependency, Name, Source, WalletsDependency
from backend.gates.models import Entitlement
from backend.gates.schemas import GateAnswer, Gift, GiftAnswer, ListAnswer, Recording
from backend.identity.dependencies import LabelOwnerDependency, OwnerAloneDependency

router = APIRouter(prefix="/api", tags=["gates"])
GATE = "/releases/{slug}/gates/{recording}"
GIFT = "/entitlements/{source}"
ADDRESSES = {"type": "array", "items": {"type": "string"}}
Tree = Annotated[dict[str, Any], Body(description="metadata/schemas/gate.schema.json explains it")]
# The body is read by hand, so that one that is too large never is as a whole.
LIST_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": ADDRESSES}, "text/csv": {"schema": {"type": "string"}}},
    }
}


@router.get(GATE, responses=problems(401, 403, 404, 422, 503))
async def read_gate(
    slug: Slug, recording: Recording, _owner: LabelOwnerDependency, keeping: KeepingDependency
) -> GateAnswer:
    """Return the gate of a recording, the default where none is set."""
    setting = await keeping.get_gate(slug, recording)
    return GateAnswer(gate=setting.tree, digest=setting.digest, set_by=setting.set_by, set_at=setting.set_at)


@router.put(GATE, responses=problems(401, 403, 404, 422, 503))
async def set_gate(
    slug: Slug,
    recording: Recording,
    owner: LabelOwnerDependency,
    keeping: KeepingDependency,
    tree: Tree,
) -> GateAnswer:
    """Set the gate of a recording; what plays by another ends, and its page asks again."""
    setting = await keeping.set_gate(slug, recording, tree, owner)
    return GateAnswer(gate=setting.tree, digest=setting.digest, set_by=setting.set_by, set_at=setting.set_at)


@router.delete(GATE, status_code=status.HTTP_204_NO_CONTENT, responses=problems(401, 403, 404, 422, 503))
async def clear_gate(
    slug: Slug, recording: Recording, _owner: LabelOwnerDependency, keeping: KeepingDependency
) -> None:
    """Let the default decide again: one edition opens the mix, and what opens the mix opens the original."""
    await keeping.clear_gate(slug, recording)


@router.put("/allow-lists/{name}", responses=problems(401, 403, 413, 422, 503), openapi_extra=LIST_BODY)
async def put_list(
    name: Name, wallets: WalletsDependency, owner: LabelOwnerDependency, keeping: KeepingDependency
) -> ListAnswer:
    """Keep a list of up to 100,000 wallets that gates may name, instead of what was there by its name."""
    await keeping.put_list(name, wallets, owner)
    return ListAnswer(name=name, count=len(wallets))


@router.get("/entitlements", responses=problems(401, 403, 422, 503))
async def list_entitlements(
    _owner: OwnerAloneDependency,
    entitlements: EntitlementDependency,
    name: str | None = None,
    wallet: Address | None = None,
    after: Annotated[str, Query(description="the last source of the page before")] = "",
) -> list[GiftAnswer]:
    """List what wallets were given, entitlements and badges, at most 500 at once."""
    given = await entitlements.list_given(name, wallet, after)
    return [GiftAnswer.model_validate(each, from_attributes=True) for each in given]


@router.put(GIFT, responses=problems(401, 403, 422, 503))
async def give(
    source: Source,
    gift: Gift,
    _owner: OwnerAloneDependency,
    entitlements: EntitlementDependency,
    clock: ClockDependency,
) -> GiftAnswer:
    """Give a wallet an entitlement or a badge, or change what was given as this."""
    values = gift.model_dump(exclude={"starts_at"})
    given = Entitlement(source=source, starts_at=gift.starts_at or clock(), **values)
    await entitlements.put(given)
    return GiftAnswer.model_validate(given, from_attributes=True)


@router.delete(GIFT, status_code=status.HTTP_204_NO_CONTENT, responses=problems(401, 403, 404, 422, 503))
async def take_back(source: Source, _owner: OwnerAloneDependency, keeping: KeepingDependency) -> None:
    """Take back what was given."""
    await keeping.take_back(source)
