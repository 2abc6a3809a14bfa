from dataclasses import astuple

import boa
import pytest

from tests.contracts._chain import ETHER, ZERO_ADDRESS, create_role, load
from tests.contracts._governance import Governor, Proposal, Settings


@pytest.fixture(scope="session")
def token_deployer():
    return load("governance/FanToken.vy")


@pytest.fixture(scope="session")
def governor_deployer():
    return load("governance/FanGovernor.vy")


@pytest.fixture(scope="session")
def guardian():
    return create_role("guardian")


@pytest.fixture
def fan_token(token_deployer, artist, fan, collector):
    """A token of 1000, whose holders vote for themselves: the artist with 600, a fan with 300, a collector with 100."""
    shares = [(artist, 600 * ETHER, False), (fan, 300 * ETHER, False), (collector, 100 * ETHER, False)]
    token = token_deployer.deploy("Fan", "FAN", shares, (ZERO_ADDRESS, 0, 0, 0), True)
    boa.env.time_travel(seconds=1)
    return token


@pytest.fixture
def create_governor(governor_deployer, fan_token, guardian):
    def create_governor(guardian=guardian, token=fan_token.address, **changes):
        return Governor(governor_deployer.deploy(token, "Warehouse Fans", guardian, astuple(Settings(**changes))))

    return create_governor


@pytest.fixture
def governor(create_governor):
    return create_governor()


@pytest.fixture
def payment_of(stranger):
    def payment_of(governor):
        """Pay a stranger one ether out of the treasury."""
        boa.env.set_balance(governor.address, ETHER)
        return Proposal([stranger], [b""], [ETHER], "pay a stranger")

    return payment_of


@pytest.fixture
def payment(payment_of, governor):
    return payment_of(governor)
