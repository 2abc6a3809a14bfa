import pytest

from tests.contracts._chain import create_role
from tests.contracts._payees import pack, pack_tag
from tests.contracts._splits import Split


@pytest.fixture(scope="session")
def owner():
    return create_role("owner")


@pytest.fixture
def create_managed_split(managed_split_implementation, managed_split_deployer, owner):
    def create_managed_split(payees, currencies=(), reward=0, owner=owner):
        tag = pack_tag(reward)
        address = managed_split_implementation.create(pack(payees), tag, owner, list(currencies))
        return Split(managed_split_deployer, address, tag)

    return create_managed_split


@pytest.fixture
def currencies(load_mock):
    """Two tokens, in the order that contracts ask for."""
    return sorted((load_mock("HostileToken") for _ in range(2)), key=lambda token: int(token.address, 16))


@pytest.fixture
def managed_split(create_managed_split, payees, currencies):
    return create_managed_split(payees, [token.address for token in currencies])


@pytest.fixture
def successors(fan):
    return [(fan, 1_000_000)]


@pytest.fixture
def caller(request):
    """The fixture that a parameter names; asked for within a test, it would be reverted with it."""
    return request.getfixturevalue(request.param)
