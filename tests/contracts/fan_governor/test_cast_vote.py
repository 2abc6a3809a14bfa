import boa
import pytest

from tests.contracts._chain import ETHER
from tests.contracts._governance import (
    ABSTAIN,
    AGAINST,
    FOR,
    Proposal,
    State,
    refused_as,
    refused_in_state,
    wait_until,
)

VOTES = {AGAINST: (300 * ETHER, 0, 0), FOR: (0, 300 * ETHER, 0), ABSTAIN: (0, 0, 300 * ETHER)}


@pytest.fixture
def proposal(governor, payment, artist):
    governor.open(payment, artist)
    return payment


@pytest.mark.parametrize(("support", "votes"), VOTES.items(), ids=["against", "for", "abstain"])
def test_cast_vote__while_active__counts_its_weight(governor, proposal, fan, support, votes):
    assert governor.castVote(proposal.id, support, sender=fan) == 300 * ETHER

    assert governor.proposalVotes(proposal.id) == votes
    assert governor.hasVoted(proposal.id, fan)


def test_cast_vote__while_active__is_logged(governor, proposal, fan):
    governor.castVote(proposal.id, AGAINST, sender=fan)

    (log,) = governor.get_logs()
    assert (log.voter, log.proposalId, log.support, log.weight) == (fan, proposal.id, AGAINST, 300 * ETHER)
    assert log.reason == ""


def test_cast_vote__with_a_reason__is_logged_with_it(governor, proposal, fan):
    reason = "x" * 1024

    assert governor.castVoteWithReason(proposal.id, FOR, reason, sender=fan) == 300 * ETHER

    (log,) = governor.list_logs("VoteCast")
    assert log.reason == reason


def test_cast_vote__with_params__is_logged_with_them(governor, proposal, fan):
    governor.castVoteWithReasonAndParams(proposal.id, FOR, "because", b"\x01\x02", sender=fan)

    (log,) = governor.list_logs("VoteCastWithParams")
    assert (log.voter, log.support, log.weight, log.reason) == (fan, FOR, 300 * ETHER, "because")
    assert log.params == b"\x01\x02"


def test_cast_vote__with_empty_params__is_logged_without(governor, proposal, fan):
    governor.castVoteWithReasonAndParams(proposal.id, FOR, "because", b"", sender=fan)

    assert [type(log).__name__ for log in governor.get_logs()] == ["VoteCast"]


def test_cast_vote__of_who_has_none__counts_nothing(governor, proposal, stranger):
    assert governor.castVote(proposal.id, FOR, sender=stranger) == 0

    assert governor.hasVoted(proposal.id, stranger)


def test_cast_vote__of_all__adds_up(governor, proposal, artist, fan, collector):
    governor.castVote(proposal.id, FOR, sender=artist)
    governor.castVote(proposal.id, AGAINST, sender=fan)
    governor.castVote(proposal.id, FOR, sender=collector)

    assert governor.proposalVotes(proposal.id) == (300 * ETHER, 700 * ETHER, 0)


@pytest.mark.parametrize("support", [AGAINST, FOR, ABSTAIN])
def test_cast_vote__a_second_time__is_refused(governor, proposal, fan, support):
    governor.castVote(proposal.id, FOR, sender=fan)

    with refused_as("GovernorAlreadyCastVote(address)", fan):
        governor.castVote(proposal.id, support, sender=fan)


def test_cast_vote__for_no_choice__is_refused(governor, proposal, fan):
    with refused_as("GovernorInvalidVoteType()"):
        governor.castVote(proposal.id, 3, sender=fan)


def test_cast_vote__in_the_second_of_the_snapshot__is_refused(governor, payment, artist):
    governor.propose(payment, artist)
    wait_until(governor.proposalSnapshot(payment.id))

    with refused_in_state(payment, State.PENDING, State.ACTIVE):
        governor.castVote(payment.id, FOR, sender=artist)


def test_cast_vote__in_the_last_second__counts(governor, proposal, artist):
    wait_until(governor.proposalDeadline(proposal.id))

    assert governor.castVote(proposal.id, FOR, sender=artist) == 600 * ETHER


def test_cast_vote__after_the_deadline__is_refused(governor, proposal, artist):
    wait_until(governor.proposalDeadline(proposal.id) + 1)

    with refused_in_state(proposal, State.DEFEATED, State.ACTIVE):
        governor.castVote(proposal.id, FOR, sender=artist)


def test_cast_vote__on_what_was_canceled__is_refused(governor, proposal, artist, guardian):
    governor.cancel(proposal, guardian)

    with refused_in_state(proposal, State.CANCELED, State.ACTIVE):
        governor.castVote(proposal.id, FOR, sender=artist)


def test_cast_vote__on_nothing__is_refused(governor, artist):
    with refused_as("GovernorNonexistentProposal(uint256)", 7):
        governor.castVote(7, FOR, sender=artist)


def test_cast_vote__on_more_than_256_proposals__counts_each(create_governor, stranger, fan, artist):
    governor = create_governor()
    proposals = [Proposal([stranger], [b""], description=str(number)) for number in range(258)]
    for proposal in proposals:
        governor.propose(proposal, artist)
    wait_until(governor.proposalSnapshot(proposals[-1].id) + 1)

    for number in (0, 255, 256):
        governor.castVote(proposals[number].id, FOR, sender=fan)

    voted = [number for number, proposal in enumerate(proposals) if governor.hasVoted(proposal.id, fan)]
    assert voted == [0, 255, 256]


def test_cast_vote__delegated_votes__count_for_the_delegate(governor, payment, fan_token, artist, fan):
    fan_token.delegate(artist, sender=fan)
    governor.open(payment, artist)

    assert governor.castVote(payment.id, FOR, sender=artist) == 900 * ETHER
    assert governor.castVote(payment.id, FOR, sender=fan) == 0


@pytest.mark.parametrize("support", [FOR, AGAINST])
def test_cast_vote__votes_of_a_token_beyond_any_supply__are_refused(
    create_governor, load_mock, payment, artist, support
):
    book = load_mock("VoteBook")
    governor = create_governor(token=book.address)
    book.write(artist, 2**96)
    governor.open(payment, artist)

    with boa.reverts("governor: votes exceed any supply"):
        governor.castVote(payment.id, support, sender=artist)
