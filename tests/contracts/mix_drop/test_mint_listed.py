from dataclasses import astuple

import boa
import pytest

from tests.contracts._allowlist import Allowlist
from tests.contracts._chain import DAY, now
from tests.contracts._terms import PRICE, Phase

LOW_PRICE = PRICE // 4


@pytest.fixture
def allowlist(collector, fan, operator):
    """Three for a low price, one for free, one for the usual price."""
    return Allowlist((collector, 3, LOW_PRICE), (fan, 1, 0), (operator, 1, PRICE))


@pytest.fixture
def listed_drop(create_drop, allowlist):
    return create_drop(opens=now() + DAY, phases=[Phase(root=allowlist.root, wallet_cap=2)])


@pytest.fixture
def mint_listed(listed_drop, allowlist):
    """Mint by the entry of index 0, changed."""

    def mint_listed(quantity, index=0, sender=None, paid=None, **changes):
        names = ("recipient", "allowance", "price")
        entry = dict(zip(names, allowlist.entries[index], strict=True)) | changes
        listed_drop.mint_listed(
            entry["recipient"],
            quantity,
            entry.get("phase", 1),
            entry["allowance"],
            entry["price"],
            allowlist.proof(index),
            value=quantity * entry["price"] if paid is None else paid,
            sender=sender or entry["recipient"],
        )

    return mint_listed


def test_mint_listed__by_a_wallet_on_the_list__asks_its_price(listed_drop, mint_listed, collector, fan):
    mint_listed(2)
    mint_listed(1, index=1)

    assert [listed_drop.ownerOf(serial) for serial in (1, 2, 3)] == [collector, collector, fan]
    assert boa.env.get_balance(listed_drop.address) == 2 * LOW_PRICE


def test_mint_listed__by_a_wallet_on_the_list__is_logged(listed_drop, mint_listed, collector):
    mint_listed(2)

    *_, sale = listed_drop.get_logs()
    assert (sale.recipient, sale.first_serial, sale.quantity, sale.paid) == (collector, 1, 2, 2 * LOW_PRICE)


def test_mint_listed__for_another_wallet__is_refused(mint_listed, stranger):
    with boa.reverts("drop: not the wallet or its delegate"):
        mint_listed(1, sender=stranger)


@pytest.mark.parametrize(
    "changes", [{"allowance": 4}, {"price": 0}, {"index": 2}], ids=["more", "cheaper", "other proof"]
)
def test_mint_listed__with_another_entry__is_refused(mint_listed, collector, changes):
    with boa.reverts("drop: not on the list"):
        mint_listed(1, recipient=collector, **({"allowance": 3, "price": LOW_PRICE} | changes))


def test_mint_listed__by_a_wallet_not_on_the_list__is_refused(mint_listed, stranger):
    with boa.reverts("drop: not on the list"):
        mint_listed(1, recipient=stranger)


def test_mint_listed__above_the_allowance__is_refused(mint_listed):
    mint_listed(1, index=1)

    with boa.reverts("drop: allowance used up"):
        mint_listed(1, index=1)


def test_mint_listed__above_the_cap_of_the_phase__is_refused(mint_listed):
    mint_listed(2)

    with boa.reverts("drop: wallet cap reached"):
        mint_listed(1)


@pytest.mark.parametrize("paid", [0, LOW_PRICE - 1, LOW_PRICE + 1], ids=["nothing", "too little", "too much"])
def test_mint_listed__without_the_exact_price__is_refused(mint_listed, paid):
    with boa.reverts("drop: wrong payment"):
        mint_listed(1, paid=paid)


@pytest.mark.parametrize(
    ("phase", "reason"), [(0, "drop: no such phase"), (2, "drop: phase is for others"), (3, "drop: no such phase")]
)
def test_mint_listed__in_a_phase_without_a_list__is_refused(label, mint_listed, artist, release, phase, reason):
    label.add_phase(release, astuple(Phase(wallet_cap=1, signer=artist)), sender=artist)

    with boa.reverts(reason):
        mint_listed(1, phase=phase)
