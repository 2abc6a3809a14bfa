from dataclasses import astuple, replace

import boa
import pytest
from eth_utils import keccak

from tests.contracts._chain import ZERO_ADDRESS
from tests.contracts._payees import order
from tests.contracts._terms import Options, Terms

NOBODY = "0x" + 40 * "1"


def test_create_drop__by_the_owner__creates_a_drop_and_its_split(label, bind_drop, artist, release, terms, payees):
    address, split = label.create_drop(release, astuple(terms), payees, sender=artist)

    drop = bind_drop(address)
    assert (drop.name(), drop.supply(), drop.price()) == (terms.name, terms.supply, terms.price)
    assert (drop.label(), drop.release(), drop.split()) == (label.address, release, split)


def test_create_drop__by_the_owner__lists_the_drop(label, create_drop, release):
    drop = create_drop()

    assert (label.drop_count(), label.drop_at(0), label.drop_of(release)) == (1, drop.address, drop.address)


def test_create_drop__by_the_owner__is_logged_in_full(label, artist, release, terms, payees):
    drop, split = label.create_drop(release, astuple(terms), payees, sender=artist)

    _, log = label.get_logs()
    assert (log.release, log.drop, log.split) == (release, drop, split)
    assert (tuple(log.terms), [tuple(payee) for payee in log.payees]) == (astuple(terms), payees)


def test_create_drop__several_times__lists_drops_in_order(label, create_drop):
    drops = [create_drop(release=keccak(text=slug)) for slug in ("first-mix", "second-mix", "third-mix")]

    assert [label.drop_at(index) for index in range(label.drop_count())] == [drop.address for drop in drops]


def test_create_drop__after_the_label_changed_hands__is_up_to_the_new_owner(
    label, artist, stranger, release, terms, payees
):
    label.transfer_ownership(stranger, sender=artist)
    label.accept_ownership(sender=stranger)

    with boa.reverts("label: not allowed"):
        label.create_drop(release, astuple(terms), payees, sender=artist)
    label.create_drop(release, astuple(terms), payees, sender=stranger)


def test_create_drop__by_a_stranger__is_refused(label, stranger, release, terms, payees):
    with boa.reverts("label: not allowed"):
        label.create_drop(release, astuple(terms), payees, sender=stranger)


def test_create_drop__of_a_release_that_has_one__is_refused(create_drop):
    create_drop()

    with boa.reverts("label: release has a drop"):
        create_drop(name="Another name")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": ""}, "drop: name is empty"),
        ({"symbol": ""}, "drop: symbol is empty"),
        ({"metadata": bytes(32)}, "drop: metadata is empty"),
        ({"supply": 0}, "drop: supply is zero"),
        ({"supply": 2**32}, "drop: supply is too large"),
        ({"price": 2**96}, "drop: price is too high"),
        ({"opens": 2**40}, "drop: opens too late"),
        ({"closes": 2**40}, "drop: closes too late"),
        ({"opens": 20, "closes": 20}, "drop: closes before it opens"),
        ({"opens": 20, "closes": 19}, "drop: closes before it opens"),
        ({"wallet_cap": 2**32}, "drop: wallet cap is too large"),
        ({"royalty_bps": 1001}, "drop: royalty above 10 percent"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_create_drop__with_terms_nobody_could_keep__is_refused(create_drop, changes, reason):
    with boa.reverts(reason):
        create_drop(**changes)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (Options(least_supply=101, cut_off=20), "drop: least supply above the supply"),
        (Options(least_supply=1), "drop: least supply without a cut-off"),
        (Options(cut_off=10), "drop: cut-off before it opens"),
        (Options(cut_off=2**40), "drop: cut-off too late"),
        (Options(referral_bps=5001), "drop: referral above 50 percent"),
        (Options(platform_bps=1001), "drop: platform fee above 10 percent"),
        (Options(platform_bps=1), "drop: platform fee for nobody"),
        (Options(commitment=b"\1" * 32), "drop: commitment without a shared document"),
        (Options(in_currency=True), "drop: price in no currency"),
        (Options(currency=NOBODY), "label: currency is not allowed"),
        (Options(is_soulbound=True, validator=NOBODY), "drop: soulbound with a validator"),
        (Options(validator=NOBODY), "label: validator is no contract"),
        (Options(tiers=(100,)), "drop: one tier is none"),
        (Options(tiers=(100, 0)), "drop: tier without editions"),
        (Options(tiers=(100, 101)), "drop: tier above the supply"),
        (Options(tiers=(50, 49)), "drop: tiers below the supply"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_create_drop__with_options_nobody_could_keep__is_refused(create_drop, options, reason):
    with boa.reverts(reason):
        create_drop(opens=10, options=options)


def test_create_drop__without_a_public_sale__can_have_a_cut_off(create_drop):
    drop = create_drop(opens=2**40 - 1, options=Options(cut_off=10))

    assert (drop.opens(), drop.cut_off()) == (2**40 - 1, 10)


def test_create_drop__without_options__costs_no_code(create_drop):
    drop, ranged = create_drop(), create_drop(release=keccak(text="second-mix"), options=Options(cut_off=2**40 - 1))

    assert len(boa.env.get_code(ranged.address)) - len(boa.env.get_code(drop.address)) == 156


@pytest.mark.parametrize(
    ("shares", "reason"),
    [
        ([], "split: no payees"),
        ([1_000_001], "split: share above the whole"),
        ([2**256 - 1, 1_000_001], "split: share above the whole"),
        ([1_000_000, 0], "split: share is zero"),
        ([999_999], "split: shares do not sum to 1000000"),
        ([999_999, 2], "split: shares do not sum to 1000000"),
    ],
)
def test_create_drop__with_shares_that_cannot_be_paid__is_refused(create_drop, shares, reason):
    with boa.reverts(reason):
        create_drop(payees=[(f"0x{account:040x}", share) for account, share in enumerate(shares, start=1)])


def test_create_drop__with_a_payee_that_is_nobody__is_refused(create_drop, artist):
    with boa.reverts("split: payee is zero address"):
        create_drop(payees=[(ZERO_ADDRESS, 999_999), (artist, 1)])


def test_create_drop__with_50_payees__is_possible(create_drop):
    drop = create_drop(payees=order([(boa.env.generate_address(), 20_000) for _ in range(50)]))

    assert drop.split() != ZERO_ADDRESS


def test_create_drop__with_51_payees__is_refused(create_drop):
    with boa.reverts(compiler="DynArray[Payee, 50] bounds check"):
        create_drop(payees=[(boa.env.generate_address(), 20_000)] * 49 + [(boa.env.generate_address(), 10_000)] * 2)


def test_create_drop__with_the_same_payees_for_two_releases__keeps_their_money_apart(create_drop):
    drop, other = create_drop(), create_drop(release=keccak(text="second-mix"))

    assert drop.split() != other.split()


def test_create_drop__at_another_label__has_other_addresses(label, second_label, artist, release, terms, payees):
    # What another label creates never lands where this one would create it, so nobody can take the place first.
    elsewhere = second_label.create_drop(release, astuple(terms), payees, sender=artist)
    here = label.create_drop(release, astuple(terms), payees, sender=artist)

    assert set(here).isdisjoint(elsewhere)


def test_create_drop__with_known_terms__has_an_address_known_before(label, artist, release, terms, payees):
    with boa.env.anchor():
        foreseen = label.create_drop(release, astuple(terms), payees, sender=artist)

    label.create_drop(keccak(text="another-mix"), astuple(Terms(name="Another")), payees, sender=artist)

    assert label.create_drop(release, astuple(terms), payees, sender=artist) == foreseen


def test_create_drop__with_other_terms__has_another_address(label, artist, release, terms, payees):
    with boa.env.anchor():
        first, _ = label.create_drop(release, astuple(terms), payees, sender=artist)

    second, _ = label.create_drop(release, astuple(replace(terms, price=1)), payees, sender=artist)

    assert first != second


def test_drop_of__a_release_without_one__is_nobody(label, release):
    assert label.drop_of(release) == ZERO_ADDRESS
