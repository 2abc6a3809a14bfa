"""What is done with a proposal once it is made: queue it, execute it, cancel it."""

from scripts._decision import Decision
from scripts._durations import say_duration
from scripts._governance_backend import GovernanceBackend
from scripts._live_governor import LiveGovernor, Standing
from scripts._proposal import Proposal
from scripts._proposal_refusals import NotYoursToCancel, StandsElsewhere

CANCELABLE = (Standing.PENDING, Standing.ACTIVE, Standing.DEFEATED, Standing.SUCCEEDED, Standing.QUEUED)


def decide_queueing(governor: LiveGovernor, proposal: Proposal) -> Decision:
    """Have what won wait for its execution; anyone may."""
    delay = say_duration(governor.ask("executionDelay"))

    def check() -> None:
        standing = governor.find_standing(proposal.id)
        if standing is not Standing.SUCCEEDED:
            raise StandsElsewhere(governor, proposal, standing, "queued")

    return Decision(
        step=f"queue {proposal.id}",
        request=governor.request("the queueing", "queue", *proposal.named),
        plan="\n".join((f"{proposal.title}, which won, can be executed {delay} later.", *proposal.list_effects())),
        outcome=f"{proposal.title} waits: `ape run governance execute {proposal.short_id}` in {delay}, anyone may.",
        already=f"{proposal.title} is queued already",
        is_so=lambda: governor.find_standing(proposal.id) is Standing.QUEUED,
        check=check,
    )


def decide_execution(governor: LiveGovernor, server: GovernanceBackend, proposal: Proposal, account: str) -> Decision:
    """Have the governor do what won and has waited, all of it or nothing; anyone may."""

    def check() -> None:
        standing = governor.find_standing(proposal.id)
        if standing is not Standing.QUEUED or governor.ask("proposalEta", proposal.id) > governor.find_time():
            raise StandsElsewhere(governor, proposal, standing, "executed")
        server.check_execution(proposal, account)

    return Decision(
        step=f"execute {proposal.id}",
        request=governor.request(f"to execute {proposal.title}", "execute", *proposal.named),
        plan="\n".join((f"{proposal.title} is executed. This is FINAL.", *proposal.list_effects("it will"))),
        outcome=f"{proposal.title} is executed.",
        already=f"{proposal.title} is executed already",
        is_so=lambda: governor.find_standing(proposal.id) is Standing.EXECUTED,
        check=check,
    )


def decide_cancellation(governor: LiveGovernor, proposal: Proposal, account: str) -> Decision:
    """Stop a proposal for good: its proposer may before the vote, the guardian until it is executed."""

    def check() -> None:
        standing = governor.find_standing(proposal.id)
        if standing not in CANCELABLE:
            raise StandsElsewhere(governor, proposal, standing, "canceled")
        is_guardian = account == governor.find_guardian() and not proposal.only_replaces_guardian(governor.address)
        is_withdrawn = account == proposal.proposer and standing is Standing.PENDING
        if not (is_guardian or is_withdrawn):
            raise NotYoursToCancel(account, governor, proposal)

    return Decision(
        step=f"cancel {proposal.id}",
        request=governor.request("the cancellation", "cancel", *proposal.named),
        plan="\n".join((f"{proposal.title} is canceled. This is FINAL.", *proposal.list_effects())),
        outcome=f"{proposal.title} is canceled.",
        already=f"{proposal.title} is canceled already",
        is_so=lambda: governor.find_standing(proposal.id) is Standing.CANCELED,
        check=check,
    )
