import pytest

from tests.contracts._governance import ABSTAIN, AGAINST, EXTENSION, FOR, GRACE, State, wait_until

MINUTE = 60


@pytest.fixture
def late(governor, payment, artist):
    """A proposal with a minute left and no vote."""
    governor.open(payment, artist)
    wait_until(governor.proposalDeadline(payment.id) - MINUTE)
    return payment


@pytest.mark.parametrize("support", [FOR, ABSTAIN])
def test_late_quorum__reached_at_the_last_moment__extends_the_vote(governor, late, fan, support):
    deadline = governor.proposalDeadline(late.id)

    governor.castVote(late.id, support, sender=fan)

    assert governor.proposalDeadline(late.id) == deadline - MINUTE + EXTENSION


def test_late_quorum__reached_at_the_last_moment__is_logged(governor, late, fan):
    governor.castVote(late.id, FOR, sender=fan)

    vote, extension = governor.get_logs()
    assert type(vote).__name__ == "VoteCast"
    assert (extension.proposalId, extension.extendedDeadline) == (late.id, governor.proposalDeadline(late.id))


def test_late_quorum__reached_at_the_last_moment__lets_others_answer(governor, late, fan, artist):
    deadline = governor.proposalDeadline(late.id)
    governor.castVote(late.id, FOR, sender=fan)
    wait_until(deadline + 1)

    governor.castVote(late.id, AGAINST, sender=artist)
    wait_until(governor.proposalDeadline(late.id) + 1)

    assert governor.state(late) == State.DEFEATED


def test_late_quorum__reached_at_the_last_moment__moves_the_expiry(governor, late, fan):
    governor.castVote(late.id, FOR, sender=fan)
    expiry = governor.proposalDeadline(late.id) + GRACE

    wait_until(expiry - 1)
    before = governor.state(late)
    wait_until(expiry)

    assert (before, governor.state(late)) == (State.SUCCEEDED, State.EXPIRED)


def test_late_quorum__reached_in_the_first_second_of_the_window__extends_by_one(governor, payment, artist):
    governor.open(payment, artist)
    deadline = governor.proposalDeadline(payment.id)
    wait_until(deadline - EXTENSION + 1)

    governor.castVote(payment.id, FOR, sender=artist)

    assert governor.proposalDeadline(payment.id) == deadline + 1


def test_late_quorum__reached_just_in_time__extends_nothing(governor, payment, artist):
    governor.open(payment, artist)
    deadline = governor.proposalDeadline(payment.id)
    wait_until(deadline - EXTENSION)

    governor.castVote(payment.id, FOR, sender=artist)

    assert governor.proposalDeadline(payment.id) == deadline


def test_late_quorum__reached_before__extends_nothing_later(governor, payment, artist, fan):
    governor.open(payment, artist)
    governor.castVote(payment.id, FOR, sender=artist)
    deadline = governor.proposalDeadline(payment.id)
    wait_until(deadline)

    governor.castVote(payment.id, FOR, sender=fan)

    assert governor.proposalDeadline(payment.id) == deadline


def test_late_quorum__reached_again_in_the_extension__extends_once(governor, late, fan, artist):
    governor.castVote(late.id, FOR, sender=fan)
    deadline = governor.proposalDeadline(late.id)
    wait_until(deadline)

    governor.castVote(late.id, FOR, sender=artist)

    assert governor.proposalDeadline(late.id) == deadline


@pytest.mark.parametrize("support", [AGAINST])
def test_late_quorum__votes_against__extend_nothing(governor, late, artist, support):
    deadline = governor.proposalDeadline(late.id)

    governor.castVote(late.id, support, sender=artist)

    assert governor.proposalDeadline(late.id) == deadline


def test_late_quorum__votes_that_do_not_reach_it__extend_nothing(create_governor, payment_of, collector, artist):
    governor = create_governor(quorum_numerator=11)
    payment = payment_of(governor)
    governor.open(payment, artist)
    deadline = governor.proposalDeadline(payment.id)
    wait_until(deadline)

    governor.castVote(payment.id, FOR, sender=collector)

    assert governor.proposalDeadline(payment.id) == deadline


def test_late_quorum__without_an_extension__changes_nothing(create_governor, payment_of, artist):
    governor = create_governor(late_extension=0)
    payment = payment_of(governor)
    governor.open(payment, artist)
    deadline = governor.proposalDeadline(payment.id)
    wait_until(deadline)

    governor.castVote(payment.id, FOR, sender=artist)

    assert governor.proposalDeadline(payment.id) == deadline
