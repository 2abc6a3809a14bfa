import boa
import pytest

from tests.contracts._chain import DAY, ZERO_ADDRESS
from tests.contracts._governance import (
    DELAY,
    EXECUTION_DELAY,
    EXTENSION,
    GRACE,
    PERIOD,
    QUORUM,
    THRESHOLD,
    refused_as,
)

IDS = {"0x01ffc9a7": True, "0xcdbdfcee": True, "0x65455a86": True, "0x4e2312e0": True, "0xffffffff": False}


def test_deploy__with_settings__keeps_them(governor, fan_token, guardian):
    assert (governor.votingDelay(), governor.votingPeriod()) == (DELAY, PERIOD)
    assert (governor.proposalThreshold(), governor.quorumNumerator()) == (THRESHOLD, QUORUM)
    assert (governor.lateQuorumVoteExtension(), governor.executionDelay()) == (EXTENSION, EXECUTION_DELAY)
    assert (governor.token(), governor.proposalGuardian()) == (fan_token.address, guardian)


def test_deploy__with_settings__logs_them(governor):
    logs = governor.get_logs()

    assert [(type(log).__name__, *log[1:]) for log in logs] == [
        ("VotingDelaySet", 0, DELAY),
        ("VotingPeriodSet", 0, PERIOD),
        ("ProposalThresholdSet", 0, THRESHOLD),
        ("LateQuorumVoteExtensionSet", 0, EXTENSION),
        ("ExecutionDelaySet", 0, EXECUTION_DELAY),
        ("ProposalGuardianSet", ZERO_ADDRESS, governor.proposalGuardian()),
        ("QuorumNumeratorUpdated", 0, QUORUM),
    ]


def test_deploy__any__tells_how_it_works(governor):
    assert (governor.name(), governor.version()) == ("Warehouse Fans", "1")
    assert (governor.clock(), governor.CLOCK_MODE()) == (boa.env.timestamp, "mode=timestamp")
    assert governor.COUNTING_MODE() == "support=bravo&quorum=for,abstain"
    assert (governor.quorumDenominator(), governor.grace_period()) == (100, GRACE)


def test_deploy__any__tells_whose_ballots_it_takes(governor):
    fields, name, version, chain_id, contract, salt, extensions = governor.eip712Domain()

    assert (fields, name, version, chain_id) == (b"\x0f", "Warehouse Fans", "1", boa.env.evm.patch.chain_id)
    assert (contract, salt, extensions) == (governor.address, bytes(32), [])


@pytest.mark.parametrize(("interface", "is_kept"), IDS.items(), ids=list(IDS))
def test_supports_interface__of_a_standard__tells_whether_it_is_kept(governor, interface, is_kept):
    assert governor.supportsInterface(bytes.fromhex(interface[2:])) == is_kept


def test_deploy__before_its_token__is_possible(create_governor, stranger):
    assert create_governor(token=stranger).token() == stranger


def test_deploy__without_a_token__is_refused(create_governor):
    with boa.reverts("governor: token is zero address"):
        create_governor(token=ZERO_ADDRESS)


@pytest.mark.parametrize("setting", ["voting_delay", "voting_period", "execution_delay"])
def test_deploy__with_a_time_longer_than_a_year__is_refused(create_governor, setting):
    with boa.reverts("governor: longer than a year"):
        create_governor(**{setting: 365 * DAY + 1})


def test_deploy__with_a_quorum_above_all_votes__is_refused(create_governor):
    with refused_as("GovernorInvalidQuorumFraction(uint256,uint256)", 101, 100):
        create_governor(quorum_numerator=101)


def test_deploy__with_the_longest_times__can_vote(create_governor, artist, payment_of):
    governor = create_governor(
        voting_delay=365 * DAY, voting_period=365 * DAY, late_extension=365 * DAY, execution_delay=365 * DAY
    )
    payment = payment_of(governor)

    governor.carry_out(payment, artist)

    assert governor.proposalEta(payment.id) - governor.proposalDeadline(payment.id) == 365 * DAY + 1
    assert boa.env.get_balance(governor.address) == 0
