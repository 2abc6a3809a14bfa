import boa
import pytest

from tests.contracts._chain import ETHER, balance_of
from tests.contracts._governance import (
    EXECUTION_DELAY,
    GRACE,
    Proposal,
    State,
    refused_as,
    refused_in_state,
    wait_until,
)


def test_execute__what_won_and_waited__does_it(governor, payment, artist, stranger):
    before = balance_of(stranger)
    governor.win_and_wait(payment, artist)

    assert governor.execute(payment, sender=stranger) == payment.id

    assert balance_of(stranger) - before == ETHER
    assert governor.state(payment) == State.EXECUTED


def test_execute__what_won_and_waited__is_logged(governor, payment, artist):
    governor.win_and_wait(payment, artist)

    governor.execute(payment)

    (log,) = governor.get_logs()
    assert log.proposalId == payment.id


def test_execute__with_coin__lets_actions_use_it(governor, artist, stranger):
    payment = Proposal([stranger], [b""], [ETHER])
    before = balance_of(stranger)
    governor.win_and_wait(payment, artist)

    governor.execute(payment, value=ETHER, sender=artist)

    assert balance_of(stranger) - before == ETHER


def test_execute__eight_actions_of_1024_bytes__does_them_in_order(governor, artist, load_mock):
    payees = [load_mock("ReenteringPayee") for _ in range(8)]
    calls = [payees[0].remember.prepare_calldata(bytes([number]) * 512).ljust(1024, b"\0") for number in range(8)]
    proposal = Proposal([payees[number // 2].address for number in range(8)], calls, [0] * 8)

    governor.carry_out(proposal, artist)

    assert [payees[number].calldata() for number in range(4)] == [bytes([2 * number + 1]) * 512 for number in range(4)]


def test_execute__before_its_delay_is_over__is_refused(governor, payment, artist):
    governor.win(payment, artist)
    governor.queue(payment)
    eta = governor.proposalEta(payment.id)
    wait_until(eta - 1)

    with refused_as("GovernorUnmetDelay(uint256,uint256)", payment.id, eta):
        governor.execute(payment)


def test_execute__what_won_but_was_not_queued__is_refused(governor, payment, artist):
    governor.win(payment, artist)
    boa.env.time_travel(seconds=EXECUTION_DELAY)

    with refused_in_state(payment, State.SUCCEEDED, State.QUEUED):
        governor.execute(payment)


def test_execute__what_was_defeated__is_refused(governor, payment, artist):
    governor.open(payment, artist)
    wait_until(governor.proposalDeadline(payment.id) + 1)

    with refused_in_state(payment, State.DEFEATED, State.QUEUED):
        governor.execute(payment)


def test_execute__what_nobody_proposed__is_refused(governor, payment):
    with refused_as("GovernorNonexistentProposal(uint256)", payment.id):
        governor.execute(payment)


def test_execute__other_actions_than_proposed__is_refused(governor, payment, artist, fan):
    governor.win_and_wait(payment, artist)
    other = Proposal([fan], payment.calls, payment.amounts, payment.description)

    with refused_as("GovernorNonexistentProposal(uint256)", other.id):
        governor.execute(other)


def test_execute__what_expired__is_refused(governor, payment, artist):
    governor.win_and_wait(payment, artist)
    boa.env.time_travel(seconds=GRACE)

    with refused_in_state(payment, State.EXPIRED, State.QUEUED):
        governor.execute(payment)


def test_execute__in_the_last_second__does_it(governor, payment, artist):
    governor.win_and_wait(payment, artist)
    boa.env.time_travel(seconds=GRACE - 1)

    governor.execute(payment)

    assert governor.state(payment) == State.EXECUTED


def test_execute__a_replay__is_refused(governor, payment, artist):
    boa.env.set_balance(governor.address, 2 * ETHER)
    governor.carry_out(payment, artist)

    with refused_in_state(payment, State.EXECUTED, State.QUEUED):
        governor.execute(payment)

    assert balance_of(governor) == ETHER


def test_execute__of_an_account_that_reenters__pays_it_once(governor, load_mock, artist):
    payee = load_mock("ReenteringPayee")
    boa.env.set_balance(governor.address, 3)
    first, second = (Proposal([payee.address], [b""], [1], f"pay {number}") for number in range(2))
    governor.win(first, artist)
    governor.queue(first)
    governor.win_and_wait(second, artist)
    payee.remember(governor._contract.execute.prepare_calldata(*second.named)[:512])

    governor.execute(first)

    assert (balance_of(payee), payee.was_refused()) == (1, True)
    assert governor.state(second) == State.QUEUED


def test_execute__an_action_that_fails__does_nothing_and_can_be_tried_again(governor, load_mock, artist, stranger):
    payee = load_mock("RefusingPayee")
    boa.env.set_balance(governor.address, 2)
    proposal = Proposal([stranger, payee.address], [b"", b""], [1, 1])
    before = balance_of(stranger)
    governor.win_and_wait(proposal, artist)

    with pytest.raises(boa.BoaError):
        governor.execute(proposal)
    refused = governor.state(proposal), balance_of(stranger)
    payee.become_willing()
    governor.execute(proposal)

    assert refused == (State.QUEUED, before)
    assert (governor.state(proposal), balance_of(stranger)) == (State.EXECUTED, before + 1)


def test_execute__an_action_that_fails__passes_its_reason_on(governor, artist):
    proposal = governor.plan("setExecutionDelay", 366 * 24 * 60 * 60)
    governor.win_and_wait(proposal, artist)

    with boa.reverts("governor: longer than a year"):
        governor.execute(proposal)
