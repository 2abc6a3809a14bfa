import boa
import pytest

from tests.contracts._chain import DAY, ETHER, ZERO_ADDRESS, create_role, load, now
from tests.contracts._signed_tokens import HOLDER

NO_VESTING = (ZERO_ADDRESS, 0, 0, 0)


@pytest.fixture(scope="session")
def token_deployer():
    return load("governance/FanToken.vy")


@pytest.fixture(scope="session")
def treasury():
    return create_role("treasury")


@pytest.fixture
def create_token(token_deployer):
    def create_token(shares, vesting=NO_VESTING, votes_by_itself=False):
        return token_deployer.deploy("Warehouse Fans", "FAN", shares, vesting, votes_by_itself)

    return create_token


@pytest.fixture
def shares(fan, treasury):
    return [(fan, 300 * ETHER, False), (treasury, 600 * ETHER, True), (HOLDER.address, 100 * ETHER, False)]


@pytest.fixture
def token(create_token, shares):
    """A token of 1000 whose holders vote once they delegate."""
    return create_token(shares)


@pytest.fixture
def eager_token(create_token, shares):
    """A token of 1000 whose holders vote for themselves."""
    return create_token(shares, votes_by_itself=True)


@pytest.fixture
def vesting(artist):
    """The artist is given 100 within ten days, beginning tomorrow."""
    return (artist, 100 * ETHER, now() + DAY, 10 * DAY)


@pytest.fixture
def vesting_token(create_token, shares, vesting):
    return create_token(shares, vesting, votes_by_itself=True)


@pytest.fixture
def pass_time():
    return boa.env.time_travel
