"""Tell whether a copy is to leave its place, and whether it may."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from backend.core.place_settings import EMBEDDED
from backend.pinning.copies import CopyRepository, KnownCopy
from backend.pinning.moves import MoveRepository
from backend.pinning.repository import PinRepository


@dataclass(frozen=True, slots=True)
class Departure:
    """Whether a copy is to leave its place, and whether it may."""

    is_leaving: bool
    is_replaced: bool


async def find_departure(session: AsyncSession, copy: KnownCopy, places: Collection[str], required: int) -> Departure:
    """Tell whether a copy leaves its place: its object is not kept any more, or all objects move elsewhere.

    One that moves goes only when the other copy is proven and `required` of `places` have the object without it.
    """
    if await PinRepository(session).find_pin(copy.cid) is None:
        return Departure(is_leaving=True, is_replaced=True)
    moves = {move.source: move.destination for move in await MoveRepository(session).list_moves()}
    if copy.place not in moves:
        return Departure(is_leaving=False, is_replaced=False)
    others = [other for other in await CopyRepository(session).list_copies([copy.cid]) if other.place != copy.place]
    is_there = any(other.place == moves[copy.place] and other.standing.is_well for other in others)
    remaining = [other for other in others if other.place in places and other.place != EMBEDDED]
    is_enough = sum(other.standing.counts for other in remaining) >= required
    return Departure(is_leaving=True, is_replaced=is_there and is_enough)
