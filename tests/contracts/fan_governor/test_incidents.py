"""What went wrong elsewhere does not here; each test is named after where it did."""

import boa
import pytest

from tests.contracts._ballots import VOTER, sign_ballot
from tests.contracts._chain import DAY, ETHER, balance_of
from tests.contracts._governance import (
    FOR,
    GRACE,
    THRESHOLD,
    Proposal,
    State,
    refused_as,
    refused_in_state,
    wait_until,
)


@pytest.fixture
def newcomer():
    return boa.env.generate_address("newcomer")


@pytest.fixture
def borrow(fan_token, artist, newcomer):
    """Lend someone the artist's 600 tokens."""

    def borrow():
        fan_token.transfer(newcomer, 600 * ETHER, sender=artist)
        fan_token.delegate(newcomer, sender=newcomer)

    return borrow


def test_incident__beanstalk_2022_a_flash_loan__neither_proposes_nor_votes(governor, payment, artist, borrow, newcomer):
    other = Proposal([newcomer], [b""], [ETHER])
    governor.open(payment, artist)

    borrow()

    with refused_as("GovernorInsufficientProposerVotes(address,uint256,uint256)", newcomer, 0, THRESHOLD):
        governor.propose(other, newcomer)
    assert governor.castVote(payment.id, FOR, sender=newcomer) == 0


def test_incident__beanstalk_2022_a_vote_in_one_transaction__cannot_execute(create_governor, payment_of, artist):
    governor = create_governor(voting_delay=0, voting_period=1, late_extension=0, execution_delay=0)
    payment = payment_of(governor)
    governor.propose(payment, artist)

    with refused_in_state(payment, State.PENDING, State.ACTIVE):
        governor.castVote(payment.id, FOR, sender=artist)
    with refused_in_state(payment, State.PENDING, State.SUCCEEDED):
        governor.queue(payment)


def test_incident__double_vote_by_transfer__counts_once(governor, payment, artist, borrow, newcomer):
    governor.open(payment, artist)
    governor.castVote(payment.id, FOR, sender=artist)

    borrow()
    boa.env.time_travel(seconds=1)

    assert governor.castVote(payment.id, FOR, sender=newcomer) == 0
    assert governor.proposalVotes(payment.id) == (0, 600 * ETHER, 0)


def test_incident__cve_2022_31198_a_lower_quorum__revives_nothing(create_governor, payment_of, artist, collector):
    governor = create_governor(quorum_numerator=50)
    payment = payment_of(governor)
    governor.open(payment, artist)
    governor.castVote(payment.id, FOR, sender=collector)
    wait_until(governor.proposalDeadline(payment.id) + 1)

    governor.carry_out(governor.plan("updateQuorumNumerator", 1), artist)

    assert governor.state(payment) == State.DEFEATED
    with refused_in_state(payment, State.DEFEATED, State.SUCCEEDED):
        governor.queue(payment)


def test_incident__proposal_squatting_2023__cannot_take_what_names_its_proposer(governor, stranger, artist, collector):
    proposal = Proposal([stranger], [b""], description=f"rent\n#proposer={artist}")

    with refused_as("GovernorRestrictedProposer(address)", collector):
        governor.propose(proposal, collector)
    governor.propose(proposal, artist)

    assert governor.proposalProposer(proposal.id) == artist


@pytest.mark.parametrize("elsewhere", [{"chainId": 137}, {"verifyingContract": "0x" + "11" * 20}], ids=str)
def test_incident__ballot_replay_from_another_chain_or_governor__is_refused(governor, payment, artist, elsewhere):
    governor.open(payment, artist)
    signature = sign_ballot(governor, payment.id, FOR, domain=elsewhere)

    with refused_as("GovernorInvalidSignature(address)", VOTER.address):
        governor.castVoteBySig(payment.id, FOR, VOTER.address, signature)


def test_incident__ballot_replay_after_a_fork_of_the_chain__is_refused(governor, payment, artist, monkeypatch):
    governor.open(payment, artist)
    signature = sign_ballot(governor, payment.id, FOR)
    monkeypatch.setattr(boa.env.evm.patch, "chain_id", 10_001)

    with refused_as("GovernorInvalidSignature(address)", VOTER.address):
        governor.castVoteBySig(payment.id, FOR, VOTER.address, signature)
    governor.castVoteBySig(payment.id, FOR, VOTER.address, sign_ballot(governor, payment.id, FOR))


def test_incident__ballot_replay_with_a_used_nonce__is_refused(governor, stranger, artist):
    first, second = (Proposal([stranger], [b""], description=str(number)) for number in range(2))
    governor.propose(first, artist)
    governor.open(second, artist)
    early = sign_ballot(governor, second.id, FOR)
    governor.castVoteBySig(first.id, FOR, VOTER.address, sign_ballot(governor, first.id, FOR))

    with refused_as("GovernorInvalidSignature(address)", VOTER.address):
        governor.castVoteBySig(second.id, FOR, VOTER.address, early)


def test_incident__guardian_abuse__ends_with_a_vote(governor, payment, guardian, artist, newcomer):
    replacement = governor.plan("setProposalGuardian", newcomer)
    governor.win(payment, artist)
    governor.cancel(payment, guardian)
    governor.win_and_wait(replacement, artist)
    with refused_as("GovernorUnableToCancel(uint256,address)", replacement.id, guardian):
        governor.cancel(replacement, guardian)

    governor.execute(replacement)

    again = Proposal(payment.targets, payment.calls, payment.amounts, "once more")
    governor.carry_out(again, artist)
    assert balance_of(governor) == 0


def test_incident__the_dao_2016_reentry__pays_once(governor, load_mock, artist):
    payee = load_mock("ReenteringPayee")
    boa.env.set_balance(governor.address, 10)
    proposal = Proposal([payee.address], [b""], [1])
    payee.remember(governor._contract.execute.prepare_calldata(*proposal.named))

    governor.carry_out(proposal, artist)

    assert (balance_of(payee), balance_of(governor), payee.was_refused()) == (1, 9, True)


def test_incident__a_proposal_forgotten_until_nobody_watches__has_expired(governor, payment, artist):
    governor.win(payment, artist)
    boa.env.time_travel(seconds=GRACE + DAY)

    with refused_in_state(payment, State.EXPIRED, State.SUCCEEDED):
        governor.queue(payment)


def test_incident__the_same_action_twice_in_a_proposal__is_done_twice(governor, artist, stranger):
    boa.env.set_balance(governor.address, 2)
    before = balance_of(stranger)

    governor.carry_out(Proposal([stranger, stranger], [b"", b""], [1, 1]), artist)

    assert balance_of(stranger) - before == 2
