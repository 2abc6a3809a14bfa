import boa
import pytest

from tests.contracts._chain import ZERO_ADDRESS


def test_burn__by_the_holder__destroys_the_edition(collected_drop, collector):
    collected_drop.burn(3, sender=collector)

    assert (collected_drop.balanceOf(collector), collected_drop.totalSupply(), collected_drop.minted()) == (4, 4, 5)
    assert [collected_drop.ownerOf(serial) for serial in (1, 2, 4, 5)] == [collector] * 4


def test_burn__by_the_holder__is_logged(collected_drop, collector):
    collected_drop.burn(3, sender=collector)

    (log,) = collected_drop.get_logs()
    assert (log.sender, log.receiver, log.token_id) == (collector, ZERO_ADDRESS, 3)


@pytest.mark.parametrize("function", ["ownerOf", "getApproved", "tokenURI"])
def test_burn__once_done__leaves_nothing_to_look_up(collected_drop, collector, function):
    collected_drop.burn(3, sender=collector)

    with boa.reverts("drop: no such edition"):
        getattr(collected_drop, function)(3)


def test_burn__once_done__cannot_be_done_again(collected_drop, collector):
    collected_drop.burn(3, sender=collector)

    with boa.reverts("drop: no such edition"):
        collected_drop.burn(3, sender=collector)
    with boa.reverts("drop: no such edition"):
        collected_drop.transferFrom(ZERO_ADDRESS, collector, 3, sender=collector)
    with boa.reverts("drop: no such edition"):
        collected_drop.approve(collector, 3, sender=collector)


def test_burn__of_every_edition_of_a_batch__leaves_none(collected_drop, collector):
    for serial in (5, 1, 2, 4, 3):
        collected_drop.burn(serial, sender=collector)

    assert (collected_drop.balanceOf(collector), collected_drop.totalSupply()) == (0, 0)


def test_burn__of_the_newest_edition__does_not_free_its_serial(collected_drop, collector, fan):
    collected_drop.burn(5, sender=collector)

    collected_drop.mint(fan, 1, value=collected_drop.price(), sender=fan)

    assert (collected_drop.ownerOf(6), collected_drop.minted_by(collector)) == (fan, 5)


def test_burn__of_an_edition_not_minted__is_refused(collected_drop, collector):
    with boa.reverts("drop: no such edition"):
        collected_drop.burn(6, sender=collector)


def test_burn__by_anyone_but_the_holder__is_refused(collected_drop, collector, fan, operator, artist):
    collected_drop.setApprovalForAll(operator, True, sender=collector)
    collected_drop.approve(fan, 3, sender=collector)

    for caller in (operator, fan, artist):
        with boa.reverts("drop: not the holder"):
            collected_drop.burn(3, sender=caller)
