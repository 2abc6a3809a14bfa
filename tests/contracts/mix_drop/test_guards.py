import boa
import pytest

from tests.contracts._chain import ZERO_ADDRESS
from tests.contracts._terms import PRICE, Options

CREATOR_TOKEN, SOULBOUND = bytes.fromhex("ad0d7f6c"), bytes.fromhex("b45a3c0e")


@pytest.fixture
def soulbound_drop(create_drop, collector):
    drop = create_drop(options=Options(is_soulbound=True))
    drop.mint(collector, 3, value=3 * PRICE, sender=collector)
    return drop


@pytest.fixture
def validator(load_mock, fan):
    validator = load_mock("TransferValidator")
    validator.know(fan)
    return validator


@pytest.fixture
def validated_drop(create_drop, validator, collector):
    drop = create_drop(options=Options(validator=validator.address))
    drop.mint(collector, 3, value=3 * PRICE, sender=collector)
    return drop


def test_soulbound__editions__are_logged_as_locked(soulbound_drop):
    assert [log.serial for log in soulbound_drop.get_logs() if type(log).__name__ == "Locked"] == [1, 2, 3]


def test_soulbound__editions__are_locked(soulbound_drop):
    assert [soulbound_drop.locked(serial) for serial in (1, 2, 3)] == [True] * 3
    assert soulbound_drop.supportsInterface(SOULBOUND)


def test_soulbound__editions_of_the_largest_mint__are_all_logged(create_drop, collector):
    drop = create_drop(options=Options(is_soulbound=True))

    drop.mint(collector, 20, value=20 * PRICE, sender=collector)

    assert len([log for log in drop.get_logs() if type(log).__name__ == "Locked"]) == 20


@pytest.mark.parametrize("serial", [1, 2], ids=["first of a batch", "middle of a batch"])
def test_soulbound__editions__never_move(soulbound_drop, collector, fan, serial):
    with boa.reverts("drop: edition is soulbound"):
        soulbound_drop.transferFrom(collector, fan, serial, sender=collector)
    with boa.reverts("drop: edition is soulbound"):
        soulbound_drop.safeTransferFrom(collector, fan, serial, sender=collector)


def test_soulbound__editions__can_be_burned(soulbound_drop, collector):
    soulbound_drop.burn(2, sender=collector)

    assert soulbound_drop.balanceOf(collector) == 2
    with boa.reverts("drop: edition is soulbound"):
        soulbound_drop.transferFrom(collector, collector, 3, sender=collector)


def test_soulbound__gifts__never_move_either(soulbound_drop, artist, collector, fan):
    soulbound_drop.airdrop([collector], sender=artist)

    with boa.reverts("drop: edition is soulbound"):
        soulbound_drop.transferFrom(collector, fan, 4, sender=collector)


def test_locked__an_edition_of_another_drop__is_free(drop, collector):
    drop.mint(collector, 1, value=PRICE, sender=collector)

    assert not drop.locked(1)


def test_locked__an_edition_not_minted__is_refused(drop):
    with boa.reverts("drop: no such edition"):
        drop.locked(1)


def test_validator__of_a_drop__is_named(validated_drop, validator):
    assert validated_drop.getTransferValidator() == validator.address
    assert validated_drop.supportsInterface(CREATOR_TOKEN)
    assert validated_drop.getTransferValidationFunction() == (bytes.fromhex("caee23ea"), True)


def test_validator__of_a_drop_without__is_nobody(drop):
    assert drop.getTransferValidator() == ZERO_ADDRESS
    assert not drop.supportsInterface(CREATOR_TOKEN)


def test_validator__that_agrees__lets_an_edition_move(validated_drop, collector, fan):
    validated_drop.transferFrom(collector, fan, 2, sender=collector)

    assert validated_drop.ownerOf(2) == fan


def test_validator__that_refuses__stops_an_edition(validated_drop, collector, stranger):
    with boa.reverts("validator: recipient is not known"):
        validated_drop.transferFrom(collector, stranger, 2, sender=collector)


def test_validator__of_an_edition_that_moved__is_asked_again(validated_drop, collector, fan, stranger):
    validated_drop.transferFrom(collector, fan, 2, sender=collector)

    with boa.reverts("validator: recipient is not known"):
        validated_drop.transferFrom(fan, stranger, 2, sender=fan)


def test_validator__of_a_mint_or_burn__is_not_asked(validated_drop, collector):
    validated_drop.burn(1, sender=collector)

    assert validated_drop.balanceOf(collector) == 2


def test_validator__of_an_edition__is_not_locked(validated_drop):
    assert not validated_drop.locked(1)


def test_set_transfer_validator__to_none__frees_the_editions(validated_drop, validator, artist, collector, stranger):
    validated_drop.setTransferValidator(ZERO_ADDRESS, sender=artist)

    (log,) = validated_drop.get_logs()
    assert (log.previous, log.validator) == (validator.address, ZERO_ADDRESS)
    assert validated_drop.getTransferValidator() == ZERO_ADDRESS
    validated_drop.transferFrom(collector, stranger, 2, sender=collector)


def test_set_transfer_validator__to_another__is_refused(validated_drop, artist, stranger):
    with boa.reverts("drop: validator can only be removed"):
        validated_drop.setTransferValidator(stranger, sender=artist)


def test_set_transfer_validator__of_a_drop_without__is_refused(drop, artist):
    with boa.reverts("drop: no validator"):
        drop.setTransferValidator(ZERO_ADDRESS, sender=artist)


def test_set_transfer_validator__a_second_time__is_refused(validated_drop, artist):
    validated_drop.setTransferValidator(ZERO_ADDRESS, sender=artist)

    with boa.reverts("drop: no validator"):
        validated_drop.setTransferValidator(ZERO_ADDRESS, sender=artist)


def test_set_transfer_validator__by_a_stranger__is_refused(validated_drop, stranger):
    with boa.reverts("drop: not the drop's owner"):
        validated_drop.setTransferValidator(ZERO_ADDRESS, sender=stranger)
