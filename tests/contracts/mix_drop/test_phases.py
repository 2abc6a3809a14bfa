from dataclasses import astuple

import boa
import pytest

from tests.contracts._allowlist import Allowlist
from tests.contracts._chain import DAY, now
from tests.contracts._terms import PRICE, Phase
from tests.contracts._tickets import SIGNER

EARLY_PRICE = PRICE // 2


@pytest.fixture
def phased_drop(create_drop):
    """Sell to everyone from tomorrow, and two each for half the price today."""
    today = Phase(price=EARLY_PRICE, opens=now(), closes=now() + DAY, wallet_cap=2)
    return create_drop(opens=now() + DAY, wallet_cap=3, phases=[today])


def test_mint__in_a_public_phase__asks_its_price(phased_drop, collector):
    phased_drop.mint(collector, 2, 1, value=2 * EARLY_PRICE, sender=collector)

    assert (phased_drop.ownerOf(2), phased_drop.minted()) == (collector, 2)


def test_mint__in_a_public_phase__counts_its_own_cap(phased_drop, collector):
    phased_drop.mint(collector, 2, 1, value=2 * EARLY_PRICE, sender=collector)
    with boa.reverts("drop: wallet cap reached"):
        phased_drop.mint(collector, 1, 1, value=EARLY_PRICE, sender=collector)
    boa.env.time_travel(seconds=DAY)

    phased_drop.mint(collector, 3, value=3 * PRICE, sender=collector)

    assert [phased_drop.minted_in(phase, collector) for phase in (0, 1, 2, 9)] == [3, 2, 0, 0]
    assert phased_drop.minted_by(collector) == 5


def test_mint__in_a_phase__keeps_its_window(create_drop, collector):
    phase = Phase(price=PRICE, opens=now() + DAY, closes=now() + 2 * DAY)
    drop = create_drop(phases=[phase])

    with boa.reverts("drop: not open yet"):
        drop.mint(collector, 1, 1, value=PRICE, sender=collector)
    boa.env.time_travel(seconds=2 * DAY)
    with boa.reverts("drop: closed"):
        drop.mint(collector, 1, 1, value=PRICE, sender=collector)


def test_mint__in_any_phase__sells_from_the_same_supply(create_drop, collector):
    drop = create_drop(supply=3, phases=[Phase(price=1)])
    drop.mint(collector, 2, value=2 * PRICE, sender=collector)

    with boa.reverts("drop: sold out"):
        drop.mint(collector, 2, 1, value=2, sender=collector)


@pytest.mark.parametrize("phase", [2, 8, 9, 2**256 - 1])
def test_mint__in_a_phase_that_is_not__is_refused(phased_drop, collector, phase):
    with boa.reverts("drop: no such phase"):
        phased_drop.mint(collector, 1, phase, value=PRICE, sender=collector)


@pytest.mark.parametrize("phase", [Phase(root=b"\1" * 32), Phase(signer=SIGNER.address)], ids=["list", "tickets"])
def test_mint__in_a_phase_for_others__is_refused(create_drop, collector, phase):
    drop = create_drop(phases=[phase])

    with boa.reverts("drop: phase is for others"):
        drop.mint(collector, 1, 1, sender=collector)


def test_add_phase__by_the_label__is_numbered_and_kept(label, create_drop, artist, release):
    drop = create_drop(phases=[Phase(price=1)])
    phases = [
        Phase(opens=3, closes=4, wallet_cap=5, root=b"\6" * 32),
        Phase(opens=2**40 - 2, closes=2**40 - 1, wallet_cap=2**16 - 1, signer=SIGNER.address),
        Phase(price=2**96 - 1),
    ]

    numbers = [label.add_phase(release, astuple(phase), sender=artist) for phase in phases]

    assert (numbers, drop.phase_count()) == ([2, 3, 4], 4)
    assert [tuple(drop.phase_at(number)) for number in numbers] == [astuple(phase) for phase in phases]


def test_add_phase__after_sales__leaves_them_alone(label, drop, artist, collector, release):
    drop.mint(collector, 2, value=2 * PRICE, sender=collector)

    label.add_phase(release, astuple(Phase(price=1)), sender=artist)

    assert (drop.minted(), drop.minted_by(collector), drop.supply()) == (2, 2, 100)


def test_add_phase__more_than_8__is_refused(label, create_drop, artist, release):
    create_drop(phases=[Phase()] * 8)

    with boa.reverts("drop: more than 8 phases"):
        label.add_phase(release, astuple(Phase()), sender=artist)


def test_add_phase__to_a_closed_drop__is_refused(label, drop, artist, release):
    drop.close(sender=artist)

    with boa.reverts("drop: closed"):
        label.add_phase(release, astuple(Phase()), sender=artist)


def test_add_phase__by_anyone_but_the_label__is_refused(drop, artist):
    with boa.reverts("drop: not the label"):
        drop.add_phase(1, bytes(32), sender=artist)


def test_phase_at__a_number_without_one__is_refused(phased_drop):
    with boa.reverts("drop: no such phase"):
        phased_drop.phase_at(2)


def test_list__of_any_length__proves_each_entry(create_drop, collector, fan, operator, stranger, artist):
    wallets = [collector, fan, operator, stranger, artist]
    for length in range(1, 6):
        allowlist = Allowlist(*[(wallet, 1, 0) for wallet in wallets[:length]])
        with boa.env.anchor():
            drop = create_drop(phases=[Phase(root=allowlist.root)])
            for index, wallet in enumerate(wallets[:length]):
                drop.mint_listed(wallet, 1, 1, 1, 0, allowlist.proof(index), sender=wallet)
            assert drop.minted() == length
