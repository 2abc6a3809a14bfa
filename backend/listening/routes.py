"""Press play, go on listening, stop."""

from fastapi import APIRouter, Request, status

from backend.catalog.dependencies import Slug
from backend.core.problems import problems
from backend.identity.dependencies import RequiredMemberDependency
from backend.listening.dependencies import PlayId, find_addresses, open_plays
from backend.listening.schemas import PlayAnswer, PlayRequest

router = APIRouter(prefix="/api", tags=["listening"])


@router.post("/releases/{slug}/play", responses=problems(401, 403, 404, 409, 422))
async def play(slug: Slug, body: PlayRequest, member: RequiredMemberDependency, request: Request) -> PlayAnswer:
    """Begin to play a recording, or go on: the page asks again every minute while it plays.

    A page that goes on names its play in `renews`; when the listener has pressed play elsewhere, it is told so.
    """
    async with open_plays(request) as plays:
        started = await plays.play(slug, body.recording, member, body.renews)
    return PlayAnswer.of(started, find_addresses(request).write(started.id, body.recording, started.kinds))


@router.delete("/plays/{play_id}", status_code=status.HTTP_204_NO_CONTENT, responses=problems(401, 422))
async def stop(play_id: PlayId, member: RequiredMemberDependency, request: Request) -> None:
    """Stop a play, so that its edition is free for another at once."""
    async with open_plays(request) as plays:
        await plays.stop(play_id, member)
