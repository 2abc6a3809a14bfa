"""What a label decides about itself: currencies, crew, its own metadata, and who owns its drops."""

import base64
import re

from scripts._currencies import Currency
from scripts._decision import Decision
from scripts._desk import Desk
from scripts._live_drop import LiveDrop, Right
from scripts._refusal import Refusal
from scripts._token import find_token, read_token

NOTHING = "nothing"
DIRECTORY = bytes((1, 0x70, 0x12, 0x20))  # CID version 1, dag-pb, sha2-256, 32 bytes


class RightUnknown(Refusal):
    """There is no such right."""

    def __init__(self, name: str) -> None:
        known = ", ".join(name.lower() for name in Right.__members__)
        super().__init__(f"--may {name} is no right: choose from {known}, or {NOTHING}.")


class DirectoryWrong(Refusal):
    """That names no directory."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text} names no directory on IPFS: give its CID (bafybei…), or 0x and the 64 digits of its digest."
        )


def allow_token(desk: Desk, wanted: str, *, is_allowed: bool) -> None:
    """Carry out and record whether drops may be priced in a token given by address or symbol.

    The record keeps a token that is no longer allowed: drops that are priced in it stay so.
    """
    network = desk.chain.network
    currency = read_token(desk.chain.provider, find_token(wanted, network), network)
    decision = decide_currency(desk, currency, is_allowed=is_allowed)
    is_recorded = currency in desk.deployments.list_currencies()
    if is_allowed and not is_recorded and desk.catalogue.is_currency(currency.address):
        # Allowed by a run that did not get to record it, or from another machine.
        desk.chain.settle(decision.step, decision.request.purpose)
        desk.chain.journal.strike(decision.step)
        desk.screen.say(decision.outcome)
    else:
        desk.carry_out(decision)
    if is_allowed:
        desk.deployments.record_currency(currency)


def decide_currency(desk: Desk, currency: Currency, *, is_allowed: bool) -> Decision:
    """Let new drops be priced in a token, or no longer; drops that are priced in it stay so."""
    label, name = desk.catalogue, f"{currency.symbol} ({currency.address})"
    verb = "allow" if is_allowed else "disallow"
    payment = "a signature" if currency.takes_authorizations else "an approval and a transaction"
    plan = f"new drops may be priced in {name}, {currency.decimals} decimals; fans pay with {payment}."
    return Decision(
        step=f"{verb} {currency.address}",
        request=label.request(f"to {verb} {currency.symbol}", "allow_currency", currency.address, is_allowed),
        plan=plan if is_allowed else f"new drops can no longer be priced in {name}; those that are stay so.",
        outcome=f"Drops can be priced in {name} now." if is_allowed else f"New drops cannot be priced in {name} now.",
        already=f"{name} is {'allowed' if is_allowed else 'not allowed'} already",
        is_so=lambda: label.is_currency(currency.address) == is_allowed,
        check=lambda: label.check_owner(desk.chain.account.address),
    )


def decide_crew(desk: Desk, account: str, rights: Right) -> Decision:
    """Let an account do some of what the owner does, or nothing any more."""
    label = desk.catalogue
    what = show_rights(rights)
    return Decision(
        step=f"crew {account}",
        request=label.request("the crew", "set_crew", account, int(rights)),
        plan=f"{account} may {what} for this label; nothing final.",
        outcome=f"{account} may {what} now.",
        already=f"{account} may {what} already",
        is_so=lambda: label.rights_of(account) == rights,
        check=lambda: label.check_owner(desk.chain.account.address),
    )


def decide_offer(desk: Desk, drop: LiveDrop, owner: str) -> Decision:
    """Offer a drop to an owner of its own."""
    return Decision(
        step=f"offer {drop.slug} {owner}",
        request=desk.catalogue.request(f"the offer of “{drop.slug}”", "offer_drop", drop.address, owner),
        plan=f"{drop.title} is offered to {owner}, who may accept and then decides about it instead of this label.",
        outcome=f"“{drop.slug}” is offered: {owner} accepts it by `ape run label accept-drop {drop.slug}`.",
        check=lambda: drop.check_owner(desk.chain.account.address),
    )


def decide_acceptance(desk: Desk, drop: LiveDrop) -> Decision:
    """Become the owner of a drop that was offered."""
    account = desk.chain.account.address
    return Decision(
        step=f"accept {drop.slug}",
        request=desk.catalogue.request(f"to accept “{drop.slug}”", "accept_drop", drop.address),
        plan=f"{drop.title}: {account} decides about it from now on.",
        outcome=f"“{drop.slug}” is up to {account} now.",
        already=f"“{drop.slug}” is up to {account} already",
        is_so=lambda: bool(drop.ask("owner") == account),
    )


def decide_description(desk: Desk, digest: bytes) -> Decision:
    """Say where the label's own metadata is."""
    label = desk.catalogue
    return Decision(
        step="describe",
        request=label.request("the label's description", "describe", digest),
        plan=f"the label's own metadata is contract.json in the directory with the digest 0x{digest.hex()}.",
        outcome="The label is described.",
        already="The label has this description already",
        is_so=lambda: digest.hex() in label.metadata_uri(),
        check=lambda: label.check_owner(desk.chain.account.address),
    )


def read_rights(names: str) -> Right:
    """Return the rights of a list such as "create,pause"; "nothing" is none."""
    rights = Right(0)
    for name in names.split(","):
        if name.strip().upper() in Right.__members__:
            rights |= Right[name.strip().upper()]
        elif name.strip() != NOTHING:
            raise RightUnknown(name.strip())
    return rights


def show_rights(rights: Right) -> str:
    """Return rights in words: "create, pause"."""
    return ", ".join(right.name.lower() for right in Right if right in rights and right.name) or NOTHING


def read_directory(text: str) -> bytes:
    """Return the sha2-256 digest that a directory's CID (version 1, base32), or 0x and 64 digits, names."""
    if re.fullmatch(r"0x[0-9a-fA-F]{64}", text):
        return bytes.fromhex(text[2:])
    if re.fullmatch(r"b[a-z2-7]{58}", text):
        cid = base64.b32decode(text[1:].upper() + "=" * (-len(text[1:]) % 8))
        if cid.startswith(DIRECTORY):
            return cid[len(DIRECTORY) :]
    raise DirectoryWrong(text)
