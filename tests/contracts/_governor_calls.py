"""Calls that any governor with OpenZeppelin's ABI answers, and what one answers to all of them."""

import boa

from tests.contracts._ballots import OTHER_VOTER, VOTER, sign_ballot, sign_extended_ballot
from tests.contracts._calls import BEGIN, ROLES, Call, describe, send
from tests.contracts._chain import DAY, ETHER, ZERO_ADDRESS
from tests.contracts._governance import ABSTAIN, AGAINST, FOR, Proposal

NAME = "Warehouse Fans"
TOKEN, GOVERNOR = ("0x" + f"{digit}" * 40 for digit in (7, 8))
SHARES = {ROLES["artist"]: 600, ROLES["fan"]: 260, ROLES["collector"]: 100, VOTER.address: 40}
ACTIONS = "(address[],uint256[],bytes[],string)"
NAMED = "(address[],uint256[],bytes[],bytes32)"
CONSTANTS = """
    name version clock CLOCK_MODE COUNTING_MODE token votingDelay votingPeriod proposalThreshold quorumNumerator
    quorumDenominator lateQuorumVoteExtension proposalGuardian BALLOT_TYPEHASH EXTENDED_BALLOT_TYPEHASH eip712Domain
"""
EXTENDED = "(uint256,uint8,address,string,bytes,bytes)"


def describe_governor():
    """Return what signing a ballot asks of a governor."""
    return describe(GOVERNOR, NAME)


def ask_everything(proposal):
    """Return the questions that anyone may ask at any time."""
    holders, past = SHARES, boa.env.timestamp - 1
    by_proposal = ("Snapshot", "Deadline", "Proposer", "Votes")
    return [
        Call("state(uint256)", (proposal.id,)),
        *(Call(f"proposal{name}(uint256)", (proposal.id,)) for name in by_proposal),
        *(Call("hasVoted(uint256,address)", (proposal.id, holder)) for holder in holders),
        *(Call("getVotes(address,uint256)", (holder, past)) for holder in holders),
        *(Call("nonces(address)", (holder,)) for holder in holders),
        *(Call(f"{name}(uint256)", (past,)) for name in ("quorum", "quorumNumerator")),
        Call("getVotesWithParams(address,uint256,bytes)", (ROLES["fan"], past, b"x")),
    ]


def ask_what_stays():
    """Return the questions whose answers never change here."""
    interfaces = ("01ffc9a7", "cdbdfcee", "65455a86", "4e2312e0", "150b7a02", "ffffffff")
    fan, numbers = ROLES["fan"], [1, 2]
    return [
        *(Call(f"{name}()") for name in CONSTANTS.split()),
        *(Call("supportsInterface(bytes4)", (bytes.fromhex(interface),)) for interface in interfaces),
        Call("onERC721Received(address,address,uint256,bytes)", (fan, fan, 1, b"x")),
        Call("onERC1155Received(address,address,uint256,uint256,bytes)", (fan, fan, 1, 2, b"x")),
        Call("onERC1155BatchReceived(address,address,uint256[],uint256[],bytes)", (fan, fan, numbers, numbers, b"x")),
    ]


def change_settings():
    """Return what only a vote may do."""
    names = "VotingDelay(uint48) VotingPeriod(uint32) ProposalThreshold(uint256) LateQuorumVoteExtension(uint48)"
    return [
        *(Call(f"set{name}", (1,), "guardian") for name in names.split()),
        Call("updateQuorumNumerator(uint256)", (1,), "artist"),
        Call("setProposalGuardian(address)", (ROLES["artist"],), "artist"),
        Call("relay(address,uint256,bytes)", (ROLES["artist"], 1, b""), "artist"),
    ]


def propose(proposal, sender="artist", after=0):
    return Call(f"propose{ACTIONS}", (*proposal.actions, proposal.description), sender, after)


def cancel(proposal, sender):
    return Call(f"cancel{NAMED}", proposal.named, sender)


def vote(proposal, sender, support, after=0):
    return Call("castVote(uint256,uint8)", (proposal.id, support), sender, after)


def vote_signed(proposal, support, signer=VOTER, voter=VOTER.address):
    ballot = sign_ballot(describe_governor(), proposal.id, support, signer, voter=voter)
    return Call("castVoteBySig(uint256,uint8,address,bytes)", (proposal.id, support, voter, ballot))


def plan(description, targets=1, calls=1, amounts=1):
    return Proposal([ROLES["stranger"]] * targets, [b"\x01\x02"] * calls, [0] * amounts, description)


def play_proposing():
    """Propose well and badly, and take proposals back."""
    first, second = plan("first"), plan("second", 3, 3, 3)
    named = (plan(f"x#proposer={ROLES[role]}{end}") for role, end in (("artist", ""), ("fan", ""), ("fan", "0")))
    for proposal in (first, second, first, *named, plan("none", 0, 0, 0), plan("few", 2, 1, 2), plan("less", 2, 2, 1)):
        yield propose(proposal)
    yield propose(plan("poor"), "stranger")
    for name in ("hashProposal", "getProposalId"):
        yield Call(f"{name}{NAMED}", second.named)
    for sender in ("fan", "artist", "artist", "guardian"):
        yield cancel(first, sender)
    yield vote(second, "fan", FOR)
    yield cancel(second, "guardian")
    yield cancel(plan("unknown"), "guardian")
    yield vote(plan("unknown"), "fan", FOR)


def play_voting():
    """Vote in every way there is, well and badly."""
    third = plan("third")
    yield propose(third)
    yield vote(third, "fan", FOR, after=DAY)
    yield vote(third, "fan", 3, after=1)
    yield vote(third, "fan", FOR)
    yield vote(third, "fan", AGAINST)
    yield Call("castVoteWithReason(uint256,uint8,string)", (third.id, ABSTAIN, "why not"), "collector")
    parameters = "castVoteWithReasonAndParams(uint256,uint8,string,bytes)"
    yield Call(parameters, (third.id, AGAINST, "because", b"\x07"), "artist")
    yield Call(parameters, (third.id, AGAINST, "nobody", b""), "stranger")
    yield vote_signed(third, FOR, OTHER_VOTER)
    yield vote_signed(third, FOR, VOTER, ZERO_ADDRESS)
    yield vote_signed(third, FOR)
    yield vote_signed(third, FOR)
    yield from ask_everything(third)
    yield vote(third, "guardian", FOR, after=5 * DAY)
    yield from ask_everything(third)


def play_late_quorum():
    """Reach the quorum in the last minute, with a ballot that is signed."""
    fourth, fifth = plan("fourth"), plan("fifth")
    yield propose(fourth)
    yield propose(fifth)
    yield vote(fourth, "artist", AGAINST, after=6 * DAY - 60)
    ballot = sign_extended_ballot(describe_governor(), fourth.id, FOR, "late", b"")
    for reason in ("later", "late"):
        arguments = (fourth.id, FOR, VOTER.address, reason, b"", ballot)
        yield Call(f"castVoteWithReasonAndParamsBySig{EXTENDED}", arguments)
    yield vote(fourth, "collector", FOR)
    yield vote(fourth, "fan", FOR, after=DAY // 2)
    yield vote(fifth, "fan", FOR)
    for proposal in (fourth, fifth):
        yield from ask_everything(proposal)
    yield Call("state(uint256)", (fourth.id,), after=DAY)
    yield cancel(fourth, "artist")
    yield cancel(fourth, "guardian")
    yield from ask_everything(fourth)


def play_all(deploy_token, deploy_governor):
    """Return what a governor answers to every call, from the same beginning wherever it is played."""
    with boa.env.anchor():
        boa.env.timestamp = BEGIN
        deploy_token([(holder, share * ETHER, False) for holder, share in SHARES.items()])
        deploy_governor()
        boa.env.timestamp += DAY
        answers = [send(GOVERNOR, call) for call in (*ask_what_stays(), *change_settings())]
        for play in (play_proposing, play_voting, play_late_quorum):
            answers += [send(GOVERNOR, call) for call in play()]
        return answers
