"""Who may hear what, over HTTP."""

from fastapi import APIRouter

from backend.catalog.dependencies import Slug
from backend.core.problems import problems
from backend.gates.dependencies import GateDependency
from backend.gates.schemas import AccessAnswer, Recording
from backend.identity.dependencies import MemberDependency

router = APIRouter(prefix="/api", tags=["gates"])


@router.get("/releases/{slug}/access", responses=problems(404, 422))
async def read_access(
    slug: Slug, member: MemberDependency, gates: GateDependency, recording: Recording = Recording.MIX
) -> AccessAnswer:
    """Tell whether the listener may hear a recording in full, and why."""
    return AccessAnswer.of(await gates.judge(slug, recording, member))
