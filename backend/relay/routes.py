"""Votes that cost their voter nothing, over HTTP: a wallet signs, the relayer brings it to the chain."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path

from backend.core.problems import problems
from backend.core.types import Bytes32
from backend.governance.wishes import DelegationWish, VoteWish
from backend.relay.dependencies import (
    BallotCheckDependency,
    CheckedBallotDependency,
    CheckedDelegationDependency,
    DelegationCheckDependency,
    RelayServiceDependency,
)
from backend.relay.schemas import RelayDraft, RelayStatus, RelayView

router = APIRouter(prefix="/api/governance/relay", tags=["governance"])


@router.get("", responses=problems(404))
async def read_relay_status(relays: RelayServiceDependency) -> RelayStatus:
    """Tell whether votes are brought to the chain without a fee for their voters now, or why not."""
    return await relays.find_status()


@router.post("/ballots/draft", responses=problems(404, 409, 422, 429, 503))
async def draft_ballot(wish: VoteWish, check: BallotCheckDependency) -> RelayDraft:
    """Return the vote for a wallet to sign, which would count now."""
    return await check.draft(wish)


@router.post("/ballots", status_code=HTTPStatus.ACCEPTED, responses=problems(404, 409, 422, 429, 503))
async def relay_ballot(checked: CheckedBallotDependency, relays: RelayServiceDependency) -> RelayView:
    """Have a signed vote brought to the chain; handed in twice, it is brought once."""
    return await relays.accept(checked)


@router.post("/delegations/draft", responses=problems(404, 409, 422, 429, 503))
async def draft_delegation(wish: DelegationWish, check: DelegationCheckDependency) -> RelayDraft:
    """Return the choice of who votes with an account's fan tokens, for its wallet to sign."""
    return await check.draft(wish)


@router.post("/delegations", status_code=HTTPStatus.ACCEPTED, responses=problems(404, 409, 422, 429, 503))
async def relay_delegation(checked: CheckedDelegationDependency, relays: RelayServiceDependency) -> RelayView:
    """Have a signed choice of who votes brought to the chain; handed in twice, it is brought once."""
    return await relays.accept(checked)


@router.get("/{relay_id}", responses=problems(404, 422))
async def read_relay(
    relay_id: Annotated[Bytes32, Path(examples=["0x" + "5a" * 32])], relays: RelayServiceDependency
) -> RelayView:
    """Return where something signed is on its way."""
    return await relays.get(relay_id)
