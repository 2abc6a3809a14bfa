"""Whose holdings count for a member: its wallets, and the vaults that let one of them listen (one hop)."""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    String,
    and_,
    bindparam,
    case,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlmodel import col

from backend.holdings.models import Delegation

Rows = Select[*tuple[Any, ...]]
Column = SQLColumnExpression[Any]
SETTLED, PENDING, LEAVING = 0, 1, 2
"""How sure something is: final and still so; so at the head; or so a moment ago, which only counts against one."""
OWN = "own"
WHOLE = (OWN, "all")
"""Kinds of scope with everything a wallet is; a delegation of one contract does not lend a place on a list."""
OF_TOKENS = (*WHOLE, "contract", "erc721")
OF_AMOUNTS = (*WHOLE, "contract")
"""What is delegated as an amount is left out: the registry says how much, and the index does not keep it."""

FINALIZED = bindparam("finalized", type_=Integer)


def name_wallet(place: int) -> str:
    """Return the name of the parameter that holds one of a member's wallets."""
    return f"wallet_{place}"


def select_scopes(wallet_count: int) -> CTE:
    """Select each wallet that counts, for what, how surely; vaults that ended it lately are `LEAVING`."""
    mine = [bindparam(name_wallet(place), type_=String) for place in range(wallet_count)]
    own = [
        select(
            wallet.label("wallet"),
            literal(OWN).label("kind"),
            cast(null(), String).label("contract"),
            cast(null(), String).label("token_id"),
            literal(SETTLED).label("grade"),
        )
        for wallet in mine
    ]
    lent: Rows = select(
        col(Delegation.vault).label("wallet"),
        col(Delegation.kind),
        col(Delegation.contract),
        cast(col(Delegation.token_id), String).label("token_id"),
        _grade_delegation().label("grade"),
    ).where(
        col(Delegation.delegate).in_(mine),
        or_(col(Delegation.is_enabled), col(Delegation.block_number) > FINALIZED),
    )
    return union_all(*own, lent).cte("scopes")


def covers(scopes: CTE, wallet: Column, contract: Column, token_id: Column) -> ColumnElement[bool]:
    """Tell whether a scope lends a token."""
    return and_(
        scopes.c.wallet == wallet,
        scopes.c.kind.in_(OF_TOKENS),
        or_(scopes.c.contract.is_(None), scopes.c.contract == contract),
        or_(scopes.c.token_id.is_(None), scopes.c.token_id == token_id),
    )


def _grade_delegation() -> ColumnElement[int]:
    return case(
        (~col(Delegation.is_enabled), LEAVING),
        (col(Delegation.block_number) <= FINALIZED, SETTLED),
        else_=PENDING,
    )
