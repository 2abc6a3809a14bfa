"""Select the tokens a member holds, held in some block, or held a moment ago; and those of them a leaf asks for."""

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Numeric,
    String,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlmodel import col

from backend.catalog.models import Release
from backend.drops.models import Drop, TierMint
from backend.gates.scopes import FINALIZED, LEAVING, PENDING, SETTLED, Column, Rows, covers
from backend.gates.tree import ANY_DROP, Editions
from backend.holdings.models import Ownership, Transfer

DROP = bindparam("drop", type_=String)
NOW_SECONDS = bindparam("now_seconds", type_=BigInteger)


def select_held(scopes: CTE, *, has_negation: bool) -> CTE:
    """Select the tokens a member holds; where something is negated, those too that left after the final block."""
    owned = Ownership
    grade = case((col(owned.block_number) > FINALIZED, _at_least(scopes.c.grade, PENDING)), else_=scopes.c.grade)
    held = (
        select(
            col(owned.contract).label("contract"),
            cast(col(owned.token_id), String).label("token_id"),
            func.min(col(owned.owner)).label("owner"),
            func.min(col(owned.block_number)).label("block_number"),
            func.min(col(owned.since_timestamp)).label("since"),
            func.min(grade).label("grade"),
        )
        .join_from(
            scopes, owned, covers(scopes, col(owned.owner), col(owned.contract), cast(col(owned.token_id), String))
        )
        .group_by(col(owned.contract), col(owned.token_id))
        # A member's few tokens first: told the contract too early, SQLite goes through all tokens of it.
        .cte("held")
        .prefix_with("MATERIALIZED")
    )
    return union_all(select(held), _select_left(scopes, held)).cte("held_or_left") if has_negation else held


def _select_left(scopes: CTE, held: CTE) -> Rows:
    """Select the tokens that left a member after the final block: a transfer just before asking changes no `not`."""
    moved, token = Transfer, cast(col(Transfer.token_id), String)
    is_back = exists().where(held.c.contract == col(moved.contract), held.c.token_id == token)
    return (
        select(
            col(moved.contract),
            token,
            func.min(col(moved.sender)),
            func.max(col(moved.block_number)),
            literal(0),
            literal(LEAVING),
        )
        .join_from(scopes, moved, covers(scopes, col(moved.sender), col(moved.contract), token))
        .where(col(moved.block_number) > FINALIZED, ~is_back)
        .group_by(col(moved.contract), col(moved.token_id))
    )


def select_snapshot(place: int, block: int, scopes: CTE, held: CTE) -> CTE:
    """Select the tokens a member held in a block; owner and block of arrival are there for those still held."""
    then, later, token = Transfer, aliased(Transfer), cast(col(Transfer.token_id), String)
    has_moved_on = exists().where(
        col(later.contract) == col(then.contract),
        col(later.token_id) == col(then.token_id),
        col(later.block_number) <= block,
        tuple_(col(later.block_number), col(later.log_index)) > tuple_(col(then.block_number), col(then.log_index)),
    )
    is_final = literal(block, BigInteger) <= FINALIZED
    grade = case((is_final, scopes.c.grade), else_=_at_least(scopes.c.grade, PENDING))
    is_same = and_(held.c.contract == col(then.contract), held.c.token_id == token, held.c.grade == SETTLED)
    return (
        select(
            col(then.contract).label("contract"),
            token.label("token_id"),
            func.min(held.c.owner).label("owner"),
            func.min(held.c.block_number).label("block_number"),
            literal(0).label("since"),
            func.min(grade).label("grade"),
        )
        .join_from(scopes, then, covers(scopes, col(then.recipient), col(then.contract), token))
        .outerjoin(held, is_same)
        .where(col(then.block_number) <= block, ~has_moved_on)
        .group_by(col(then.contract), col(then.token_id))
        .cte(f"snapshot_{place}")
    )


def narrow(tokens: CTE, leaf: Editions) -> Rows:
    """Select those of a member's tokens that a leaf asks for."""
    conditions = [_is_of_drop(tokens.c.contract, leaf.drop)]
    serial = cast(tokens.c.token_id, Numeric)
    if leaf.serials:
        conditions.append(or_(*(serial.between(first, last) for first, last in leaf.serials)))
    if leaf.tier is not None:
        conditions.append(_find_tier(tokens.c.contract, serial) == leaf.tier)
    if leaf.held_seconds:
        conditions.append(tokens.c.since <= NOW_SECONDS - leaf.held_seconds)
    return select(tokens).where(*conditions)


def _is_of_drop(contract: Column, drop: str | None) -> ColumnElement[bool]:
    if drop is None:
        return contract == DROP
    if drop == ANY_DROP:
        return contract.in_(select(col(Drop.address)))
    return contract == select(col(Release.drop_address)).where(col(Release.slug) == drop).scalar_subquery()


def _find_tier(contract: Column, serial: Column) -> ColumnElement[int]:
    """Return the tier of a serial: the last mint of a tier from at or below it that reaches it, or the first."""
    is_inside = col(TierMint.first_serial) + col(TierMint.quantity) > serial
    last = (
        select(case((is_inside, col(TierMint.tier)), else_=0))
        .where(col(TierMint.drop) == contract, col(TierMint.first_serial) <= serial)
        .order_by(col(TierMint.first_serial).desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(last, 0)


def _at_least(grade: ColumnElement[int], least: int) -> ColumnElement[int]:
    return case((grade < least, least), else_=grade)
