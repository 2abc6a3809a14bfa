"""What a governor and a fan token say, as events that are not in a block yet."""

from eth_utils.address import to_checksum_address

from backend.chain.contracts import Deployed
from tests.backend.chain.fake_chain import NOBODY, create_event

GOVERNOR, TOKEN = Deployed("0x" + "60" * 20, 1), Deployed("0x" + "70" * 20, 1)
DJ, SINGER = (to_checksum_address("0x" + digit * 40) for digit in "12")
FAN = to_checksum_address("0x" + "fa" * 20)
UNIT = 10**18
DAY = 24 * 60 * 60
BEGINS = 1_794_000_000
AGAINST, FOR, ABSTAIN = range(3)


def governor_says(name, **arguments):
    return create_event(name, GOVERNOR.address, **arguments)


def token_says(name, **arguments):
    return create_event(name, TOKEN.address, **arguments)


def proposed(proposal=1, actions=((FAN, 5, "0x"),), description="# Pay the printer", snapshot=BEGINS):
    targets, values, calls = (list(column) for column in zip(*actions, strict=True))
    return governor_says(
        "ProposalCreated",
        proposalId=proposal,
        proposer=DJ,
        targets=targets,
        values=values,
        signatures=[""] * len(targets),
        calldatas=calls,
        voteStart=snapshot,
        voteEnd=snapshot + 3 * DAY,
        description=description,
    )


def voted(voter=FAN, weight=UNIT, support=FOR, proposal=1, reason="", **more):
    name = "VoteCastWithParams" if more else "VoteCast"
    told = {"voter": voter, "proposalId": proposal, "support": support, "weight": weight, "reason": reason}
    return governor_says(name, **told, **more)


def queued(eta, proposal=1):
    return governor_says("ProposalQueued", proposalId=proposal, etaSeconds=eta)


def extended(deadline, proposal=1):
    return governor_says("ProposalExtended", proposalId=proposal, extendedDeadline=deadline)


def canceled(proposal=1):
    return governor_says("ProposalCanceled", proposalId=proposal)


def executed(proposal=1):
    return governor_says("ProposalExecuted", proposalId=proposal)


def quorum_set(percent):
    return governor_says("QuorumNumeratorUpdated", oldQuorumNumerator=0, newQuorumNumerator=percent)


def period_set(seconds):
    return governor_says("VotingPeriodSet", oldVotingPeriod=0, newVotingPeriod=seconds)


def guardian_set(account):
    return governor_says("ProposalGuardianSet", oldProposalGuardian=NOBODY, newProposalGuardian=account)


def transferred(amount, recipient, sender=DJ):
    return token_says("Transfer", sender=sender, receiver=recipient, value=amount)


def minted(amount, recipient=DJ):
    return transferred(amount, recipient, NOBODY)


def votes_changed(delegate, votes):
    return token_says("DelegateVotesChanged", delegate=delegate, previousVotes=0, newVotes=votes)


def delegated(delegator, delegate):
    return token_says("DelegateChanged", delegator=delegator, fromDelegate=NOBODY, toDelegate=delegate)


STORY = (
    [minted(60 * UNIT), minted(40 * UNIT, SINGER), delegated(DJ, DJ), votes_changed(DJ, 60 * UNIT)],
    [quorum_set(10), period_set(3 * DAY), guardian_set(SINGER)],
    [proposed(1), proposed(2, description="Replace the guardian")],
    [delegated(SINGER, DJ), votes_changed(DJ, 100 * UNIT)],
    [voted(DJ, 60 * UNIT), voted(SINGER, 40 * UNIT, AGAINST, reason="Too dear")],
    [voted(FAN, 2**90, ABSTAIN, proposal=2, params="0x01"), extended(BEGINS + 4 * DAY)],
    [queued(BEGINS + 6 * DAY), canceled(2), quorum_set(20)],
    [executed(1), guardian_set(NOBODY), delegated(SINGER, NOBODY), votes_changed(DJ, 60 * UNIT)],
)
