"""Show drops and remember the mints fans have sent."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from backend.catalog.fingerprint import release_key
from backend.core.clock import Clock
from backend.drops.errors import DropMissing
from backend.drops.models import Drop, MintIntent
from backend.drops.repository import DropRepository
from backend.drops.sale import Audience, PhaseState, Sale, SaleState, judge_sale
from backend.drops.schemas import DropDetails, PhaseDetails
from backend.holdings.repository import LedgerRepository


@dataclass(frozen=True)
class Sender:
    """Whose transaction it is and its place in their row; `is_seen` when the node knows it, else it is a guess."""

    account: str
    nonce: int
    is_seen: bool


class DropService:
    """The use cases of drops that need no node."""

    def __init__(self, session: AsyncSession, chain_id: int, clock: Clock) -> None:
        self._drops = DropRepository(session)
        self._ledger = LedgerRepository(session)
        self._chain_id = chain_id
        self._clock = clock

    async def find_drop(self, slug: str) -> Drop | None:
        """Return the drop of a release, or `None`."""
        return await self._drops.find_by_release(release_key(slug))

    async def get_drop(self, slug: str) -> Drop:
        """Return the drop of a release."""
        drop = await self.find_drop(slug)
        if drop is None:
            raise DropMissing(slug)
        return drop

    async def describe(self, slug: str, viewer: str | None) -> DropDetails:
        """Return a drop as a page shows it; `viewer` is the signed-in address or `None`."""
        drop = await self.get_drop(slug)
        minted = await self._drops.count_minted(drop.address)
        state = self._judge(drop, minted)
        return DropDetails(
            slug=slug,
            address=drop.address,
            split=drop.split,
            chain_id=self._chain_id,
            state=state,
            minted=minted,
            supply=drop.supply,
            least_supply=0,
            cut_off=0,
            is_closed=False,
            currency=None,
            referral_bps=0,
            royalty_bps=drop.royalty_bps,
            platform_bps=0,
            is_soulbound=False,
            validator=None,
            golden=None,
            tiers=[],
            phases=[_describe_public_sale(drop, PhaseState(state))],
            serials_of_viewer=await self._ledger.list_tokens(drop.address, viewer) if viewer else [],
        )

    async def is_sold_out(self, drop: Drop) -> bool:
        """Return whether every edition of a drop is sold."""
        return await self._drops.count_minted(drop.address) >= drop.supply

    async def find_intent(self, transaction_hash: str) -> MintIntent | None:
        """Return what is remembered of a sent transaction, or `None`."""
        return await self._drops.find_intent(transaction_hash)

    async def remember(self, slug: str, transaction_hash: str, sender: Sender) -> None:
        """Remember a sent transaction; what the node has seen replaces what a fan said, never the other way round."""
        drop = await self.get_drop(slug)
        intent = await self._drops.find_intent(transaction_hash)
        if intent is None:
            self._drops.add_intent(
                MintIntent(
                    hash=transaction_hash,
                    drop=drop.address,
                    account=sender.account,
                    nonce=sender.nonce,
                    created_at=self._clock(),
                )
            )
        elif sender.is_seen:
            intent.account, intent.nonce = sender.account, sender.nonce

    def _judge(self, drop: Drop, minted: int) -> SaleState:
        sale = Sale(supply=drop.supply, minted=minted, opens=drop.opens, closes=drop.closes)
        return judge_sale(sale, self._clock())


def _describe_public_sale(drop: Drop, state: PhaseState) -> PhaseDetails:
    return PhaseDetails(
        number=0,
        name="Public sale",
        audience=Audience.PUBLIC,
        price=drop.price_wei,
        in_currency=False,
        tier=0,
        opens=drop.opens,
        closes=drop.closes,
        wallet_cap=drop.wallet_cap,
        state=state,
        yours=None,
    )
