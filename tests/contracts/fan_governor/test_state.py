import boa
import pytest

from tests.contracts._chain import DAY, ETHER, ZERO_ADDRESS
from tests.contracts._governance import ABSTAIN, AGAINST, DELAY, FOR, GRACE, State, refused_as, wait_until

YEAR_2100 = 4_102_444_800


def test_state__of_what_nobody_proposed__is_refused(governor):
    with refused_as("GovernorNonexistentProposal(uint256)", 7):
        governor._contract.state(7)


def test_state__of_a_proposal__follows_the_time(governor, payment, artist):
    governor.propose(payment, artist)
    snapshot, deadline = governor.proposalSnapshot(payment.id), governor.proposalDeadline(payment.id)
    states = []
    for second in (snapshot, snapshot + 1, deadline, deadline + 1, deadline + GRACE - 1, deadline + GRACE):
        wait_until(second)
        states.append(governor.state(payment))
        if second == snapshot + 1:
            governor.castVote(payment.id, FOR, sender=artist)

    assert states == [
        State.PENDING,
        State.ACTIVE,
        State.ACTIVE,
        State.SUCCEEDED,
        State.SUCCEEDED,
        State.EXPIRED,
    ]


def test_state__of_what_was_queued__follows_the_time(governor, payment, artist):
    governor.win(payment, artist)
    governor.queue(payment)
    eta = governor.proposalEta(payment.id)
    states = []
    for second in (eta - 1, eta, eta + GRACE - 1, eta + GRACE):
        wait_until(second)
        states.append(governor.state(payment))

    assert states == [State.QUEUED, State.QUEUED, State.QUEUED, State.EXPIRED]


@pytest.mark.parametrize("outcome", ["execute", "cancel"])
def test_state__of_what_is_over__stays_so(governor, payment, artist, guardian, outcome):
    governor.win_and_wait(payment, artist)
    getattr(governor, outcome)(payment, sender=guardian)

    boa.env.time_travel(seconds=2 * GRACE)

    assert governor.state(payment) == {"execute": State.EXECUTED, "cancel": State.CANCELED}[outcome]


@pytest.mark.parametrize(
    ("artists", "fans", "collectors", "outcome"),
    [
        (None, None, None, State.DEFEATED),
        (None, None, FOR, State.SUCCEEDED),
        (None, AGAINST, FOR, State.DEFEATED),
        (None, ABSTAIN, FOR, State.SUCCEEDED),
        (None, ABSTAIN, None, State.DEFEATED),
        (ABSTAIN, AGAINST, FOR, State.DEFEATED),
        (FOR, AGAINST, AGAINST, State.SUCCEEDED),
    ],
)
def test_state__after_the_vote__is_what_the_votes_say(
    governor, payment, artist, fan, collector, artists, fans, collectors, outcome
):
    governor.open(payment, artist)
    for voter, support in ((artist, artists), (fan, fans), (collector, collectors)):
        if support is not None:
            governor.castVote(payment.id, support, sender=voter)
    wait_until(governor.proposalDeadline(payment.id) + 1)

    assert governor.state(payment) == outcome


def test_state__of_a_tie__is_defeated(create_governor, payment_of, fan_token, artist, fan, collector):
    fan_token.transfer(collector, 200 * ETHER, sender=artist)
    governor = create_governor()
    payment = payment_of(governor)
    governor.open(payment, artist)
    governor.castVote(payment.id, FOR, sender=fan)
    governor.castVote(payment.id, AGAINST, sender=collector)
    wait_until(governor.proposalDeadline(payment.id) + 1)

    assert governor.proposalVotes(payment.id) == (300 * ETHER, 300 * ETHER, 0)
    assert governor.state(payment) == State.DEFEATED


def test_views__of_what_nobody_proposed__are_nothing(governor, fan):
    assert (governor.proposalSnapshot(7), governor.proposalDeadline(7), governor.proposalEta(7)) == (0, 0, 0)
    assert (governor.proposalProposer(7), governor.proposalVotes(7)) == (ZERO_ADDRESS, (0, 0, 0))
    assert not governor.hasVoted(7, fan)


def test_get_votes__of_the_past__are_the_tokens(governor, fan):
    before = boa.env.timestamp - 1

    assert governor.getVotes(fan, before) == 300 * ETHER
    assert governor.getVotesWithParams(fan, before, b"anything") == 300 * ETHER


def test_get_votes__of_now__are_refused(governor, fan):
    with refused_as("ERC5805FutureLookup(uint256,uint48)", boa.env.timestamp, boa.env.timestamp):
        governor.getVotes(fan, boa.env.timestamp)


def test_state__in_the_year_2100__follows_the_time_as_today(create_governor, payment_of, artist):
    with boa.env.anchor():
        wait_until(YEAR_2100)
        governor = create_governor(voting_period=365 * DAY, execution_delay=365 * DAY)
        payment = payment_of(governor)
        made = boa.env.timestamp

        governor.carry_out(payment, artist)

        assert governor.proposalSnapshot(payment.id) == made + DELAY
        assert governor.proposalDeadline(payment.id) == made + DELAY + 365 * DAY
        assert governor.proposalEta(payment.id) == made + DELAY + 2 * 365 * DAY + 1
        assert governor.state(payment) == State.EXECUTED
