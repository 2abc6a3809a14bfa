"""What the owner of a managed split decides: who is paid from now on, and who owns it next."""

from collections.abc import Sequence

from scripts._decision import Decision
from scripts._live_split import LiveSplit
from scripts._payees import Payee, pack_payees
from scripts._refusal import Refusal
from scripts._split_creation import list_shares
from scripts._split_terms import SplitTerms


class SplitFixed(Refusal):
    """Nobody owns the split, or nobody any more."""

    def __init__(self, split: LiveSplit) -> None:
        since = "has no owner any more" if split.is_managed else "is fixed, for good"
        super().__init__(f"{split.subject} {since}: nobody can change whom it pays, or own it.")


class NotTheSplitsOwner(Refusal):
    """The account does not decide about the split."""

    def __init__(self, account: str, split: LiveSplit, owner: str) -> None:
        super().__init__(f"{account} does not own {split.title}: run this again with the --account of {owner}.")


class NotOffered(Refusal):
    """The account was not asked to own the split."""

    def __init__(self, account: str, split: LiveSplit) -> None:
        super().__init__(
            f"{split.subject} was not offered to {account}: its owner does so by `ape run royalties hand-over "
            f"{split.name} --to {account}`."
        )


class OwnedAlready(Refusal):
    """The split has that owner."""

    def __init__(self, split: LiveSplit, owner: str) -> None:
        super().__init__(f"{split.subject} is up to {owner} already: there is nothing to hand over.")


class OwnsItself(Refusal):
    """Nobody could ever accept the split for the split."""

    def __init__(self, split: LiveSplit) -> None:
        super().__init__(f"{split.subject} cannot own itself: give --to the address of a person or a governor.")


class PaysItself(Refusal):
    """The split would keep a share, and divide it for ever."""

    def __init__(self, split: LiveSplit) -> None:
        super().__init__(f"{split.subject} is among its own payees: remove that row, and correct the shares.")


def decide_change(split: LiveSplit, payees: Sequence[Payee], account: str) -> Decision:
    """Pay others from now on; what came in before is divided first."""
    if not split.is_managed:
        raise SplitFixed(split)
    successors = SplitTerms(tuple(pack_payees(payees)), split.terms.tag)

    def check() -> None:
        _check_owner(split, account)
        if split.address in dict(successors.shares):
            raise PaysItself(split)

    before = "What came in until then, of POL and the tokens it settles, is divided among its present payees."
    return Decision(
        step=f"change {split.address}",
        request=split.request(
            f"the payees of {split.title}", "change_payees", split.terms.words, split.terms.tag, successors.words
        ),
        plan="\n".join((f"{split.title} pays from now on:", *list_shares(successors), f"  {before}")),
        outcome=f"{split.subject} pays the payees of that list from now on.",
        already=f"{split.subject} pays them already",
        is_so=lambda: split.terms == successors,
        check=check,
    )


def decide_offer(split: LiveSplit, owner: str, account: str) -> Decision:
    """Offer the split to another owner."""
    if not split.is_managed:
        raise SplitFixed(split)

    def check() -> None:
        _check_owner(split, account)
        if owner == account:
            raise OwnedAlready(split, owner)
        if owner == split.address:
            raise OwnsItself(split)

    return Decision(
        step=f"hand over {split.address} {owner}",
        request=split.request(f"the offer of {split.title}", "transfer_ownership", owner),
        plan=f"{split.title} is offered to {owner}, who may accept and then decides whom it pays.",
        outcome=f"{split.subject} is offered: {owner} accepts it by `ape run royalties take-over {split.name}`.",
        already=f"{split.subject} is offered to {owner} already",
        is_so=lambda: split.ask("pending_owner") == owner,
        check=check,
    )


def decide_acceptance(split: LiveSplit, account: str) -> Decision:
    """Become the owner of a split that was offered."""
    if not split.is_managed:
        raise SplitFixed(split)

    def check() -> None:
        if split.find_owner() is None:
            raise SplitFixed(split)
        if split.ask("pending_owner") != account:
            raise NotOffered(account, split)

    return Decision(
        step=f"take over {split.address}",
        request=split.request(f"to accept {split.title}", "accept_ownership"),
        plan=f"{account} decides from now on whom {split.title} pays.",
        outcome=f"{split.subject} is up to {account} now.",
        already=f"{split.subject} is up to {account} already",
        is_so=lambda: split.ask("owner") == account,
        check=check,
    )


def _check_owner(split: LiveSplit, account: str) -> None:
    owner = split.find_owner()
    if owner is None:
        raise SplitFixed(split)
    if owner != account:
        raise NotTheSplitsOwner(account, split, owner)
