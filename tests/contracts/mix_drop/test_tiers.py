import boa
import pytest

from tests.contracts._terms import PRICE, Options, Phase

STANDARD, GOLD = 0, 1
GOLD_PRICE = 3 * PRICE
GOLD_PHASE = 1


@pytest.fixture
def tiered_drop(create_drop):
    phases = [Phase(price=GOLD_PRICE, tier=GOLD)]
    return create_drop(supply=10, options=Options(tiers=(7, 4)), phases=phases)


@pytest.fixture
def collected_drop(tiered_drop, collector):
    """Give the collector standard editions 1 and 2 and gold ones 3 to 5."""
    tiered_drop.mint(collector, 2, value=2 * PRICE, sender=collector)
    tiered_drop.mint(collector, 3, GOLD_PHASE, value=3 * GOLD_PRICE, sender=collector)
    return tiered_drop


def test_tier__of_a_phase__is_that_of_its_editions(collected_drop):
    assert [collected_drop.tier_of(serial) for serial in range(1, 6)] == [STANDARD, STANDARD, GOLD, GOLD, GOLD]
    assert [collected_drop.minted_of(tier) for tier in (STANDARD, GOLD, 2, 5)] == [2, 3, 0, 0]


def test_tier__of_a_drop__has_a_supply_of_its_own(tiered_drop):
    assert [tiered_drop.tier_supply(tier) for tier in (STANDARD, GOLD, 2, 5)] == [7, 4, 0, 0]


def test_tier__of_a_drop_without_tiers__is_the_first(drop, collector):
    drop.mint(collector, 1, value=PRICE, sender=collector)

    assert (drop.tier_of(1), drop.tier_supply(0), drop.minted_of(0)) == (0, 0, 1)


def test_tier__of_an_edition_not_minted__is_refused(tiered_drop):
    with boa.reverts("drop: no such edition"):
        tiered_drop.tier_of(1)


def test_tier__of_a_phase__is_logged(tiered_drop, collector):
    tiered_drop.mint(collector, 2, GOLD_PHASE, value=2 * GOLD_PRICE, sender=collector)

    (log,) = [log for log in tiered_drop.get_logs() if type(log).__name__ == "TierMinted"]
    assert (log.tier, log.first_serial, log.quantity) == (GOLD, 1, 2)


def test_tier__once_sold_out__sells_no_more(tiered_drop, collector):
    tiered_drop.mint(collector, 4, GOLD_PHASE, value=4 * GOLD_PRICE, sender=collector)

    with boa.reverts("drop: tier sold out"):
        tiered_drop.mint(collector, 1, GOLD_PHASE, value=GOLD_PRICE, sender=collector)


def test_tier__of_the_public_sale__sells_no_more_than_its_own(tiered_drop, collector):
    tiered_drop.mint(collector, 7, value=7 * PRICE, sender=collector)

    with boa.reverts("drop: tier sold out"):
        tiered_drop.mint(collector, 1, value=PRICE, sender=collector)


def test_tier__with_editions_left__ends_with_the_supply(tiered_drop, collector):
    tiered_drop.mint(collector, 7, value=7 * PRICE, sender=collector)
    tiered_drop.mint(collector, 3, GOLD_PHASE, value=3 * GOLD_PRICE, sender=collector)

    with boa.reverts("drop: sold out"):
        tiered_drop.mint(collector, 1, GOLD_PHASE, value=GOLD_PRICE, sender=collector)


@pytest.mark.parametrize("serial", [3, 4, 5], ids=["first of a batch", "middle of a batch", "last of a batch"])
def test_tier__of_an_edition_that_moved__stays(collected_drop, collector, fan, serial):
    collected_drop.transferFrom(collector, fan, serial, sender=collector)

    assert [collected_drop.tier_of(number) for number in (3, 4, 5)] == [GOLD, GOLD, GOLD]


def test_tier__of_an_edition__names_the_folder_of_its_document(collected_drop):
    uris = [collected_drop.tokenURI(serial).rpartition("/") for serial in (2, 3)]

    assert [(folder.rpartition("/")[2], name) for folder, _, name in uris] == [("0", "2"), ("1", "3")]


def test_tier__of_a_shared_document__names_its_folder(create_drop, collector):
    drop = create_drop(options=Options(tiers=(50, 50), is_shared=True))
    drop.mint(collector, 1, value=PRICE, sender=collector)

    assert drop.tokenURI(1).endswith("/0/edition.json")


def test_tier__of_a_gift__is_the_one_chosen(tiered_drop, artist, collector, fan):
    tiered_drop.airdrop([collector, fan], GOLD, sender=artist)

    assert ([tiered_drop.tier_of(serial) for serial in (1, 2)], tiered_drop.minted_of(GOLD)) == ([GOLD, GOLD], 2)


@pytest.mark.parametrize(("tier", "reason"), [(1, "drop: tier sold out"), (2, "drop: tier sold out")])
def test_tier__of_a_gift__is_bounded_too(tiered_drop, artist, collector, tier, reason):
    tiered_drop.airdrop([collector] * 4, GOLD, sender=artist)

    with boa.reverts(reason):
        tiered_drop.airdrop([collector], tier, sender=artist)


def test_tier__of_a_gift_of_a_drop_without_tiers__is_refused(drop, artist, collector):
    with boa.reverts("drop: no such tier"):
        drop.airdrop([collector], 1, sender=artist)


@pytest.mark.parametrize("tiers", [(), (50, 50)], ids=["without tiers", "with two"])
def test_tier__that_is_not__has_no_phase(create_drop, tiers):
    with boa.reverts("drop: no such tier"):
        create_drop(options=Options(tiers=tiers), phases=[Phase(tier=2)])


def test_tier__of_five__is_counted_apart(create_drop, collector):
    drop = create_drop(options=Options(tiers=(20,) * 5), phases=[Phase(price=1, tier=tier) for tier in range(1, 5)])

    for phase in range(1, 5):
        drop.mint(collector, phase, phase, value=phase, sender=collector)

    assert [drop.minted_of(tier) for tier in range(5)] == [0, 1, 2, 3, 4]
