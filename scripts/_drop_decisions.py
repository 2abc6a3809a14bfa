"""What a label decides about a live drop. Each is one transaction; what is final says so."""

from functools import partial

from eth_utils.crypto import keccak

from scripts._amounts import show_amount
from scripts._currencies import COIN, Currency
from scripts._decision import Decision, NothingToDo
from scripts._desk import Desk
from scripts._drop_structs import OPEN_SUPPLY
from scripts._live_drop import LiveDrop, Right
from scripts._phase_lines import count
from scripts._refusal import Refusal
from scripts._token import read_balance

AIRDROP_LIMIT = 200  # what the drop takes at once
TIER_LIMIT = 4


class SupplyWrong(Refusal):
    """The supply cannot become that."""

    def __init__(self, supply: int, minted: int, present: int) -> None:
        most = "open" if present == OPEN_SUPPLY else f"{present:,}"
        super().__init__(
            f"The supply cannot become {supply:,}: it is {most}, {minted:,} are minted, and it can only shrink "
            f"to {max(1, minted):,} or more."
        )


class AirdropTooLarge(Refusal):
    """More wallets than fit one transaction."""

    def __init__(self, wallets: int) -> None:
        super().__init__(f"The list has {wallets:,} wallets, one transaction takes {AIRDROP_LIMIT}: split the file.")


class TierNumberWrong(Refusal):
    """The drop has no such tier."""

    def __init__(self, tier: int) -> None:
        super().__init__(f"--tier is {tier}, which this drop does not have: tiers are numbered from 0.")


class CurrencyNotRecorded(Refusal):
    """Nothing is known of the token."""

    def __init__(self, symbol: str) -> None:
        super().__init__(f"--currency {symbol} is no currency of this label: run `ape run label allow {symbol}` first.")


def decide_pause(desk: Desk, drop: LiveDrop, *, is_paused: bool) -> Decision:
    """Stop every sale for a while, or go on."""
    verb, after = ("pause", "resume") if is_paused else ("resume", "pause")
    until = f"no sale until `ape run drop {after} {drop.slug}`; transfers and withdrawals go on."
    return Decision(
        step=f"{verb} {drop.slug}",
        request=drop.request(f"to {verb} “{drop.slug}”", "pause", is_paused),
        plan=f"{drop.title}: {until}" if is_paused else f"{drop.title}: its sales go on.",
        outcome=f"“{drop.slug}” sells nothing now." if is_paused else f"“{drop.slug}” sells again.",
        already=f"“{drop.slug}” is {'paused' if is_paused else 'not paused'} already",
        is_so=lambda: drop.ask("is_paused") == is_paused,
        check=partial(_check_right, desk, drop, Right.PAUSE),
    )


def decide_close(desk: Desk, drop: LiveDrop) -> Decision:
    """End every sale for good."""
    minted = drop.ask("minted")
    return Decision(
        step=f"close {drop.slug}",
        request=drop.request(f"to close “{drop.slug}”", "close"),
        plan=f"{drop.title}: every sale ends for good, with {count(minted, 'edition')}. This is FINAL.",
        outcome=f"“{drop.slug}” is closed for good.",
        already=f"“{drop.slug}” is closed already, which is final",
        is_so=lambda: bool(drop.ask("is_closed")),
        check=partial(drop.check_owner, desk.chain.account.address),
    )


def decide_shrink(desk: Desk, drop: LiveDrop, supply: int) -> Decision:
    """Promise fewer editions, for good."""

    def check() -> None:
        drop.check_open()
        drop.check_owner(desk.chain.account.address)
        minted, present = drop.ask("minted"), drop.ask("supply")
        if not max(1, minted) <= supply < present:
            raise SupplyWrong(supply, minted, present)

    return Decision(
        step=f"shrink {drop.slug} {supply}",
        request=drop.request(f"the supply of “{drop.slug}”", "shrink_supply", max(0, supply)),
        plan=f"{drop.title}: at most {count(supply, 'edition')} for ever. This is FINAL.",
        outcome=f"“{drop.slug}” has at most {count(supply, 'edition')} now.",
        already=f"The supply of “{drop.slug}” is {supply:,} already",
        is_so=lambda: drop.ask("supply") == supply and not drop.ask("is_closed"),
        check=check,
    )


def decide_airdrop(desk: Desk, drop: LiveDrop, wallets: tuple[str, ...], tier: int) -> Decision:
    """Give the next editions away, one to each wallet."""

    def check() -> None:
        _check_right(desk, drop, Right.AIRDROP)
        if len(wallets) > AIRDROP_LIMIT:
            raise AirdropTooLarge(len(wallets))
        if tier and not (0 < tier <= TIER_LIMIT and drop.ask("tier_supply", tier)):
            raise TierNumberWrong(tier)

    request = drop.request(f"the airdrop of “{drop.slug}”", "airdrop", list(wallets[:AIRDROP_LIMIT]), max(0, tier))
    kind = f" of tier {tier}" if tier else ""
    return Decision(
        step=f"airdrop {drop.slug} {keccak(request.data).hex()}",
        request=request,
        plan=f"{drop.title}: {count(len(wallets), 'edition')}{kind} given away, one to each wallet of the list.",
        outcome=f"{count(len(wallets), 'edition')} of “{drop.slug}” {'is' if len(wallets) == 1 else 'are'} given away.",
        check=check,
    )


def decide_withdrawal(desk: Desk, drop: LiveDrop, currency: Currency) -> Decision:
    """Send what a drop earned to its split; anyone may."""
    owed = drop.ask("total_owed", currency.address)
    held = read_balance(desk.chain.provider, currency.address, drop.address)
    amount, split = show_amount(held - owed, currency), drop.ask("split")
    nothing = f"“{drop.slug}” holds no {currency.symbol} but what is owed to referrers and the platform"
    arguments = () if currency.is_coin else (currency.address,)

    def check() -> None:
        if held <= owed:
            raise NothingToDo(nothing)

    return Decision(
        step=f"withdraw {drop.slug} {currency.symbol}",
        request=drop.request(f"the withdrawal from “{drop.slug}”", "withdraw", *arguments),
        plan=f"{drop.title}: {amount} go to the split {split}, less the platform's fee if there is one.",
        outcome=f"What “{drop.slug}” earned is in its split {split}: `ape run royalties distribute {drop.slug}` "
        "pays its payees, and anyone may.",
        check=check,
    )


def decide_draw(drop: LiveDrop) -> Decision:
    """Name the block that decides the golden edition, or draw it once that is past; anyone may."""
    block, serial = drop.ask("golden_block"), drop.ask("golden")
    if not block:
        return Decision(
            step=f"draw {drop.slug}",
            request=drop.request(f"the draw of “{drop.slug}”", "schedule_golden"),
            plan=f"{drop.title}: a block to come is named, whose hash will draw the golden edition.",
            outcome=f"The block is named: run `ape run drop draw {drop.slug}` again within hours, once it is past.",
            is_so=lambda: bool(drop.ask("golden_block")),
        )
    return Decision(
        step=f"draw {drop.slug}",
        request=drop.request(f"the draw of “{drop.slug}”", "draw_golden"),
        plan=f"{drop.title}: the golden edition is drawn by the hash of block {block:,}. This is FINAL.",
        outcome=f"The golden edition of “{drop.slug}” is drawn: its page shows which.",
        already=f"The golden edition of “{drop.slug}” is #{serial}, which is final",
        is_so=lambda: bool(drop.ask("golden")),
    )


def decide_freeze(desk: Desk, drop: LiveDrop) -> Decision:
    """Let all editions share one document for good."""
    return Decision(
        step=f"freeze {drop.slug}",
        request=drop.request(f"to freeze the metadata of “{drop.slug}”", "freeze_metadata"),
        plan=f"{drop.title}: its editions share one document for ever, without a number each. This is FINAL.",
        outcome=f"The metadata of “{drop.slug}” is final.",
        already=f"The metadata of “{drop.slug}” is final already",
        is_so=lambda: bool(drop.ask("is_metadata_final")),
        check=partial(drop.check_owner, desk.chain.account.address),
    )


def find_currency(desk: Desk, symbol: str | None) -> Currency:
    """Return the coin, or a currency of the label by its symbol or address."""
    known = {name.lower(): c for c in desk.deployments.list_currencies() for name in (c.address, c.symbol)}
    if symbol is None:
        return COIN
    if symbol.lower() not in known:
        raise CurrencyNotRecorded(symbol)
    return known[symbol.lower()]


def _check_right(desk: Desk, drop: LiveDrop, right: Right) -> None:
    drop.check_open()
    drop.check_may(desk.chain.account.address, right)
