"""Why a proposal cannot be voted on, queued, executed or canceled now; each sentence says where it stands instead."""

from scripts._amounts import show_second
from scripts._live_governor import LiveGovernor, Standing
from scripts._proposal import Proposal
from scripts._refusal import Refusal

OVER = {
    Standing.CANCELED: "it was canceled",
    Standing.DEFEATED: "it was defeated: as many were against it as for it or more, or too few took part",
    Standing.EXPIRED: "it won, and expired because nobody carried it out in time",
    Standing.EXECUTED: "it was executed",
}


class StandsElsewhere(Refusal):
    """The proposal is not where that can be done."""

    def __init__(self, governor: LiveGovernor, proposal: Proposal, standing: Standing, deed: str) -> None:
        where = describe_standing(governor, proposal, standing)
        super().__init__(f"{proposal.title} cannot be {deed} now: {where}.")


class NotYoursToCancel(Refusal):
    """The account is neither the guardian nor a proposer in time."""

    def __init__(self, account: str, governor: LiveGovernor, proposal: Proposal) -> None:
        guardian = governor.find_guardian()
        pending = governor.find_standing(proposal.id) is Standing.PENDING
        may = [f"{proposal.proposer}, who proposed it, until its vote begins"] if pending else []
        if guardian and not proposal.only_replaces_guardian(governor.address):
            may.append(f"the guardian {guardian}")
        if may:
            remedy = f"only {' or '.join(may)} can: run this again with that --account"
        else:
            remedy = "nobody can any more, it can only be voted down"
        super().__init__(f"{account} cannot cancel {proposal.title}, {remedy}.")


def describe_standing(governor: LiveGovernor, proposal: Proposal, standing: Standing) -> str:
    """Return where a proposal stands, and what can be done there."""
    match standing:
        case Standing.PENDING:
            return f"people can vote after {show_second(governor.ask('proposalSnapshot', proposal.id))}"
        case Standing.ACTIVE:
            return f"people vote until {show_second(governor.ask('proposalDeadline', proposal.id))}"
        case Standing.SUCCEEDED:
            return f"it won, and waits for anyone to `ape run governance queue {proposal.short_id}`"
        case Standing.QUEUED:
            since = show_second(governor.ask("proposalEta", proposal.id))
            return f"it won, and anyone may `ape run governance execute {proposal.short_id}` from {since} on"
        case _:
            return OVER[standing]
