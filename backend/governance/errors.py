"""Why there is no governor, no proposal, or no such place in a list."""

from backend.core.clock import write_moment
from backend.core.errors import Conflict, Invalid, NotFound


class GovernorMissing(NotFound):
    """The label decides alone."""

    def __init__(self) -> None:
        super().__init__("This label has no governor: its fans do not vote. `ape run governance deploy` gives it one.")


class ProposalMissing(NotFound):
    """Nothing with that id was proposed, or its block is not indexed yet."""

    def __init__(self, proposal_id: int) -> None:
        super().__init__(f"There is no proposal {proposal_id}. One that was just made appears within a few seconds.")


class BallotMissing(NotFound):
    """A list was to go on after a ballot that is not there."""

    def __init__(self, voter: str) -> None:
        super().__init__(f"{voter} has no ballot on this proposal. Read the list again from its beginning.")


class VotesMissing(Conflict):
    """Nobody had delegated votes to the voter when the vote began."""

    def __init__(self, voter: str, began_at: int) -> None:
        super().__init__(
            f"{voter} had no votes when this vote began on {write_moment(began_at)}. Fan tokens vote only once their "
            "holder says who votes with them, and only where the vote begins later: do that now for the next one.",
            field="account",
        )


class AlreadyVoted(Conflict):
    """Each voter votes once."""

    def __init__(self, voter: str) -> None:
        super().__init__(f"{voter} has voted on this already, and a vote is final.", field="account")


class DelegateUnchanged(Conflict):
    """The account's tokens are voted with as wanted already."""

    def __init__(self, delegate: str | None) -> None:
        now = f"{delegate} votes" if delegate else "Nobody votes"
        super().__init__(f"{now} with these fan tokens already. There is nothing to send.", field="delegate")


class ProposalElsewhere(Conflict):
    """A proposal does not stand where something can be done about it; the sentence says where it stands."""

    def __init__(self, deed: str, title: str, standing: str) -> None:
        super().__init__(f"“{title}” cannot be {deed} now: {standing}")


class DescriptionTooLong(Invalid):
    """The governor takes descriptions up to a length."""

    def __init__(self, excess_bytes: int) -> None:
        super().__init__(
            f"Title and text are {excess_bytes:,} bytes too long for the governor. Shorten them, or link to the rest.",
            field="text",
        )


class ProposerWithoutVotes(Conflict):
    """Who proposes needs a number of votes."""

    def __init__(self, proposer: str, votes: str, needed: str) -> None:
        super().__init__(
            f"Proposing needs {needed}, and {proposer} has {votes}. Delegate your fan tokens to yourself, or find "
            "others who delegate theirs to you; a delegation counts from the next second on.",
            field="account",
        )


class ProposerOther(Conflict):
    """The description says that somebody else is to propose this."""

    def __init__(self, proposer: str) -> None:
        super().__init__(
            f"The text ends with who alone may propose this, and that is not {proposer}. Take the last line out.",
            field="text",
        )


class ProposedAlready(Conflict):
    """The same was proposed, word by word."""

    def __init__(self, proposal_id: int) -> None:
        super().__init__(
            f"The same was proposed already, as proposal {proposal_id}. Vote on that one, or change the title.",
            field="title",
        )


class CancelForbidden(Conflict):
    """Few can cancel a proposal, and not at any time."""

    def __init__(self, account: str, proposer: str, guardian: str | None) -> None:
        others = (
            f"the guardian {guardian} until it is executed, unless all it does is to replace the guardian"
            if guardian
            else "then nobody: there is no guardian"
        )
        super().__init__(
            f"{account} cannot cancel this: its proposer {proposer} can until its vote begins, and {others}.",
            field="account",
        )


class ExecutionFails(Conflict):
    """One of the actions fails, and with it all of them."""

    def __init__(self, title: str, action: str, why: str) -> None:
        super().__init__(
            f"“{title}” cannot be executed now: it would {action}, but {why}. All of it is done or nothing; try again "
            "once that has changed."
        )


class DescriptionUnreadable(Conflict):
    """The description on chain is not the text that is kept here: its bytes were no text."""

    def __init__(self, title: str, transaction: str) -> None:
        super().__init__(
            f"“{title}” cannot be carried on from here: its description on chain is no readable text. Call the "
            f"governor by hand, with the bytes that were proposed in {transaction}."
        )


class DeedRefused(Conflict):
    """Governor or token refuse for a reason that has no sentence of its own."""

    def __init__(self, reason: str) -> None:
        why = reason or "it gives no reason"
        super().__init__(f"The contract refuses this: {why}. Load the page again and retry.")
