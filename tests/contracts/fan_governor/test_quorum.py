import boa
import pytest

from tests.contracts._chain import DAY, ETHER
from tests.contracts._governance import FOR, QUORUM, State, refused_as, wait_until

CHANGES = (20, 5, 0, 100, 30)


def change(governor, percent):
    """Change the quorum as a vote would."""
    governor.updateQuorumNumerator(percent, sender=governor.address)


def test_quorum__of_the_past__is_a_fraction_of_the_supply(governor):
    boa.env.time_travel(seconds=1)

    assert governor.quorum(boa.env.timestamp - 1) == 100 * ETHER


def test_quorum__of_now__is_refused(governor):
    with refused_as("ERC5805FutureLookup(uint256,uint48)", boa.env.timestamp, boa.env.timestamp):
        governor.quorum(boa.env.timestamp)


def test_quorum__just_reached__is_enough(create_governor, payment_of, collector, artist):
    governor = create_governor(quorum_numerator=10)
    payment = payment_of(governor)
    governor.open(payment, artist)
    governor.castVote(payment.id, FOR, sender=collector)
    wait_until(governor.proposalDeadline(payment.id) + 1)

    assert governor.state(payment) == State.SUCCEEDED


def test_quorum__just_missed__is_not_enough(create_governor, payment_of, collector, artist):
    governor = create_governor(quorum_numerator=11)
    payment = payment_of(governor)
    governor.open(payment, artist)
    governor.castVote(payment.id, FOR, sender=collector)
    wait_until(governor.proposalDeadline(payment.id) + 1)

    assert governor.state(payment) == State.DEFEATED


def test_update_quorum__by_a_vote__counts_from_then_on(governor, artist):
    governor.carry_out(governor.plan("updateQuorumNumerator", 25), artist)
    changed = boa.env.timestamp
    (log,) = governor.list_logs("QuorumNumeratorUpdated")

    assert (log.oldQuorumNumerator, log.newQuorumNumerator) == (QUORUM, 25)
    assert (governor.quorumNumerator(changed - 1), governor.quorumNumerator(changed)) == (QUORUM, 25)
    assert governor.quorumNumerator() == 25


def test_update_quorum__again_and_again__keeps_all_that_was(governor):
    begin = boa.env.timestamp
    for number, percent in enumerate(CHANGES, 1):
        wait_until(begin + number * DAY)
        change(governor, percent)

    assert governor.quorumNumerator(begin - 1) == 0
    steps = list(enumerate((QUORUM, *CHANGES)))
    assert [governor.quorumNumerator(begin + number * DAY) for number, _ in steps] == [QUORUM, *CHANGES]
    assert [governor.quorumNumerator(begin + (number + 1) * DAY - 1) for number, _ in steps] == [QUORUM, *CHANGES]


def test_update_quorum__twice_in_a_second__keeps_the_last(governor):
    boa.env.time_travel(seconds=DAY)
    change(governor, 20)
    change(governor, 30)

    assert governor.quorumNumerator(boa.env.timestamp) == 30
    assert governor.quorumNumerator(boa.env.timestamp - 1) == QUORUM


def test_update_quorum__before_there_was_a_governor__is_nothing(governor):
    assert governor.quorumNumerator(boa.env.timestamp - 1) == 0


def test_update_quorum__above_all_votes__is_refused(governor):
    with refused_as("GovernorInvalidQuorumFraction(uint256,uint256)", 101, 100):
        change(governor, 101)


@pytest.mark.parametrize("role", ["artist", "guardian", "stranger"])
def test_update_quorum__by_anyone__is_refused(governor, request, role):
    account = request.getfixturevalue(role)

    with refused_as("GovernorOnlyExecutor(address)", account):
        governor.updateQuorumNumerator(1, sender=account)
