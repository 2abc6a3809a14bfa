import boa

from tests.contracts._governance import (
    EXECUTION_DELAY,
    FOR,
    GRACE,
    Proposal,
    State,
    refused_as,
    refused_in_state,
    wait_until,
)


def test_queue__what_won__lets_it_wait(governor, payment, artist, stranger):
    governor.win(payment, artist)

    assert governor.queue(payment, sender=stranger) == payment.id

    assert governor.proposalEta(payment.id) == boa.env.timestamp + EXECUTION_DELAY
    assert governor.state(payment) == State.QUEUED
    assert governor.proposalNeedsQueuing(payment.id)


def test_queue__what_won__is_logged(governor, payment, artist):
    governor.win(payment, artist)

    governor.queue(payment)

    (log,) = governor.get_logs()
    assert (log.proposalId, log.etaSeconds) == (payment.id, boa.env.timestamp + EXECUTION_DELAY)


def test_queue__while_people_vote__is_refused(governor, payment, artist):
    governor.open(payment, artist)
    governor.castVote(payment.id, FOR, sender=artist)

    with refused_in_state(payment, State.ACTIVE, State.SUCCEEDED):
        governor.queue(payment)


def test_queue__what_was_defeated__is_refused(governor, payment, artist):
    governor.open(payment, artist)
    wait_until(governor.proposalDeadline(payment.id) + 1)

    with refused_in_state(payment, State.DEFEATED, State.SUCCEEDED):
        governor.queue(payment)


def test_queue__a_second_time__is_refused(governor, payment, artist):
    governor.win(payment, artist)
    governor.queue(payment)

    with refused_in_state(payment, State.QUEUED, State.SUCCEEDED):
        governor.queue(payment)


def test_queue__what_was_canceled__is_refused(governor, payment, artist, guardian):
    governor.win(payment, artist)
    governor.cancel(payment, guardian)

    with refused_in_state(payment, State.CANCELED, State.SUCCEEDED):
        governor.queue(payment)


def test_queue__too_late__is_refused(governor, payment, artist):
    governor.win(payment, artist)
    wait_until(governor.proposalDeadline(payment.id) + GRACE)

    with refused_in_state(payment, State.EXPIRED, State.SUCCEEDED):
        governor.queue(payment)


def test_queue__in_the_last_second__lets_it_wait(governor, payment, artist):
    governor.win(payment, artist)
    wait_until(governor.proposalDeadline(payment.id) + GRACE - 1)

    governor.queue(payment)

    assert governor.state(payment) == State.QUEUED


def test_queue__for_another_reason__is_refused(governor, payment, artist):
    governor.win(payment, artist)
    other = Proposal(*payment.actions[::2], payment.amounts, "another reason")

    with refused_as("GovernorNonexistentProposal(uint256)", other.id):
        governor.queue(other)


def test_queue__without_a_delay__lets_it_be_executed_at_once(create_governor, payment_of, artist):
    governor = create_governor(execution_delay=0)
    payment = payment_of(governor)
    governor.win(payment, artist)

    governor.queue(payment)
    governor.execute(payment)

    assert governor.state(payment) == State.EXECUTED
