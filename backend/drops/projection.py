"""Turn what label and drops say into rows of drops and mints."""

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.events import ChainEvent
from backend.drops.models import Drop, EditionMint, SupplyCut
from backend.drops.repository import DropRepository

DROP_CREATED = "DropCreated"
EDITION_MINTED = "EditionMinted"
# Events that shrink the supply, and the argument that says to what.
CUTS = {"SupplyShrunk": "supply", "DropClosed": "minted"}


class DropsProjection:
    """Follows one label and every drop it creates; the label's address is in checksum case."""

    def __init__(self, label: str) -> None:
        self._label = label

    async def addresses(self, session: AsyncSession) -> set[str]:
        """Follow the label and its drops."""
        return {self._label, *await DropRepository(session).list_addresses()}

    def discovered(self, event: ChainEvent) -> str | None:
        """Follow a drop from its creation on."""
        return str(event.arguments["drop"]) if self._is_creation(event) else None

    async def apply(self, session: AsyncSession, event: ChainEvent) -> None:
        """Record a drop the label created, or what one of its drops says of its editions."""
        drops = DropRepository(session)
        if self._is_creation(event):
            await drops.record_drop(_read_drop(event))
        elif event.name == EDITION_MINTED and await drops.has_drop(event.address):
            await drops.record_mint(_read_mint(event))
        elif event.name in CUTS and await drops.has_drop(event.address):
            await drops.record_cut(_read_cut(event))

    async def undo(self, session: AsyncSession, above_block: int) -> None:
        """Take back drops and mints above a block."""
        await DropRepository(session).undo(above_block)

    def _is_creation(self, event: ChainEvent) -> bool:
        """Believe only the label: any contract can log an event of that name."""
        return event.name == DROP_CREATED and event.address == self._label


def list_serials(event: ChainEvent) -> list[int]:
    """Return the serials an `EditionMinted` handed out."""
    first = event.arguments["first_serial"]
    return list(range(first, first + event.arguments["quantity"]))


def _read_drop(event: ChainEvent) -> Drop:
    terms = event.arguments["terms"]
    return Drop(
        address=event.arguments["drop"],
        release=event.arguments["release"],
        split=event.arguments["split"],
        name=terms["name"],
        symbol=terms["symbol"],
        metadata_digest=terms["metadata"],
        supply=terms["supply"],
        created_supply=terms["supply"],
        price_wei=terms["price"],
        opens=terms["opens"],
        closes=terms["closes"],
        wallet_cap=terms["wallet_cap"],
        royalty_bps=terms["royalty_bps"],
        block_number=event.block_number,
        block_hash=event.block_hash,
        transaction_hash=event.transaction_hash,
    )


def _read_cut(event: ChainEvent) -> SupplyCut:
    return SupplyCut(
        block_hash=event.block_hash,
        log_index=event.log_index,
        block_number=event.block_number,
        drop=event.address,
        supply=event.arguments[CUTS[event.name]],
    )


def _read_mint(event: ChainEvent) -> EditionMint:
    return EditionMint(
        block_hash=event.block_hash,
        log_index=event.log_index,
        block_number=event.block_number,
        transaction_hash=event.transaction_hash,
        drop=event.address,
        recipient=event.arguments["recipient"],
        first_serial=event.arguments["first_serial"],
        quantity=event.arguments["quantity"],
        paid_wei=event.arguments["paid"],
    )
