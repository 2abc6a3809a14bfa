"""What the listening routes need."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, cast

from fastapi import Depends, Path, Request

from backend.chain.dependencies import ContractsDependency, NodeDependency
from backend.core.db import Database
from backend.core.dependencies import SessionDependency
from backend.gates.service import GateService
from backend.identity.dependencies import SESSION_COOKIE, RequiredMemberDependency, require_owner_alone
from backend.identity.members import hash_cookie
from backend.listening.addresses import AddressBook
from backend.listening.errors import PlayMissing, ReceiptMissing
from backend.listening.playing import PlayService
from backend.listening.receipts import Receipt, ReceiptSigner
from backend.listening.record import PlayRecord
from backend.listening.schemas import PLAY_ID
from backend.listening.tickets import TicketBook

PlayId = Annotated[str, Path(pattern=PLAY_ID)]


@asynccontextmanager
async def open_plays(request: Request) -> AsyncIterator[PlayService]:
    """Open the service of plays with a request's one transaction; called, for being asked for would cost too much."""
    state = request.app.state
    async with cast("Database", state.database).short_transaction() as executor:
        gates = GateService(executor, state.clock, state.settings.grant_staleness_seconds)
        yield PlayService(executor, gates, state.clock)


def find_addresses(request: Request) -> AddressBook:
    """Return the book that writes addresses for this browser."""
    cookie = request.cookies.get(SESSION_COOKIE, "")
    return AddressBook(cast("TicketBook", request.app.state.tickets), hash_cookie(cookie))


def get_record(session: SessionDependency) -> PlayRecord:
    """Build the record of plays for this request."""
    return PlayRecord(session)


RecordDependency = Annotated[PlayRecord, Depends(get_record)]


def get_signer(request: Request) -> ReceiptSigner:
    """Return what signs this label's receipts."""
    return cast("ReceiptSigner", request.app.state.receipts)


SignerDependency = Annotated[ReceiptSigner, Depends(get_signer)]


async def get_receipt(
    play_id: PlayId,
    member: RequiredMemberDependency,
    record: RecordDependency,
    node: NodeDependency,
    contracts: ContractsDependency,
) -> Receipt:
    """Return the receipt of a play, to its listener or the label's owner."""
    play = await record.find(play_id)
    if play is None or play.account != member.account:
        await require_owner_alone(member.address, node, contracts)
    if play is None:
        raise PlayMissing(play_id)
    receipt = Receipt.of(play, contracts.chain_id)
    if receipt is None:
        raise ReceiptMissing
    return receipt


ReceiptDependency = Annotated[Receipt, Depends(get_receipt)]
