"""What the routes of drops ask for."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from secrets import token_bytes
from typing import Annotated, cast

from fastapi import Depends, Header, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.dependencies import ContractsDependency, NodeDependency
from backend.core.bodies import read_body
from backend.core.db import Database
from backend.core.dependencies import ClockDependency, SessionDependency, SettingsDependency
from backend.core.types import Address
from backend.drops.allowlist import MOST_ENTRIES
from backend.drops.errors import AllowlistTooLarge
from backend.drops.listing import LIMIT_BYTES, AllowlistService, Listed, read_list
from backend.drops.minting import MintService, identify_sender
from backend.drops.preparing import MintPreparation
from backend.drops.repository import AllowlistRepository
from backend.drops.schemas import MintSubmission, TransactionPlace
from backend.drops.service import DropService, Sender
from backend.drops.tracking import TrackingRules
from backend.identity.dependencies import LabelOwnerDependency

SALT_BYTES = 32


async def get_transaction_hash(
    transaction_hash: Annotated[str, Path(pattern="^0x[0-9a-fA-F]{64}$", examples=["0x" + "5a" * 32])],
) -> str:
    """Return the hash in the path, in lower case."""
    return transaction_hash.lower()


TransactionHash = Annotated[str, Depends(get_transaction_hash)]


async def get_transaction_place(
    account: Address | None = None, nonce: Annotated[int | None, Query(ge=0)] = None
) -> TransactionPlace | None:
    """Return the place of a transaction, once that was told."""
    return None if account is None or nonce is None else TransactionPlace(account=account, nonce=nonce)


async def get_tracking_rules(settings: SettingsDependency) -> TrackingRules:
    """Return when a transaction counts, and where to see it."""
    return TrackingRules(settings.confirmations, settings.explorer_url)


TransactionPlaceDependency = Annotated[TransactionPlace | None, Depends(get_transaction_place)]
TrackingRulesDependency = Annotated[TrackingRules, Depends(get_tracking_rules)]


async def get_drop_service(
    session: SessionDependency, contracts: ContractsDependency, clock: ClockDependency
) -> DropService:
    """Build the service of drops in the request's transaction."""
    return DropService(session, contracts, clock)


async def get_snapshot(request: Request) -> AsyncIterator[AsyncSession]:
    """Open a session that only reads: a request that waits for the node must not hold the writers' lock."""
    async with cast("Database", request.app.state.database).snapshot() as session:
        yield session


SnapshotDependency = Annotated[AsyncSession, Depends(get_snapshot, scope="function")]


async def get_mint_service(
    session: SnapshotDependency,
    node: NodeDependency,
    contracts: ContractsDependency,
    clock: ClockDependency,
    rules: TrackingRulesDependency,
) -> MintService:
    """Build the service of minting."""
    return MintService(DropService(session, contracts, clock), node, contracts, clock, rules)


async def get_preparation(
    session: SnapshotDependency,
    node: NodeDependency,
    contracts: ContractsDependency,
    settings: SettingsDependency,
    clock: ClockDependency,
) -> MintPreparation:
    """Build the service that prepares mints."""
    drops, lists = DropService(session, contracts, clock), AllowlistService(AllowlistRepository(session))
    return MintPreparation(
        drops, lists, node, contracts, clock, settings.chain_coin, draw_salt=partial(token_bytes, SALT_BYTES)
    )


async def get_sender(transaction_hash: TransactionHash, submission: MintSubmission, node: NodeDependency) -> Sender:
    """Ask the node who sent a transaction; routes name this before their session: no lock waits for the node."""
    return await identify_sender(node, transaction_hash, submission.account)


async def get_listed(
    request: Request, _owner: LabelOwnerDependency, content_length: Annotated[int | None, Header()] = None
) -> Listed:
    """Take a list as the body, from the label's owner; routes name this before their session, as it takes seconds."""
    too_large = AllowlistTooLarge(LIMIT_BYTES, MOST_ENTRIES)
    content = await read_body(request.stream(), LIMIT_BYTES, too_large, content_length)
    try:
        return await asyncio.to_thread(read_list, content)
    except ValidationError as error:
        raise RequestValidationError([{**each, "loc": ("body", *each["loc"])} for each in error.errors()]) from error


async def get_allowlist_service(session: SessionDependency) -> AllowlistService:
    """Build the service of lists in the request's transaction."""
    return AllowlistService(AllowlistRepository(session))


ListedDependency = Annotated[Listed, Depends(get_listed)]
AllowlistServiceDependency = Annotated[AllowlistService, Depends(get_allowlist_service)]
DropServiceDependency = Annotated[DropService, Depends(get_drop_service)]
PreparationDependency = Annotated[MintPreparation, Depends(get_preparation)]
MintServiceDependency = Annotated[MintService, Depends(get_mint_service)]
SenderDependency = Annotated[Sender, Depends(get_sender)]
