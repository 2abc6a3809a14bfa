import boa
import pytest

from tests.contracts._allowlist import Allowlist
from tests.contracts._chain import at, load, now
from tests.contracts._terms import Phase
from tests.contracts._tickets import SIGNER, Ticket, sign

REGISTRY = "0x00000000000000447e69651d841bD8D104Bed493"


@pytest.fixture
def vault(collector):
    return collector


@pytest.fixture
def delegate(fan):
    return fan


@pytest.fixture
def registry():
    """Put a registry where delegate.xyz has it on every chain."""
    deployer = load("mocks/DelegateRegistry.vy")
    boa.env.set_code(REGISTRY, deployer.deploy().bytecode)
    return at(deployer, REGISTRY)


@pytest.fixture
def vault_drop(create_drop, vault):
    root = Allowlist((vault, 1, 0)).root
    return create_drop(phases=[Phase(root=root), Phase(signer=SIGNER.address)])


@pytest.fixture
def ticket(vault):
    return Ticket(phase=2, wallet=vault, quantity=1, price=0, deadline=now(), serial=1)


def test_delegate__on_a_list__mints_to_its_vault(vault_drop, registry, vault, delegate):
    registry.delegateContract(delegate, vault_drop, sender=vault)

    vault_drop.mint_listed(vault, 1, 1, 1, 0, [], sender=delegate)

    assert (vault_drop.ownerOf(1), vault_drop.minted_in(1, vault)) == (vault, 1)


def test_delegate__with_a_ticket__mints_to_its_vault(vault_drop, registry, vault, delegate, ticket):
    registry.delegateContract(delegate, vault_drop, sender=vault)

    vault_drop.mint_with_ticket(*sign(vault_drop, ticket), sender=delegate)

    assert (vault_drop.ownerOf(1), vault_drop.ticket_of(vault)) == (vault, 1)


def test_delegate__on_a_list__cannot_mint_to_itself(vault_drop, registry, vault, delegate):
    registry.delegateContract(delegate, vault_drop, sender=vault)

    with boa.reverts("drop: not on the list"):
        vault_drop.mint_listed(delegate, 1, 1, 1, 0, [], sender=delegate)


def test_delegate__at_another_contract__is_refused(vault_drop, registry, vault, delegate, ticket):
    registry.delegateContract(delegate, registry, sender=vault)

    with boa.reverts("drop: not the wallet or its delegate"):
        vault_drop.mint_listed(vault, 1, 1, 1, 0, [], sender=delegate)
    with boa.reverts("drop: not the wallet or its delegate"):
        vault_drop.mint_with_ticket(*sign(vault_drop, ticket), sender=delegate)


def test_delegate__where_there_is_no_registry__is_refused(vault_drop, vault, delegate):
    with boa.reverts("drop: not the wallet or its delegate"):
        vault_drop.mint_listed(vault, 1, 1, 1, 0, [], sender=delegate)
