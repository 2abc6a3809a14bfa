import boa
import pytest

from tests.contracts._chain import ETHER
from tests.contracts._payees import order


@pytest.fixture
def payee(load_mock):
    return load_mock("RefusingPayee")


@pytest.fixture
def owing_split(create_split, payee, producer):
    """Owe half an ether to a payee that refused it."""
    payees = order([(payee.address, 500_000), (producer, 500_000)])
    split = create_split(payees)
    boa.env.set_balance(split.address, ETHER)
    split.distribute(payees)
    return split
