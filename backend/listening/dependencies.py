"""What the listening routes need."""

from typing import Annotated, cast

from fastapi import Depends, Path, Request

from backend.chain.dependencies import ContractsDependency, NodeDependency
from backend.core.dependencies import ClockDependency, SessionDependency, SettingsDependency, ShortSessionDependency
from backend.gates.service import GateService
from backend.identity.dependencies import RequiredMemberDependency, SessionToken, require_owner_alone
from backend.identity.members import hash_cookie
from backend.listening.addresses import AddressBook
from backend.listening.errors import PlayMissing, ReceiptMissing
from backend.listening.playing import PlayService
from backend.listening.receipts import Receipt, ReceiptSigner
from backend.listening.record import PlayRecord
from backend.listening.schemas import PLAY_ID
from backend.listening.tickets import TicketBook

PlayId = Annotated[str, Path(pattern=PLAY_ID)]


async def get_play_service(
    session: ShortSessionDependency, settings: SettingsDependency, clock: ClockDependency
) -> PlayService:
    """Build the service of plays for this request."""
    return PlayService(session, GateService(session, clock, settings.grant_staleness_seconds), clock)


PlayDependency = Annotated[PlayService, Depends(get_play_service)]


async def get_addresses(request: Request, cookie: SessionToken = None) -> AddressBook:
    """Return the book that writes addresses for this browser."""
    return AddressBook(cast("TicketBook", request.app.state.tickets), hash_cookie(cookie or ""))


AddressesDependency = Annotated[AddressBook, Depends(get_addresses)]


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
