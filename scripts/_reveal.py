"""Give the editions of an open supply their own documents, once nothing is left to sell."""

from functools import partial

from scripts._backend import Backend
from scripts._decision import Decision
from scripts._desk import Desk
from scripts._live_drop import LiveDrop
from scripts._phase_lines import count
from scripts._refusal import Refusal
from scripts._signing import sign_text

NO_SALT = bytes(32)
SIGN_IN = "the sign-in"


class StillSelling(Refusal):
    """Nobody knows yet how many editions there will be."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"“{slug}” can still be collected: run this again after its cut-off, or `ape run drop close {slug}` first."
        )


class CountsDiffer(Refusal):
    """The backend numbered other editions than there are."""

    def __init__(self, url: str, numbered: int, minted: int) -> None:
        super().__init__(
            f"The backend at {url} numbered {numbered:,} editions, {minted:,} are minted: check which node it asks."
        )


def decide_reveal(desk: Desk, drop: LiveDrop, backend: Backend) -> Decision:
    """Have the backend number the editions, unless that is final already, and decide to show it."""
    minted = drop.ask("minted")
    digest = bytes(32)
    if not drop.ask("is_metadata_final"):
        _check(desk, drop, minted)
        digest = _number(desk, drop, backend, minted)
    return Decision(
        step=f"reveal {drop.slug}",
        request=drop.request(f"the reveal of “{drop.slug}”", "reveal", digest, NO_SALT),
        plan=f"{drop.title}: each of its {count(minted, 'edition')} gets its own number and document. This is FINAL.",
        outcome=f"Each edition of “{drop.slug}” has its own document now.",
        already=f"The metadata of “{drop.slug}” is final already",
        is_so=lambda: bool(drop.ask("is_metadata_final")),
    )


def _check(desk: Desk, drop: LiveDrop, minted: int) -> None:
    drop.check_owner(desk.chain.account.address)
    if drop.ask("supply") != minted:
        raise StillSelling(drop.slug)


def _number(desk: Desk, drop: LiveDrop, backend: Backend, minted: int) -> bytes:
    account, chain_id = desk.chain.account, desk.chain.network.chain_id
    backend.check_chain(chain_id)
    desk.screen.say(f"Signing in to {backend.url} as {account.address}.")
    backend.sign_in(account.address, chain_id, partial(sign_text, account, purpose=SIGN_IN))
    numbered = backend.number_editions(drop.slug)
    if numbered["minted"] != minted:
        raise CountsDiffer(backend.url, numbered["minted"], minted)
    return bytes.fromhex(str(numbered["metadata_digest"]).removeprefix("0x"))
