import boa
import pytest
from eth_utils import keccak

from tests.contracts._ballots import OTHER_VOTER, VOTER, sign_ballot, sign_extended_ballot
from tests.contracts._chain import CONTRACTS, ETHER, ZERO_ADDRESS
from tests.contracts._governance import AGAINST, FOR, State, refused_as, refused_in_state, wait_until

CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
INVALID = "GovernorInvalidSignature(address)"


@pytest.fixture(scope="session")
def key_wallet_deployer():
    return boa.load_partial(str(CONTRACTS / "mocks/KeyWallet.vy"))


@pytest.fixture
def wallet(key_wallet_deployer):
    """A contract for which a key signs."""
    return key_wallet_deployer.deploy(VOTER.address)


@pytest.fixture
def proposal(governor, payment, fan_token, artist, wallet):
    fan_token.transfer(VOTER.address, 40 * ETHER, sender=artist)
    fan_token.transfer(wallet.address, 50 * ETHER, sender=artist)
    for holder in (VOTER.address, wallet.address):
        fan_token.delegate(holder, sender=holder)
    governor.open(payment, artist)
    return payment


def test_cast_vote_by_sig__brought_by_anyone__counts_for_who_signed(governor, proposal, stranger):
    signature = sign_ballot(governor, proposal.id, FOR)

    assert governor.castVoteBySig(proposal.id, FOR, VOTER.address, signature, sender=stranger) == 40 * ETHER

    assert (governor.hasVoted(proposal.id, VOTER.address), governor.hasVoted(proposal.id, stranger)) == (True, False)
    assert governor.nonces(VOTER.address) == 1


def test_cast_vote_by_sig__brought_by_anyone__is_logged_as_the_signers(governor, proposal, stranger):
    signature = sign_ballot(governor, proposal.id, AGAINST)

    governor.castVoteBySig(proposal.id, AGAINST, VOTER.address, signature, sender=stranger)

    (log,) = governor.get_logs()
    assert (log.voter, log.support, log.weight, log.reason) == (VOTER.address, AGAINST, 40 * ETHER, "")


def test_cast_vote_by_sig__with_a_reason__is_logged_with_it(governor, proposal):
    signature = sign_extended_ballot(governor, proposal.id, FOR, "because", b"\x07")

    governor.castVoteWithReasonAndParamsBySig(proposal.id, FOR, VOTER.address, "because", b"\x07", signature)

    (log,) = governor.list_logs("VoteCastWithParams")
    assert (log.voter, log.reason, log.params) == (VOTER.address, "because", b"\x07")


@pytest.mark.parametrize(("reason", "params"), [("otherwise", b"\x07"), ("because", b"\x08")])
def test_cast_vote_by_sig__with_another_reason_than_signed__is_refused(governor, proposal, reason, params):
    signature = sign_extended_ballot(governor, proposal.id, FOR, "because", b"\x07")

    with refused_as(INVALID, VOTER.address):
        governor.castVoteWithReasonAndParamsBySig(proposal.id, FOR, VOTER.address, reason, params, signature)


def test_cast_vote_by_sig__of_a_wallet_that_is_a_contract__counts(governor, proposal, wallet):
    signature = sign_ballot(governor, proposal.id, FOR, voter=wallet.address)

    assert governor.castVoteBySig(proposal.id, FOR, wallet.address, signature) == 50 * ETHER


def test_cast_vote_by_sig__that_a_contract_does_not_accept__is_refused(governor, proposal, wallet):
    signature = sign_ballot(governor, proposal.id, FOR, OTHER_VOTER, voter=wallet.address)

    with refused_as(INVALID, wallet.address):
        governor.castVoteBySig(proposal.id, FOR, wallet.address, signature)


@pytest.mark.parametrize("name", ["RefusingWallet", "RevertingWallet", "BombWallet"])
def test_cast_vote_by_sig__of_a_contract_that_misbehaves__is_refused(governor, proposal, load_mock, name):
    hostile = load_mock(name)

    with refused_as(INVALID, hostile.address):
        governor.castVoteBySig(proposal.id, FOR, hostile.address, bytes(1024))


def test_cast_vote_by_sig__of_a_contract_without_an_answer__is_refused(governor, proposal, fan_token):
    with refused_as(INVALID, fan_token.address):
        governor.castVoteBySig(proposal.id, FOR, fan_token.address, bytes(65))


@pytest.mark.parametrize("length", [0, 64, 66, 1024])
def test_cast_vote_by_sig__of_another_length__is_refused(governor, proposal, length):
    signature = sign_ballot(governor, proposal.id, FOR)

    with refused_as(INVALID, VOTER.address):
        governor.castVoteBySig(proposal.id, FOR, VOTER.address, signature[:length].ljust(length, b"\0"))


def test_cast_vote_by_sig__for_another_choice__is_refused(governor, proposal):
    signature = sign_ballot(governor, proposal.id, FOR)

    with refused_as(INVALID, VOTER.address):
        governor.castVoteBySig(proposal.id, AGAINST, VOTER.address, signature)


def test_cast_vote_by_sig__of_someone_else__is_refused(governor, proposal):
    signature = sign_ballot(governor, proposal.id, FOR, OTHER_VOTER, voter=VOTER.address)

    with refused_as(INVALID, VOTER.address):
        governor.castVoteBySig(proposal.id, FOR, VOTER.address, signature)


def test_cast_vote_by_sig__of_nobody__is_refused(governor, proposal):
    with refused_as(INVALID, ZERO_ADDRESS):
        governor.castVoteBySig(proposal.id, FOR, ZERO_ADDRESS, bytes(65))


def test_cast_vote_by_sig__in_its_other_form__is_refused(governor, proposal):
    signature = sign_ballot(governor, proposal.id, FOR)
    r, s, v = signature[:32], int.from_bytes(signature[32:64]), signature[64]
    other = r + (CURVE_ORDER - s).to_bytes(32) + bytes([55 - v])

    with refused_as(INVALID, VOTER.address):
        governor.castVoteBySig(proposal.id, FOR, VOTER.address, other)


def test_cast_vote_by_sig__a_second_time__is_refused(governor, proposal):
    governor.castVoteBySig(proposal.id, FOR, VOTER.address, sign_ballot(governor, proposal.id, FOR))

    with refused_as("GovernorAlreadyCastVote(address)", VOTER.address):
        governor.castVoteBySig(proposal.id, FOR, VOTER.address, sign_ballot(governor, proposal.id, FOR))


def test_cast_vote_by_sig__after_the_deadline__is_refused(governor, proposal):
    signature = sign_ballot(governor, proposal.id, FOR)
    wait_until(governor.proposalDeadline(proposal.id) + 1)

    with refused_in_state(proposal, State.DEFEATED, State.ACTIVE):
        governor.castVoteBySig(proposal.id, FOR, VOTER.address, signature)


def test_typehash__of_ballots__is_openzeppelins(governor):
    ballot = "Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce"

    assert governor.BALLOT_TYPEHASH() == keccak(text=f"{ballot})")
    assert governor.EXTENDED_BALLOT_TYPEHASH() == keccak(text=f"Extended{ballot},string reason,bytes params)")
