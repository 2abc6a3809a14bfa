"""Turn what label and drops say into rows of drops, their phases, changes and mints."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from backend.chain.events import ChainEvent
from backend.drops.models import Drop, DropChange, DropPhase, EditionMint, EditionSale, TierMint
from backend.drops.repository import DropRepository, Row
from backend.drops.standing import (
    DROP_CLOSED,
    GOLDEN_DRAWN,
    GOLDEN_SCHEDULED,
    SALE_PAUSED,
    SUPPLY_SHRUNK,
    VALIDATOR_REMOVED,
)

DROP_CREATED = "DropCreated"
PHASE_ADDED = "PhaseAdded"
EDITION_MINTED = "EditionMinted"
EDITION_SOLD = "EditionSold"
TIER_MINTED = "TierMinted"
NOBODY = "0x" + "0" * 40
NOTHING = "0x" + "0" * 64
# Changes of a drop, and the argument that says to what; a validator can only be removed.
CHANGES: Mapping[str, str | None] = {
    SUPPLY_SHRUNK: "supply",
    DROP_CLOSED: "minted",
    SALE_PAUSED: "is_paused",
    GOLDEN_SCHEDULED: "block_number",
    GOLDEN_DRAWN: "serial",
    VALIDATOR_REMOVED: None,
}


class DropsProjection:
    """Follows one label and every drop it creates; the label's address is in checksum case."""

    def __init__(self, label: str) -> None:
        self._label = label

    async def addresses(self, session: AsyncSession) -> set[str]:
        """Follow the label and its drops."""
        return {self._label, *await DropRepository(session).list_addresses()}

    def discovered(self, event: ChainEvent) -> str | None:
        """Follow a drop from its creation on."""
        return str(event.arguments["drop"]) if self._is_told_by_label(event, DROP_CREATED) else None

    async def apply(self, session: AsyncSession, events: Sequence[ChainEvent]) -> None:
        """Record the drops the label created, and what is said of them."""
        told = [event for event in events if event.name in TOLD]
        if told:
            drops = DropRepository(session)
            await drops.record(self._read(told, set(await drops.list_addresses())))

    async def undo(self, session: AsyncSession, above_block: int) -> None:
        """Take back what blocks above a block told."""
        await DropRepository(session).undo(above_block)

    def _read(self, events: Sequence[ChainEvent], known: set[str]) -> Iterator[Row]:
        """Yield what events tell of drops that are known, and of those they create."""
        for event in events:
            if self._is_told_by_label(event, DROP_CREATED):
                drop = _read_drop(event)
                known.add(drop.address)
                yield drop
            elif self._is_told_by_label(event, PHASE_ADDED):
                yield _read_phase(event)
            elif event.name in READERS and event.address in known:
                yield READERS[event.name](event)

    def _is_told_by_label(self, event: ChainEvent, name: str) -> bool:
        """Believe only the label: any contract can log an event of that name."""
        return event.name == name and event.address == self._label


def list_serials(event: ChainEvent) -> list[int]:
    """Return the serials an `EditionMinted` handed out."""
    first = event.arguments["first_serial"]
    return list(range(first, first + event.arguments["quantity"]))


def _read_drop(event: ChainEvent) -> Drop:
    terms, options = event.arguments["terms"], event.arguments["options"]
    return Drop(
        address=event.arguments["drop"],
        release=event.arguments["release"],
        split=event.arguments["split"],
        metadata_digest=terms["metadata"],
        **_pick(terms, "name", "symbol", "supply", "price", "opens", "closes", "wallet_cap", "royalty_bps"),
        platform=_unless(options["platform"], NOBODY),
        currency=_unless(options["currency"], NOBODY),
        validator=_unless(options["validator"], NOBODY),
        is_in_currency=options["in_currency"],
        tiers=list(options["tiers"]),
        **_pick(options, "least_supply", "cut_off", "referral_bps", "platform_bps", "is_soulbound", "has_golden"),
        block_number=event.block_number,
        block_hash=event.block_hash,
        transaction_hash=event.transaction_hash,
    )


def _read_phase(event: ChainEvent) -> DropPhase:
    phase = event.arguments["phase"]
    return DropPhase(
        **_place(event),
        drop=event.arguments["drop"],
        number=event.arguments["number"],
        root=_unless(phase["root"], NOTHING),
        signer=_unless(phase["signer"], NOBODY),
        is_in_currency=phase["in_currency"],
        **_pick(phase, "price", "opens", "closes", "wallet_cap", "tier"),
    )


def _read_change(event: ChainEvent) -> DropChange:
    argument = CHANGES[event.name]
    value = int(event.arguments[argument]) if argument else 0
    return DropChange(**_place(event), drop=event.address, event=event.name, value=value)


def _read_mint(event: ChainEvent) -> EditionMint:
    return EditionMint(
        **_place(event),
        transaction_hash=event.transaction_hash,
        drop=event.address,
        paid_wei=event.arguments["paid"],
        **_pick(event.arguments, "recipient", "first_serial", "quantity"),
    )


def _read_sale(event: ChainEvent) -> EditionSale:
    arguments = event.arguments
    return EditionSale(
        **_place(event),
        transaction_hash=event.transaction_hash,
        drop=event.address,
        referrer=_unless(arguments["referrer"], NOBODY),
        currency=_unless(arguments["currency"], NOBODY),
        # Anyone writes comments, and PostgreSQL keeps no text with a zero byte.
        comment=arguments["comment"].replace("\0", "\N{REPLACEMENT CHARACTER}"),
        **_pick(arguments, "buyer", "recipient", "first_serial", "quantity", "paid"),
    )


def _read_tier(event: ChainEvent) -> TierMint:
    return TierMint(**_place(event), drop=event.address, **_pick(event.arguments, "tier", "first_serial", "quantity"))


def _place(event: ChainEvent) -> dict[str, Any]:
    return {"block_hash": event.block_hash, "log_index": event.log_index, "block_number": event.block_number}


def _pick(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names}


def _unless(value: str, empty: str) -> str | None:
    return None if value == empty else value


READERS: Mapping[str, Callable[[ChainEvent], Row]] = {
    EDITION_MINTED: _read_mint,
    EDITION_SOLD: _read_sale,
    TIER_MINTED: _read_tier,
    **dict.fromkeys(CHANGES, _read_change),
}
TOLD = frozenset((DROP_CREATED, PHASE_ADDED, *READERS))
