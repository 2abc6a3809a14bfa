"""What a holder of fan tokens decides: who votes with them, and how."""

from enum import IntEnum

from scripts._amounts import show_second, show_votes
from scripts._currencies import ZERO_ADDRESS
from scripts._decision import Decision
from scripts._live_governor import LiveGovernor, Standing
from scripts._proposal import Proposal
from scripts._proposal_refusals import StandsElsewhere
from scripts._refusal import Refusal

MOST_REASON_BYTES = 1024
NOBODY = "nobody"


class Support(IntEnum):
    """A vote, by the governor's own numbers."""

    AGAINST = 0
    FOR = 1
    ABSTAIN = 2

    @property
    def verb(self) -> str:
        """What somebody does who votes so."""
        return "abstains on" if self is Support.ABSTAIN else f"votes {self.name.lower()}"


class ReasonTooLong(Refusal):
    """The governor keeps less."""

    def __init__(self, size: int) -> None:
        super().__init__(f"--reason takes {size} bytes, a ballot carries {MOST_REASON_BYTES}: shorten it.")


class NoVotes(Refusal):
    """The account's vote would count for nothing."""

    def __init__(self, governor: LiveGovernor, proposal: Proposal, account: str) -> None:
        held = governor.token.balanceOf(account)
        began = show_second(governor.ask("proposalSnapshot", proposal.id))
        if governor.token.getVotes(account):
            why = "its votes came later, and count from the next proposal on"
        elif held:
            delegate = str(governor.token.delegates(account))
            whose = "nobody votes" if delegate == ZERO_ADDRESS else f"{delegate} votes"
            why = (
                f"{whose} with its {show_votes(held, governor.currency)}; for proposals whose vote begins later, "
                "`ape run governance delegate self` makes them its own votes"
            )
        else:
            why = f"it holds no {governor.currency.symbol}, and nobody delegated any to it"
        super().__init__(f"{account} had no votes when the vote on {proposal.title} began on {began}: {why}.")


def decide_vote(governor: LiveGovernor, proposal: Proposal, support: Support, reason: str, account: str) -> Decision:
    """Vote; a vote is final."""
    size = len(reason.encode())
    if size > MOST_REASON_BYTES:
        raise ReasonTooLong(size)
    votes = governor.count_votes(account, proposal.id)
    function, arguments = ("castVoteWithReason", (reason,)) if reason else ("castVote", ())

    def check() -> None:
        standing = governor.find_standing(proposal.id)
        if standing is not Standing.ACTIVE:
            raise StandsElsewhere(governor, proposal, standing, "voted on")
        if not votes:
            raise NoVotes(governor, proposal, account)

    said = f"{account} {support.verb} {proposal.title} with {show_votes(votes, governor.currency)}"
    because = [f"  because   {reason}"] if reason else []
    return Decision(
        step=f"vote on {proposal.id}",
        request=governor.request("the vote", function, proposal.id, int(support), *arguments),
        plan="\n".join((f"{said}, for good.", *proposal.list_effects(), *because)),
        outcome=f"{said}.",
        already=f"{account} voted on {proposal.title} already, which is final",
        is_so=lambda: bool(governor.ask("hasVoted", proposal.id, account)),
        check=check,
    )


def decide_delegation(governor: LiveGovernor, delegate: str, account: str) -> Decision:
    """Say who votes with all tokens the account has, now and later."""
    held = show_votes(governor.token.balanceOf(account), governor.currency)
    who = {ZERO_ADDRESS: "nobody votes", account: f"{account} itself votes"}.get(delegate, f"{delegate} votes")
    plan = (
        f"{who} with all tokens that {account} has, now {held}, or gets.\n"
        "  It counts in votes that begin from now on; the tokens stay where they are, and this can be changed any time."
    )
    return Decision(
        step=f"delegate {account}",
        request=governor.request_delegation(delegate),
        plan=plan,
        outcome=f"From now on {who} with the tokens of {account}.",
        already=f"{who[0].upper()}{who[1:]} with the tokens of {account} already",
        is_so=lambda: bool(governor.token.delegates(account) == delegate),
    )
