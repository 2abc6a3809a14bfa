import boa
import pytest

from tests.contracts._chain import DAY, ETHER
from tests.contracts._governance import PERIOD, Settings, refused_as

ASKED = {
    "setVotingDelay": ("votingDelay", "VotingDelaySet", "voting_delay", 3 * DAY),
    "setVotingPeriod": ("votingPeriod", "VotingPeriodSet", "voting_period", 9 * DAY),
    "setProposalThreshold": ("proposalThreshold", "ProposalThresholdSet", "proposal_threshold", 2**96 - 1),
    "setLateQuorumVoteExtension": (
        "lateQuorumVoteExtension",
        "LateQuorumVoteExtensionSet",
        "late_extension",
        PERIOD,
    ),
    "setExecutionDelay": ("executionDelay", "ExecutionDelaySet", "execution_delay", 4 * DAY),
}


def ask_all(governor):
    """Return every setting by the name of what changes it."""
    return {name: getattr(governor, asked)() for name, (asked, *_) in ASKED.items()}


@pytest.mark.parametrize("name", ASKED)
def test_set__by_a_vote__changes_only_that(governor, artist, name):
    before = ask_all(governor)
    *_, wanted = ASKED[name]

    governor.carry_out(governor.plan(name, wanted), artist)

    assert ask_all(governor) == before | {name: wanted}


@pytest.mark.parametrize("name", ASKED)
def test_set__by_a_vote__is_logged(governor, artist, name):
    _, event, field, wanted = ASKED[name]

    governor.carry_out(governor.plan(name, wanted), artist)

    (log,) = governor.list_logs(event)
    assert tuple(log)[-2:] == (getattr(Settings(), field), wanted)


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("role", ["artist", "guardian", "stranger"])
def test_set__by_anyone__is_refused(governor, request, name, role):
    account = request.getfixturevalue(role)

    with refused_as("GovernorOnlyExecutor(address)", account):
        getattr(governor, name)(1, sender=account)


@pytest.mark.parametrize("name", ["setVotingDelay", "setVotingPeriod", "setExecutionDelay"])
def test_set__to_longer_than_a_year__is_refused(governor, name):
    with boa.reverts("governor: longer than a year"):
        getattr(governor, name)(365 * DAY + 1, sender=governor.address)


def test_set__no_voting_period__is_refused(governor):
    with refused_as("GovernorInvalidVotingPeriod(uint256)", 0):
        governor.setVotingPeriod(0, sender=governor.address)


def test_set__a_threshold_above_any_supply__is_refused(governor):
    with boa.reverts("governor: threshold exceeds any supply"):
        governor.setProposalThreshold(2**96, sender=governor.address)


def test_set__an_extension_longer_than_the_vote__is_refused(governor):
    error = "GovernorPreventLateQuorumVoteExtensionTooLarge(uint256,uint256)"

    with refused_as(error, PERIOD + 1, PERIOD):
        governor.setLateQuorumVoteExtension(PERIOD + 1, sender=governor.address)


def test_set__delay_and_period_while_people_vote__leaves_that_vote(governor, payment, artist):
    governor.open(payment, artist)
    deadline = governor.proposalDeadline(payment.id)

    governor.setVotingDelay(0, sender=governor.address)
    governor.setVotingPeriod(1, sender=governor.address)

    assert governor.proposalDeadline(payment.id) == deadline


def test_set__a_delay_once_queued__leaves_what_waits(governor, payment, artist):
    governor.win(payment, artist)
    governor.queue(payment)
    eta = governor.proposalEta(payment.id)

    governor.setExecutionDelay(0, sender=governor.address)

    assert governor.proposalEta(payment.id) == eta
    with refused_as("GovernorUnmetDelay(uint256,uint256)", payment.id, eta):
        governor.execute(payment)


def test_set__a_guardian_by_a_vote__names_another(governor, guardian, stranger, artist):
    governor.carry_out(governor.plan("setProposalGuardian", stranger), artist)

    (log,) = governor.list_logs("ProposalGuardianSet")
    assert (log.oldProposalGuardian, log.newProposalGuardian) == (guardian, stranger)
    assert governor.proposalGuardian() == stranger


@pytest.mark.parametrize("role", ["artist", "guardian", "stranger"])
def test_set__a_guardian_by_anyone__is_refused(governor, request, role):
    account = request.getfixturevalue(role)

    with refused_as("GovernorOnlyExecutor(address)", account):
        governor.setProposalGuardian(account, sender=account)


def test_set__all_at_their_limits__keeps_each(create_governor):
    governor = create_governor(
        voting_delay=365 * DAY,
        voting_period=365 * DAY,
        proposal_threshold=2**96 - 1,
        late_extension=365 * DAY,
        execution_delay=365 * DAY,
    )

    governor.setProposalThreshold(ETHER, sender=governor.address)

    assert list(ask_all(governor).values()) == [365 * DAY, 365 * DAY, ETHER, 365 * DAY, 365 * DAY]
