"""Compile a gate to one SQL statement: how far each leaf is from being met, and the tokens that meet it.

Everything a tree names is a parameter, never part of the SQL. Rows are of one shape whatever the leaf: its place, a
token with its owner where there is one, how sure it is (see `scopes`), and sums over all rows of the leaf.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlmodel import col

from backend.core.types import UtcColumn
from backend.gates.models import Entitlement, GateListEntry
from backend.gates.scopes import FINALIZED, LEAVING, OF_AMOUNTS, PENDING, SETTLED, WHOLE, Rows, select_scopes
from backend.gates.tokens import narrow, select_held, select_snapshot
from backend.gates.tree import Amount, Editions, Gate, Granted, Listed, Window, read_gate
from backend.holdings.models import Balance, BalanceChange

MOST_WITNESSES = 500
MOST_PREPARED = 1_000
NOTHING = "0" * 78
Statement = CompoundSelect[*tuple[Any, ...]]
NOW = bindparam("now", type_=UtcColumn())


@lru_cache(maxsize=MOST_PREPARED)
def prepare(tree: str, wallet_count: int) -> tuple[Gate, Statement | None]:
    """Return the gate of a tree in canonical JSON, and its statement; those asked for last are kept.

    There is no statement where nothing is to be asked: of nobody's wallets, or when only the time decides.
    """
    gate = read_gate(json.loads(tree))
    return gate, compile_gate(gate, wallet_count) if wallet_count else None


def compile_gate(gate: Gate, wallet_count: int) -> Statement | None:
    """Return the statement of a gate for members with so many wallets, or `None` when only the time decides."""
    parts = list(_compile_leaves(gate, wallet_count))
    return union_all(*parts) if parts else None


def _compile_leaves(gate: Gate, wallet_count: int) -> Iterator[Rows]:
    scopes = select_scopes(wallet_count)
    has_negation = any(isinstance(gate.leaves[place], Editions) for place in gate.negated)
    held = select_held(scopes, has_negation=has_negation)
    for place, leaf in enumerate(gate.leaves):
        match leaf:
            case Editions(at_block=None):
                yield _list_tokens(place, narrow(held, leaf))
            case Editions():
                yield _list_tokens(place, narrow(select_snapshot(place, leaf.at_block or 0, scopes, held), leaf))
            case Amount():
                yield _list_amounts(place, leaf, scopes)
            case Listed(name=name):
                yield _grade_wallets(place, scopes, GateListEntry, col(GateListEntry.name) == name)
            case Granted():
                yield _grade_wallets(place, scopes, Entitlement, *_is_granted(leaf))
            case Window():
                pass


def _list_tokens(place: int, tokens: Rows) -> Rows:
    """Count a leaf's tokens by how sure they are, and name the first ones."""
    found = tokens.subquery()
    named = (
        select(
            literal(place).label("leaf"),
            found.c.contract,
            found.c.token_id,
            found.c.owner,
            found.c.block_number,
            found.c.grade,
            _count(found.c.grade <= SETTLED).label("settled"),
            _count(found.c.grade <= PENDING).label("hoped"),
            _count(found.c.grade <= LEAVING).label("feared"),
        )
        .order_by(found.c.grade, func.length(found.c.token_id), found.c.token_id, found.c.contract)
        .limit(MOST_WITNESSES)
        .subquery()
    )
    return select(named)


def _list_amounts(place: int, leaf: Amount, scopes: CTE) -> Rows:
    """Return what each wallet has: finally and still, at the head, and at most; as digits, for sums outgrow SQL's."""
    final = _find_final_amount()
    at_head = cast(col(Balance.amount), String)
    is_settled = col(Balance.block_number) <= FINALIZED
    grade = func.min(scopes.c.grade)
    lowest = case((is_settled, at_head), (final < at_head, final), else_=at_head)
    highest = case((is_settled, at_head), (final > at_head, final), else_=at_head)
    return (
        select(
            literal(place),
            cast(null(), String),
            cast(null(), String),
            col(Balance.wallet),
            col(Balance.block_number),
            grade,
            case((grade <= SETTLED, lowest), else_=NOTHING),
            case((grade <= PENDING, at_head), else_=NOTHING),
            highest,
        )
        .join_from(scopes, Balance, col(Balance.wallet) == scopes.c.wallet)
        .where(
            col(Balance.token) == leaf.address,
            scopes.c.kind.in_(OF_AMOUNTS),
            or_(scopes.c.contract.is_(None), scopes.c.contract == leaf.address),
        )
        .group_by(col(Balance.token), col(Balance.wallet), col(Balance.block_number), col(Balance.amount))
    )


def _find_final_amount() -> ColumnElement[str]:
    change = BalanceChange
    newest = (
        select(cast(col(change.amount), String))
        .where(
            col(change.token) == col(Balance.token),
            col(change.wallet) == col(Balance.wallet),
            col(change.block_number) <= FINALIZED,
        )
        .order_by(col(change.block_number).desc(), col(change.log_index).desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(newest, NOTHING)


def _is_granted(leaf: Granted) -> tuple[ColumnElement[bool], ...]:
    given = Entitlement
    return (
        col(given.kind) == leaf.kind,
        col(given.name) == leaf.name,
        col(given.starts_at) <= NOW,
        or_(col(given.ends_at).is_(None), col(given.ends_at) > NOW),
    )


def _grade_wallets(
    place: int, scopes: CTE, table: type[GateListEntry | Entitlement], *conditions: ColumnElement[bool]
) -> Rows:
    """Count the wallets that some table names; only whole wallets count."""
    grade = scopes.c.grade
    return select(
        literal(place),
        cast(null(), String),
        cast(null(), String),
        cast(null(), String),
        cast(null(), BigInteger),
        literal(SETTLED),
        *(cast(func.count(case((grade <= limit, 1))), String) for limit in (SETTLED, PENDING, LEAVING)),
    ).join_from(scopes, table, and_(col(table.wallet) == scopes.c.wallet, scopes.c.kind.in_(WHOLE), *conditions))


def _count(condition: ColumnElement[bool]) -> ColumnElement[str]:
    return cast(func.sum(case((condition, 1), else_=0)).over(), String)
