import boa
import pytest

from tests.contracts._chain import send_money


def layout_of(deployer):
    """Return where a contract keeps each variable, by module and name."""
    layout = deployer.compiler_data.storage_layout["storage_layout"]
    return {(module, name): place["slot"] for module, variables in layout.items() for name, place in variables.items()}


def functions_of(contract):
    return {entry["name"] for entry in contract.abi if entry["type"] == "function"}


def test_halves__of_a_drop__keep_everything_at_the_same_place(drop_deployer, office_deployer):
    selling, deciding = layout_of(drop_deployer), layout_of(office_deployer)

    assert selling.items() <= deciding.items()
    assert min(set(deciding.values()) - set(selling.values())) > max(selling.values())


def test_halves__of_a_drop__share_no_function(drop_implementation, office_deployer):
    assert functions_of(drop_implementation) & functions_of(office_deployer.deploy()) == set()


def test_halves__asked_what_neither_knows__refuse(drop):
    assert not boa.env.execute_code(to_address=drop.address, data=b"\xde\xad\xbe\xef").is_success


def test_halves__asked_what_one_refuses__tell_its_reason(drop, stranger):
    with boa.reverts("drop: not the drop's owner"):
        drop.close(sender=stranger)


def test_halves__sent_money_with_a_call__refuse_it(drop, collector):
    with boa.reverts():
        drop.close(value=1, sender=collector)

    assert not send_money(collector, drop.address, 1)


def test_office__alone__decides_nothing(office_deployer, artist):
    office = office_deployer.deploy()

    with boa.reverts():
        office.close(sender=artist)


def test_deploy__without_an_office__is_refused(drop_deployer, stranger):
    with boa.reverts("drop: no office"):
        drop_deployer.deploy(stranger)


@pytest.mark.parametrize("name", ["supply", "is_paused", "tokenURI"])
def test_halves__asked_by_another_contract__answer_in_a_static_call(drop, collector, name):
    drop.airdrop([collector], sender=drop.owner())
    arguments = [1] if name == "tokenURI" else []

    answer = boa.env.execute_code(to_address=drop.address, data=drop.encode(name, *arguments), is_modifying=False)

    assert answer.is_success
