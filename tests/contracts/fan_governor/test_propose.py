import boa
import pytest

from tests.contracts._chain import DAY, ETHER, create_role
from tests.contracts._governance import DELAY, PERIOD, THRESHOLD, Proposal, State, refused_as, refused_in_state


def test_propose__with_enough_votes__makes_a_proposal(governor, payment, collector):
    assert governor.propose(payment, collector) == payment.id

    assert governor.state(payment) == State.PENDING
    assert governor.proposalProposer(payment.id) == collector
    assert governor.proposalSnapshot(payment.id) == boa.env.timestamp + DELAY
    assert governor.proposalDeadline(payment.id) == boa.env.timestamp + DELAY + PERIOD


def test_propose__with_enough_votes__is_logged_in_full(governor, payment, collector):
    governor.propose(payment, collector)

    (log,) = governor.get_logs()
    begins = boa.env.timestamp + DELAY
    assert (log.proposalId, log.proposer) == (payment.id, collector)
    assert (log.targets, log.values, log.calldatas) == payment.actions
    assert (log.signatures, log.description) == ([""], payment.description)
    assert (log.voteStart, log.voteEnd) == (begins, begins + PERIOD)


def test_propose__eight_actions_of_1024_bytes__makes_a_proposal(governor, collector, stranger):
    proposal = Proposal([stranger] * 8, [b"\xff" * 1024] * 8, [1] * 8, "x" * 2048)

    assert governor.propose(proposal, collector) == proposal.id
    assert governor.hashProposal(*proposal.named) == governor.getProposalId(*proposal.named) == proposal.id


@pytest.mark.parametrize("excess", [{"targets": 9}, {"call": 1025}, {"description": 2049}], ids=str)
def test_propose__more_than_fits__is_refused(governor, collector, stranger, excess):
    count = excess.get("targets", 1)
    call, description = b"\xff" * excess.get("call", 1), "x" * excess.get("description", 1)
    proposal = Proposal([stranger] * count, [call] * count, [0] * count, description)
    data = governor.propose_unbounded(proposal)

    assert boa.env.execute_code(to_address=governor.address, sender=collector, data=data).is_error


def test_propose__with_too_few_votes__is_refused(governor, payment, stranger):
    with refused_as("GovernorInsufficientProposerVotes(address,uint256,uint256)", stranger, 0, THRESHOLD):
        governor.propose(payment, stranger)


def test_propose__with_no_threshold__is_open_to_all(create_governor, payment_of, stranger):
    governor = create_governor(proposal_threshold=0)
    payment = payment_of(governor)

    governor.propose(payment, stranger)

    assert governor.proposalProposer(payment.id) == stranger


def test_propose__nothing__is_refused(governor, collector):
    with refused_as("GovernorInvalidProposalLength(uint256,uint256,uint256)", 0, 0, 0):
        governor.propose(Proposal([], [], []), collector)


@pytest.mark.parametrize(("calls", "amounts"), [([b""], [0]), ([b"", b""], [0]), ([b""], [0, 0])])
def test_propose__lists_of_other_lengths__is_refused(governor, collector, stranger, calls, amounts):
    with refused_as("GovernorInvalidProposalLength(uint256,uint256,uint256)", 2, len(calls), len(amounts)):
        governor.propose(Proposal([stranger, stranger], calls, amounts), collector)


def test_propose__the_same_twice__is_refused(governor, payment, collector, fan):
    governor.propose(payment, collector)

    with refused_in_state(payment, State.PENDING):
        governor.propose(payment, fan)


def test_propose__what_was_canceled__is_refused(governor, payment, collector):
    governor.propose(payment, collector)
    governor.cancel(payment, collector)

    with refused_in_state(payment, State.CANCELED):
        governor.propose(payment, collector)


def test_propose__the_same_for_another_reason__is_another_proposal(governor, collector, stranger):
    first, second = (Proposal([stranger], [b""], description=reason) for reason in ("rent", "food"))

    governor.propose(first, collector)
    governor.propose(second, collector)

    assert first.id != second.id


def test_propose__votes_got_in_the_same_second__do_not_count(governor, payment, fan_token, artist):
    newcomer = create_role("newcomer")
    fan_token.transfer(newcomer, THRESHOLD, sender=artist)
    fan_token.delegate(newcomer, sender=newcomer)

    with refused_as("GovernorInsufficientProposerVotes(address,uint256,uint256)", newcomer, 0, THRESHOLD):
        governor.propose(payment, newcomer)
    boa.env.time_travel(seconds=1)
    governor.propose(payment, newcomer)


def test_propose__what_names_its_proposer__is_open_to_that_one(governor, stranger, collector):
    proposal = Proposal([stranger], [b""], description=f"rent #proposer={collector}")

    assert governor.propose(proposal, collector) == proposal.id


def test_propose__what_names_its_proposer_in_lower_case__is_open_to_that_one(governor, stranger, collector):
    proposal = Proposal([stranger], [b""], description=f"#proposer={collector.lower()}")

    assert governor.propose(proposal, collector) == proposal.id


@pytest.mark.parametrize("description", ["", "rent "], ids=["alone", "after words"])
def test_propose__what_names_another_proposer__is_refused(governor, stranger, collector, fan, description):
    proposal = Proposal([stranger], [b""], description=f"{description}#proposer={fan}")

    with refused_as("GovernorRestrictedProposer(address)", collector):
        governor.propose(proposal, collector)


@pytest.mark.parametrize("change", [str.upper, lambda suffix: suffix[:-1] + "g", lambda suffix: suffix + " "])
def test_propose__what_ends_almost_like_that__is_open_to_all(governor, stranger, collector, change):
    proposal = Proposal([stranger], [b""], description=change(f"rent #proposer={stranger}"))

    assert governor.propose(proposal, collector) == proposal.id


def test_propose__more_than_one__keeps_their_votes_apart(governor, stranger, fan, artist):
    first, second = (Proposal([stranger], [b""], [ETHER], str(number)) for number in range(2))
    governor.propose(first, artist)
    governor.propose(second, artist)
    boa.env.time_travel(seconds=DAY + 1)

    governor.castVote(first.id, 1, sender=fan)

    assert (governor.hasVoted(first.id, fan), governor.hasVoted(second.id, fan)) == (True, False)
    assert governor.proposalVotes(second.id) == (0, 0, 0)
