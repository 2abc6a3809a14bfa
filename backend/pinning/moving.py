"""Ask for all copies of a place to move to another, and see how far that is."""

from sqlalchemy.ext.asyncio import AsyncSession

from backend.core.clock import Clock
from backend.core.place_settings import EMBEDDED, GATEWAY
from backend.pinning.describing import Policy
from backend.pinning.models import Move
from backend.pinning.moves import MoveRepository
from backend.pinning.refusals import MoveToItself, MoveUnderWay, PlaceUnknown, TooFewPlaces
from backend.pinning.schemas import MoveState


class MoveService:
    """A move is a row; the keeper does what it asks for, copy by copy."""

    def __init__(self, session: AsyncSession, policy: Policy, clock: Clock) -> None:
        self._moves = MoveRepository(session)
        self._policy = policy
        self._clock = clock

    async def request(self, source: str, destination: str) -> MoveState:
        """Have every object of `source` moved; asking again changes nothing.

        Raises `MoveToItself`, `PlaceUnknown`, `MoveUnderWay` and `TooFewPlaces`.
        """
        known = {move.source: move for move in await self._moves.list_moves()}
        await self._check(source, destination, known)
        move = known.get(source)
        if move is None or move.destination != destination:
            objects = await self._moves.count_copies(source)
            move = Move(source=source, destination=destination, objects=objects, asked_at=self._clock())
            await self._moves.save(move)
        # Whoever moves back to a place wants copies there again.
        await self._moves.cancel(destination)
        return await self._describe(move)

    async def list_all(self) -> list[MoveState]:
        """Return every move that was asked for, the oldest first."""
        return [await self._describe(move) for move in await self._moves.list_moves()]

    async def _check(self, source: str, destination: str, known: dict[str, Move]) -> None:
        places = self._policy.kinds
        if source == destination:
            raise MoveToItself(source)
        if destination not in places:
            raise PlaceUnknown(destination, places, "destination")
        is_elsewhere = source not in (EMBEDDED, GATEWAY) and await self._moves.count_copies(source) > 0
        if source not in places and source not in known and not is_elsewhere:
            raise PlaceUnknown(source, places, "source")
        away = known.get(destination)
        if away and away.finished_at is None:
            raise MoveUnderWay(destination, away.destination)
        remaining = len(places.keys() - {source} - (known.keys() - {destination}))
        if remaining < self._policy.required:
            raise TooFewPlaces(source, remaining, self._policy.required)

    async def _describe(self, move: Move) -> MoveState:
        moved = move.objects - await self._moves.count_copies(move.source)
        return MoveState(
            source=move.source,
            destination=move.destination,
            objects=move.objects,
            moved=max(moved, 0),
            finished_at=move.finished_at,
        )
