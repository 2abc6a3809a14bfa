import boa
import pytest

from tests.contracts._chain import ZERO_ADDRESS


def test_deploy__for_an_artist__makes_the_artist_the_owner(label, artist):
    assert (label.owner(), label.pending_owner(), label.drop_count()) == (artist, ZERO_ADDRESS, 0)


def test_deploy__for_nobody__is_refused(label_deployer, drop_implementation, split_implementation):
    with boa.reverts("label: owner is zero address"):
        label_deployer.deploy(drop_implementation, split_implementation, ZERO_ADDRESS)


def test_deploy__without_a_drop_implementation__is_refused(label_deployer, split_implementation, artist, stranger):
    with boa.reverts("label: no drop implementation"):
        label_deployer.deploy(stranger, split_implementation, artist)


def test_deploy__without_a_split_implementation__is_refused(label_deployer, drop_implementation, artist, stranger):
    with boa.reverts("label: no split implementation"):
        label_deployer.deploy(drop_implementation, stranger, artist)


CONTRACTS = ["drop_deployer", "office_deployer", "label_deployer", "split_deployer", "managed_split_deployer"]


@pytest.mark.parametrize("deployer", CONTRACTS, indirect=True)
def test_runtime__of_each_contract__fits_the_size_limit(deployer):
    assert len(deployer.compiler_data.bytecode_runtime) <= 24_576
