"""What the routes of royalties ask for."""

import asyncio
import re
from typing import Annotated

from fastapi import Depends, Header, Path, Query, Request
from pydantic import AfterValidator

from backend.chain.dependencies import ContractsDependency, NodeDependency
from backend.core.bodies import read_body
from backend.core.dependencies import ClockDependency, SessionDependency, SettingsDependency
from backend.core.types import Address
from backend.drops.dependencies import SnapshotDependency, TrackingRulesDependency
from backend.identity.dependencies import OwnerAloneDependency, RequiredMemberDependency, require_owner_alone
from backend.identity.errors import NotTheLabelOwner
from backend.royalties.errors import RatesTooLarge, StatementPrivate
from backend.royalties.payouts import PayoutService
from backend.royalties.rates import COIN, LIMIT_BYTES, Observation, RateReader
from backend.royalties.service import RoyaltyService, Wanted
from backend.royalties.statement import Month

MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"


def _check_month(name: str) -> str:
    if not re.fullmatch(MONTH, name):
        raise ValueError("is no month: write it as 2026-11")  # noqa: TRY003 - a part of a sentence
    return name


MonthName = Annotated[
    str, AfterValidator(_check_month), Path(examples=["2026-11"], json_schema_extra={"pattern": MONTH})
]
Fiat = Annotated[str | None, Query(pattern="^[A-Z]{3}$", description="the first that rates are known of, if not given")]


async def get_royalty_service(
    session: SessionDependency, contracts: ContractsDependency, settings: SettingsDependency, clock: ClockDependency
) -> RoyaltyService:
    """Build the service of royalties in the request's transaction."""
    return RoyaltyService(session, contracts, settings, clock)


RoyaltyServiceDependency = Annotated[RoyaltyService, Depends(get_royalty_service)]


async def get_payout_service(
    session: SnapshotDependency,
    node: NodeDependency,
    contracts: ContractsDependency,
    settings: SettingsDependency,
    clock: ClockDependency,
    rules: TrackingRulesDependency,
) -> PayoutService:
    """Build the service of payouts."""
    royalties = RoyaltyService(session, contracts, settings, clock)
    return PayoutService(royalties, node, contracts, rules, settings.chain_coin)


PayoutServiceDependency = Annotated[PayoutService, Depends(get_payout_service)]


async def get_wanted(
    month: MonthName,
    member: RequiredMemberDependency,
    node: NodeDependency,
    contracts: ContractsDependency,
    payee: Address | None = None,
    fiat: Fiat = None,
) -> Wanted:
    """Return whose statement is wanted, if whoever is signed in may read it: the payee, or the label's owner."""
    payee = payee or member.address
    if payee not in member.wallets:
        try:
            await require_owner_alone(member.address, node, contracts)
        except NotTheLabelOwner as error:
            raise StatementPrivate(payee) from error
    year, number = map(int, month.split("-"))
    return Wanted(payee, Month.of(year, number), fiat)


WantedDependency = Annotated[Wanted, Depends(get_wanted)]


async def get_rates(
    request: Request,
    _owner: OwnerAloneDependency,
    contracts: ContractsDependency,
    settings: SettingsDependency,
    clock: ClockDependency,
    content_length: Annotated[int | None, Header()] = None,
) -> list[Observation]:
    """Take CSV as the body, from the label's owner; routes name this before their session, as it takes seconds."""
    sheet = await read_body(request.stream(), LIMIT_BYTES, RatesTooLarge(LIMIT_BYTES), content_length)
    tokens = contracts.deployment.currencies.values()
    symbols = [(settings.chain_coin, COIN), *((token.symbol, token.address) for token in tokens)]
    return await asyncio.to_thread(RateReader(symbols, clock()).read, sheet)


RatesDependency = Annotated[list[Observation], Depends(get_rates)]
