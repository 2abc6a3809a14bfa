"""A share that is given bit by bit is released by command, whoever gives it."""

import pytest

from scripts._charter import load_charter
from scripts._governance_deployment import GovernanceDeployment
from scripts._live_governor import open_governor
from scripts._refusal import Refusal
from scripts._vesting import decide_release, list_vesting
from tests.scripts.charters import VESTING, write_charter
from tests.scripts.releases import PRODUCER, SINGER

BEGINS, YEAR = 1_893_452_400, 365 * 86_400
SHARE = 155_000 * 10**18


@pytest.fixture
def create_governor(create_chain, deployments, screen, tmp_path):
    def create_governor(**changes):
        charter = load_charter(write_charter(tmp_path, **changes), 0)
        GovernanceDeployment(charter, create_chain(), deployments, screen).run()
        return open_governor(deployments, create_chain())

    return create_governor


@pytest.fixture
def governor(create_governor):
    return create_governor(shares=[{"account": SINGER, "percent": "84.5"}], vesting=VESTING)


@pytest.fixture
def wait_until(node):
    def wait_until(second):
        node.ask("evm_setNextBlockTimestamp", second)
        node.mine()

    return wait_until


def test_release__half_of_the_time__gives_half_of_the_share(governor, create_desk, stranger, wait_until, screen):
    wait_until(BEGINS + YEAR)
    create_desk(stranger).carry_out(decide_release(governor))

    held = governor.token.balanceOf(PRODUCER)
    assert SHARE // 2 <= held < SHARE // 2 + SHARE // YEAR * 10
    assert screen.said[-1] == f"{PRODUCER} was given what it can have by now."


def test_release__before_it_begins__says_when(governor, desk):
    with pytest.raises(Refusal, match=rf"^{PRODUCER} has all it can have by now of what it is given from "):
        desk.carry_out(decide_release(governor))


def test_release__nothing_comes_bit_by_bit__says_so(create_governor):
    with pytest.raises(Refusal, match=r"^All TIDE were given away at once: there is nothing to release\.$"):
        decide_release(create_governor())


def test_list_vesting__some_of_it_waits__names_the_command(governor, wait_until):
    assert len(list(list_vesting(governor))) == 2

    wait_until(BEGINS + 3 * YEAR)

    assert list(list_vesting(governor))[-1] == (
        "            155,000 TIDE of it can be had now: `ape run governance release`"
    )
