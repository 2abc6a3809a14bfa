import boa
import pytest

from tests.contracts._chain import DAY, ZERO_ADDRESS
from tests.contracts._governance import GRACE, Proposal, State, refused_as, refused_in_state, wait_until

ENDED = (State.CANCELED, State.EXPIRED, State.EXECUTED)
CANCELABLE = [state for state in State if state not in ENDED]
UNABLE = "GovernorUnableToCancel(uint256,address)"


def test_cancel__by_the_proposer_before_the_vote__ends_it(governor, payment, collector):
    governor.propose(payment, collector)

    assert governor.cancel(payment, collector) == payment.id

    assert governor.state(payment) == State.CANCELED


def test_cancel__by_the_proposer_before_the_vote__is_logged(governor, payment, collector):
    governor.propose(payment, collector)

    governor.cancel(payment, collector)

    (log,) = governor.get_logs()
    assert log.proposalId == payment.id


def test_cancel__by_the_proposer_once_people_vote__is_refused(governor, payment, collector):
    governor.open(payment, collector)

    with refused_as(UNABLE, payment.id, collector):
        governor.cancel(payment, collector)


def test_cancel__by_anyone_else__is_refused(governor, payment, collector, artist):
    governor.propose(payment, collector)

    with refused_as(UNABLE, payment.id, artist):
        governor.cancel(payment, artist)


@pytest.mark.parametrize("reach", ["propose", "open", "win", "win_and_wait"])
def test_cancel__by_the_guardian_before_execution__ends_it(governor, payment, guardian, artist, reach):
    getattr(governor, reach)(payment, artist)

    governor.cancel(payment, guardian)

    assert governor.state(payment) == State.CANCELED


def test_cancel__what_was_executed__is_refused(governor, payment, guardian, artist):
    governor.carry_out(payment, artist)

    with refused_in_state(payment, State.EXECUTED, *CANCELABLE):
        governor.cancel(payment, guardian)


def test_cancel__what_expired__is_refused(governor, payment, guardian, artist):
    governor.win_and_wait(payment, artist)
    boa.env.time_travel(seconds=GRACE)

    with refused_in_state(payment, State.EXPIRED, *CANCELABLE):
        governor.cancel(payment, guardian)


def test_cancel__a_second_time__is_refused(governor, payment, guardian, artist):
    governor.propose(payment, artist)
    governor.cancel(payment, guardian)

    with refused_in_state(payment, State.CANCELED, *CANCELABLE):
        governor.cancel(payment, guardian)


def test_cancel__what_nobody_proposed__is_refused(governor, payment, guardian):
    with refused_as("GovernorNonexistentProposal(uint256)", payment.id):
        governor.cancel(payment, guardian)


def test_cancel__without_a_guardian__is_up_to_the_proposer(create_governor, payment_of, artist):
    governor = create_governor(guardian=ZERO_ADDRESS)
    payment = payment_of(governor)
    governor.win(payment, artist)

    with refused_as(UNABLE, payment.id, artist):
        governor.cancel(payment, artist)


def test_cancel__by_a_guardian_of_what_replaces_it__is_refused(governor, guardian, artist, stranger):
    replacement = governor.plan("setProposalGuardian", stranger)
    governor.open(replacement, artist)

    with refused_as(UNABLE, replacement.id, guardian):
        governor.cancel(replacement, guardian)


def test_cancel__by_a_guardian_of_what_replaces_it_and_more__ends_it(governor, guardian, artist, stranger):
    (call,) = governor.plan("setProposalGuardian", stranger).calls
    proposal = Proposal([governor.address, stranger], [call, b""], [0, 0])
    governor.open(proposal, artist)

    governor.cancel(proposal, guardian)

    assert governor.state(proposal) == State.CANCELED


@pytest.mark.parametrize("length", [0, 3])
def test_cancel__by_a_guardian_of_a_call_too_short_to_replace_it__ends_it(governor, guardian, artist, length):
    proposal = Proposal([governor.address], [bytes(length)])
    governor.open(proposal, artist)

    governor.cancel(proposal, guardian)

    assert governor.state(proposal) == State.CANCELED


def test_cancel__by_a_guardian_of_a_like_call_to_another_contract__ends_it(governor, guardian, artist, stranger):
    (call,) = governor.plan("setProposalGuardian", stranger).calls
    proposal = Proposal([stranger], [call])
    governor.open(proposal, artist)

    governor.cancel(proposal, guardian)

    assert governor.state(proposal) == State.CANCELED


def test_renounce__by_the_guardian__leaves_nobody(governor, guardian, payment, artist):
    governor.propose(payment, artist)

    governor.renounceProposalGuardian(sender=guardian)
    (log,) = governor.get_logs()

    assert (log.oldProposalGuardian, log.newProposalGuardian) == (guardian, ZERO_ADDRESS)
    assert governor.proposalGuardian() == ZERO_ADDRESS
    with refused_as(UNABLE, payment.id, guardian):
        governor.cancel(payment, guardian)


def test_renounce__by_anyone_else__is_refused(governor, artist):
    with boa.reverts("governor: not the guardian"):
        governor.renounceProposalGuardian(sender=artist)


def test_cancel__by_the_guardian_of_what_was_defeated__ends_it(governor, payment, guardian, artist):
    governor.open(payment, artist)
    wait_until(governor.proposalDeadline(payment.id) + DAY)

    governor.cancel(payment, guardian)

    assert governor.state(payment) == State.CANCELED
