import boa
import pytest

from tests.contracts._chain import ETHER, ZERO_ADDRESS
from tests.contracts._payees import pack


@pytest.mark.parametrize("caller", ["stranger", "owner"], indirect=True)
def test_begin__by_anyone_but_the_shared_code__is_refused(managed_split, payees, caller):
    with boa.reverts("split: only the shared code begins splits"):
        managed_split.begin(pack(payees), 0, caller, [], sender=caller)


def test_begin__of_the_shared_code__is_refused(managed_split_implementation, payees, stranger):
    with boa.reverts("split: only the shared code begins splits"):
        managed_split_implementation.begin(pack(payees), 0, stranger, [], sender=stranger)


def test_begin__not_yet__leaves_the_shared_code_to_nobody(managed_split_implementation, payees):
    boa.env.set_balance(managed_split_implementation.address, ETHER)

    assert managed_split_implementation.owner() == ZERO_ADDRESS
    with boa.reverts("split: not its payees"):
        managed_split_implementation.distribute(pack(payees), 0)
