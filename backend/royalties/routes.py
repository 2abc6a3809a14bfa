"""Royalties over HTTP."""

from typing import Any

from fastapi import APIRouter, Response

from backend.core.problems import problems
from backend.core.types import Address
from backend.drops.dependencies import TransactionHash, TransactionPlaceDependency
from backend.drops.schemas import TransactionProgress
from backend.royalties.dependencies import (
    PayoutServiceDependency,
    RatesDependency,
    RoyaltyServiceDependency,
    WantedDependency,
)
from backend.royalties.schemas import (
    DistributionWish,
    MonthView,
    PreparedPayout,
    RatesKept,
    SplitView,
    StatementView,
    WithdrawalWish,
)
from backend.royalties.sheet import write_sheet

CSV = "text/csv; charset=utf-8"
# The body is read by hand, so that one that is too large never is as a whole.
RATES_BODY = {"requestBody": {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}}
SHEET: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "The statement"}
}
router = APIRouter(prefix="/api/royalties", tags=["royalties"])


@router.put("/rates", responses=problems(401, 403, 413, 422, 503), openapi_extra=RATES_BODY)
async def keep_rates(rates: RatesDependency, royalties: RoyaltyServiceDependency) -> RatesKept:
    """Keep what currencies were worth, for the label's owner: currency,fiat,observed_at,value,source."""
    return RatesKept(count=await royalties.keep_rates(rates))


@router.get("/{split}", responses=problems(404, 422))
async def read_split(split: Address, royalties: RoyaltyServiceDependency) -> SplitView:
    """Return a split, its payees, what came in, and what each of them was paid and is owed."""
    return await royalties.describe(split)


@router.get("/{split}/months", responses=problems(404, 422))
async def read_months(
    split: Address, royalties: RoyaltyServiceDependency, currency: Address | None = None
) -> list[MonthView]:
    """Return what came in, by source, and what was paid, month by month; of coin unless a token is named."""
    return await royalties.list_months(split, currency)


@router.get(
    "/{split}/statements/{month}.csv",  # noqa: FAST003 - what is wanted reads it
    response_class=Response,
    responses=SHEET | problems(401, 403, 404, 422, 503),
)
async def read_statement_sheet(
    split: Address, wanted: WantedDependency, royalties: RoyaltyServiceDependency
) -> Response:
    """Return a payee's statement of a month as CSV, for that payee or the label's owner."""
    statement = await royalties.write_statement(split, wanted)
    name = f"royalties-{statement.slug or split}-{statement.month}.csv"
    return Response(
        write_sheet(statement), media_type=CSV, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@router.get("/{split}/statements/{month}", responses=problems(401, 403, 404, 422, 503))  # noqa: FAST003 - what is wanted reads it
async def read_statement(
    split: Address, wanted: WantedDependency, royalties: RoyaltyServiceDependency
) -> StatementView:
    """Return a payee's statement of a month, for that payee or the label's owner."""
    return await royalties.write_statement(split, wanted)


@router.post("/{split}/distribute", responses=problems(404, 409, 422, 503))
async def prepare_distribution(
    split: Address, wish: DistributionWish, payouts: PayoutServiceDependency
) -> PreparedPayout:
    """Return the transaction that divides what waits, and what each payee is given; anyone may send it."""
    return await payouts.distribute(split, wish)


@router.post("/{split}/withdraw", responses=problems(404, 409, 422, 503))
async def prepare_withdrawal(split: Address, wish: WithdrawalWish, payouts: PayoutServiceDependency) -> PreparedPayout:
    """Return the transaction that pays a payee what it is owed; anyone may send it, unless it names a recipient."""
    return await payouts.withdraw(split, wish)


@router.get("/{split}/payouts/{transaction_hash}", responses=problems(404, 422, 503))
async def watch_payout(
    split: Address,
    transaction_hash: TransactionHash,
    payouts: PayoutServiceDependency,
    place: TransactionPlaceDependency,
) -> TransactionProgress:
    """Return where a payout is on its way; by its place, once that was told, also whether another one took it."""
    return await payouts.watch(split, transaction_hash, place)
