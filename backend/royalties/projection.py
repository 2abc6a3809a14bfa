"""Turn what label, splits and tokens say into rows of splits and of their money."""

from collections.abc import Collection, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.events import ChainEvent
from backend.chain.incoming import INCOMING, Incoming
from backend.drops.repository import DropRepository
from backend.royalties.models import RoyaltyToken, Split
from backend.royalties.money import MoneyReader
from backend.royalties.origins import Origins
from backend.royalties.readings import (
    CURRENCY_ALLOWED,
    DROP_CREATED,
    MANAGED_SPLIT_CREATED,
    SPLIT_CREATED,
    is_of_money,
    is_renouncement,
    read_split,
    split_of,
)
from backend.royalties.repository import RoyaltyRepository


class RoyaltiesProjection:
    """Follows every split of a label's drops, and of the codes that splits share; it stands behind the drops.

    What comes in is read of each token the label ever allowed.
    """

    def __init__(self, label: str, split_codes: Collection[str] = ()) -> None:
        self._label = label
        self._split_codes = split_codes

    async def addresses(self, session: AsyncSession) -> set[str]:
        """Follow the codes and the splits; the label is followed by the drops' projection."""
        return {*self._split_codes, *await RoyaltyRepository(session).list_addresses()}

    def discovered(self, event: ChainEvent) -> str | None:
        """Follow a split from its creation on."""
        return str(event.arguments["split"]) if self._is_creation(event) else None

    async def list_incoming(self, session: AsyncSession) -> Incoming:
        """Return the splits, and the tokens that may come into them."""
        royalties = RoyaltyRepository(session)
        return Incoming(frozenset(await royalties.map_tokens()), frozenset(await royalties.list_addresses()))

    def discover_incoming(self, events: Sequence[ChainEvent]) -> Incoming:
        """Return the splits that were created and the tokens that were allowed."""
        splits = {split for event in events if (split := self.discovered(event))}
        return Incoming(frozenset(self._list_tokens(events)), frozenset(splits))

    async def apply(self, session: AsyncSession, events: Sequence[ChainEvent]) -> None:
        """Record splits, tokens, and what came in and was paid."""
        royalties = RoyaltyRepository(session)
        await royalties.record(Split, [read_split(event) for event in events if self._is_creation(event)])
        tokens = self._list_tokens(events)
        await royalties.record(RoyaltyToken, [{"address": token, "block_number": at} for token, at in tokens.items()])
        for event in filter(is_renouncement, events):
            await royalties.renounce(event.address, event.block_number)
        if any(map(is_of_money, events)):
            await _record_money(session, events)

    async def undo(self, session: AsyncSession, above_block: int) -> None:
        """Take back what blocks above a block told."""
        await RoyaltyRepository(session).undo(above_block)

    def _is_creation(self, event: ChainEvent) -> bool:
        """Believe the label and the codes: any contract can log an event of that name."""
        if event.name == DROP_CREATED:
            return event.address == self._label
        return event.name in (SPLIT_CREATED, MANAGED_SPLIT_CREATED) and event.address in self._split_codes

    def _list_tokens(self, events: Sequence[ChainEvent]) -> dict[str, int]:
        """Return the tokens that were allowed, with the block of the first time."""
        found: dict[str, int] = {}
        for event in events:
            if event.name == CURRENCY_ALLOWED and event.address == self._label and event.arguments["is_allowed"]:
                found.setdefault(event.arguments["currency"], event.block_number)
        return found


async def _record_money(session: AsyncSession, events: Sequence[ChainEvent]) -> None:
    royalties = RoyaltyRepository(session)
    first_block, tokens = events[0].block_number, await royalties.map_tokens()
    # A range may tell of what came in before its token was allowed; block by block that was never asked for.
    events = [event for event in events if event.name != INCOMING or tokens[event.address] <= event.block_number]
    about = {split_of(event) for event in events if is_of_money(event)}
    splits = {split.address: split for split in await royalties.list_splits(about)}
    payees = await royalties.list_changed_payees(splits, before_block=first_block)
    origins = Origins(await DropRepository(session).map_splits(), await royalties.list_addresses(), events)
    for table, rows in MoneyReader(splits, payees, origins, events).rows.items():
        await royalties.record(table, rows)
