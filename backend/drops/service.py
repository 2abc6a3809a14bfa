"""Show drops and remember the mints fans have sent."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from backend.catalog.fingerprint import release_key
from backend.catalog.repository import CatalogRepository
from backend.chain.contracts import Contracts
from backend.chain.repository import ChainRepository
from backend.core.clock import Clock
from backend.drops.description import Names, Setting, describe_drop
from backend.drops.errors import DropMissing
from backend.drops.models import Drop, MintIntent
from backend.drops.repository import AllowlistRepository, DropRepository
from backend.drops.schemas import DropDetails, Entry
from backend.drops.standing import Standing, read_standing
from backend.holdings.repository import LedgerRepository


@dataclass(frozen=True)
class Sender:
    """Whose transaction it is and its place in their row; `is_seen` when the node knows it, else it is a guess."""

    account: str
    nonce: int
    is_seen: bool


class DropService:
    """The use cases of drops that need no node."""

    def __init__(self, session: AsyncSession, contracts: Contracts, clock: Clock) -> None:
        self._drops = DropRepository(session)
        self._lists = AllowlistRepository(session)
        self._ledger = LedgerRepository(session)
        self._catalog = CatalogRepository(session)
        self._chain = ChainRepository(session)
        self._contracts = contracts
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

    async def get_standing(self, slug: str) -> Standing:
        """Return the drop of a release with its phases and how far they are sold."""
        drop = await self.get_drop(slug)
        phases, changes = await self._drops.list_phases(drop.address), await self._drops.list_changes(drop.address)
        return read_standing(drop, phases, changes, await self._drops.count_minted(drop.address))

    async def describe(self, slug: str, viewer: str | None, wallet: str | None = None) -> DropDetails:
        """Return a drop as a page shows it: the editions of `viewer`, who is signed in, the entries of `wallet`."""
        standing = await self.get_standing(slug)
        drop = standing.drop
        release, cursor = await self._catalog.find_release(slug), await self._chain.find_cursor()
        setting = Setting(
            slug=slug,
            chain_id=self._contracts.chain_id,
            seconds=self._clock().timestamp(),
            head=cursor.number if cursor else 0,
            names=Names.read(release.manifest) if release else Names(),
            currency=self._contracts.find_currency(drop.currency) if drop.currency else None,
            serials=await self._ledger.list_tokens(drop.address, viewer) if viewer else [],
            entries=await self._list_entries(standing, wallet) if wallet else {},
        )
        return describe_drop(standing, setting)

    async def _list_entries(self, standing: Standing, wallet: str) -> dict[int, Entry]:
        """Return what the lists of the phases say of a wallet, by the phase's number."""
        phases = {phase.number: phase.root for phase in standing.phases if phase.root is not None}
        entries = {entry.root: entry for entry in await self._lists.list_entries(list(phases.values()), wallet)}
        return {
            number: Entry(quantity=entries[root].quantity, price=entries[root].price)
            for number, root in phases.items()
            if root in entries
        }

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
