"""How far this label follows its chain."""

from fastapi import APIRouter
from pydantic import BaseModel

from backend.chain.repository import ChainRepository
from backend.core.dependencies import SessionDependency

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The application answers; block numbers are null until the first block is indexed."""

    status: str = "ok"
    indexed_block: int | None
    finalized_block: int | None


@router.get("/health")
async def read_health(session: SessionDependency) -> Health:
    """Tell that the application and its database answer, and which block they are at."""
    cursor = await ChainRepository(session).find_cursor()
    if cursor is None:
        return Health(indexed_block=None, finalized_block=None)
    return Health(indexed_block=cursor.number, finalized_block=cursor.finalized_number)
