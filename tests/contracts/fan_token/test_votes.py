import boa
import pytest

from tests.contracts._chain import ETHER, ZERO_ADDRESS
from tests.contracts._governance import refused_as


def now():
    return boa.env.timestamp


def test_past_votes__after_changes__are_those_of_their_second(eager_token, fan, collector, pass_time):
    seen = []
    for amount in range(1, 12):
        eager_token.transfer(collector, amount * ETHER, sender=fan)
        seen.append((now(), eager_token.getVotes(fan), eager_token.getVotes(collector)))
        pass_time(seconds=3)

    for second, of_fan, of_collector in seen:
        for later in (0, 2):  # until the next change nothing is different
            assert eager_token.getPastVotes(fan, second + later) == of_fan
            assert eager_token.getPastVotes(collector, second + later) == of_collector


def test_past_votes__before_the_first__are_none(eager_token, fan, pass_time):
    pass_time(seconds=5)

    assert eager_token.getPastVotes(fan, now() - 6) == 0


def test_past_votes__of_changes_in_one_second__are_the_last(eager_token, fan, collector, pass_time):
    pass_time(seconds=2)
    with boa.env.anchor():
        eager_token.transfer(collector, 1, sender=fan)
        eager_token.transfer(collector, 2, sender=fan)
        second = now()
        pass_time(seconds=1)

        assert eager_token.getPastVotes(collector, second) == 3
        assert eager_token.numCheckpoints(collector) == 1


@pytest.mark.parametrize("ahead", [0, 1])
def test_past_votes__of_a_second_that_is_not_over__are_refused(eager_token, fan, ahead):
    second = now() + ahead

    with refused_as("ERC5805FutureLookup(uint256,uint48)", second, now()):
        eager_token.getPastVotes(fan, second)
    with refused_as("ERC5805FutureLookup(uint256,uint48)", second, now()):
        eager_token.getPastTotalSupply(second)


def test_past_supply__since_deployment__is_the_supply(token, pass_time):
    born = now()
    pass_time(seconds=2)

    assert (token.getPastTotalSupply(born), token.getPastTotalSupply(born - 1)) == (1000 * ETHER, 0)


def test_votes__of_the_zero_address__are_none(eager_token, pass_time):
    pass_time(seconds=1)

    now, past = eager_token.getVotes(ZERO_ADDRESS), eager_token.getPastVotes(ZERO_ADDRESS, boa.env.timestamp - 1)
    assert (now, past, eager_token.numCheckpoints(ZERO_ADDRESS)) == (0, 0, 0)


def test_checkpoints__of_an_account__are_in_order(eager_token, fan, collector, pass_time):
    since = [now()]
    for _ in range(4):
        pass_time(seconds=2)
        eager_token.transfer(collector, ETHER, sender=fan)
        since.append(now())

    entries = [eager_token.checkpoints(fan, index) for index in range(eager_token.numCheckpoints(fan))]
    assert [tuple(entry) for entry in entries] == [
        (second, (300 - number) * ETHER) for number, second in enumerate(since)
    ]


def test_checkpoints__beyond_the_last__are_refused(eager_token, fan):
    with boa.reverts("token: no such checkpoint"):
        eager_token.checkpoints(fan, 1)


def test_checkpoints__of_who_never_voted__are_none(eager_token, stranger):
    assert eager_token.numCheckpoints(stranger) == 0


def test_clock__of_a_token__is_the_time(token):
    assert (token.clock(), token.CLOCK_MODE()) == (now(), "mode=timestamp")


def test_flash_loan__of_tokens_for_one_second__gives_no_past_votes(eager_token, fan, collector, pass_time):
    pass_time(seconds=2)
    before = now() - 1
    eager_token.transfer(collector, 300 * ETHER, sender=fan)
    eager_token.transfer(fan, 300 * ETHER, sender=collector)
    second = now()
    pass_time(seconds=1)

    assert eager_token.getPastVotes(collector, before) == eager_token.getPastVotes(collector, second) == 0
