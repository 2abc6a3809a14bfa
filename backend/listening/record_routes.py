"""Who listened: the label's record, a fan's own, and receipts."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from backend.core.problems import problems
from backend.core.types import Address
from backend.identity.dependencies import OwnerAloneDependency, RequiredMemberDependency
from backend.listening.dependencies import ReceiptDependency, RecordDependency, SignerDependency
from backend.listening.record import Wanted
from backend.listening.schemas import PLAY_ID, PlayPage, ReceiptAnswer, ReceiptKey

router = APIRouter(prefix="/api", tags=["listening"])
Before = Annotated[str | None, Query(pattern=PLAY_ID, description="`next` of the page before")]


@router.get("/plays", responses=problems(401, 403, 422))
async def list_plays(
    _owner: OwnerAloneDependency,
    record: RecordDependency,
    slug: str | None = None,
    wallet: Address | None = None,
    day: date | None = None,
    before: Before = None,
) -> PlayPage:
    """List who played what, the newest first; `wallet` holds the token, `day` is one of UTC. The label's owner may."""
    return PlayPage.of(*await record.list_plays(Wanted(slug=slug, wallet=wallet, day=day, before=before)))


@router.get("/account/plays", responses=problems(401, 422))
async def list_own_plays(member: RequiredMemberDependency, record: RecordDependency, before: Before = None) -> PlayPage:
    """List what this account played, the newest first."""
    return PlayPage.of(*await record.list_plays(Wanted(account=member.account, before=before)))


@router.get("/plays/{play_id}/receipt", responses=problems(401, 403, 404, 422))  # noqa: FAST003 - the receipt reads it
async def read_receipt(receipt: ReceiptDependency, signer: SignerDependency) -> ReceiptAnswer:
    """Sign that a wallet held a token at a block, for the listener and the label's owner.

    `signature` is Ed25519 over `receipt` as JSON with sorted names and no spaces (RFC 8785).
    """
    return ReceiptAnswer(receipt=asdict(receipt), signature=signer.sign(receipt), public_key=signer.public_key)


@router.get("/receipts/key")
async def read_receipt_key(signer: SignerDependency) -> ReceiptKey:
    """Return the key that checks this label's receipts; it changes with SEALING_KEY alone."""
    return ReceiptKey(public_key=signer.public_key)
