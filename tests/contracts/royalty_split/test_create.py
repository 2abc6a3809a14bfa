import boa
import pytest

from tests.contracts._chain import ETHER, ZERO_ADDRESS, balance_of
from tests.contracts._payees import order, pack, tag_of_release
from tests.contracts._splits import Split

EVERYTHING = 1_000_000
ONE, TWO, THREE = (f"0x{number:040x}" for number in (1, 2, 3))


def test_create__by_anyone__makes_a_split_of_the_payees(split_implementation, split_deployer, payees, stranger, artist):
    split = Split(split_deployer, split_implementation.create(pack(payees), 0, sender=stranger), 0)
    boa.env.set_balance(split.address, ETHER)
    before = balance_of(artist)

    split.distribute(payees)

    assert balance_of(artist) - before == ETHER // 2


def test_create__by_anyone__is_logged_in_full(split_implementation, payees, stranger):
    split = split_implementation.create(pack(payees), 7 << 16 | 50, sender=stranger)

    (log,) = split_implementation.get_logs()
    assert (log.split, log.payees, log.tag) == (split, pack(payees), 7 << 16 | 50)


def test_create__a_second_time__returns_the_same_split(split_implementation, payees):
    first = split_implementation.create(pack(payees), 0)

    assert split_implementation.create(pack(payees), 0) == first
    assert split_implementation.get_logs() == []


def test_create__with_another_tag__makes_another_split(create_split, payees):
    splits = [create_split(payees), create_split(payees, kind=1), create_split(payees, reward=1)]

    assert len({split.address for split in splits}) == 3


def test_create__of_a_release_before_its_label__leaves_the_label_its_split(
    split_implementation, create_drop, label, payees, release, stranger
):
    split = split_implementation.create(pack(payees), tag_of_release(label, release), sender=stranger)

    assert create_drop().split() == split


@pytest.mark.parametrize(
    ("payees", "reason"),
    [
        ([], "split: no payees"),
        ([(ZERO_ADDRESS, EVERYTHING)], "split: payee is zero address"),
        ([(ONE, 500_000), (ONE, 500_000)], "split: payee is named twice"),
        ([(TWO, 500_000), (ONE, 500_000)], "split: payees are not in ascending order"),
        ([(ONE, 500_000), (THREE, 250_000), (TWO, 250_000)], "split: payees are not in ascending order"),
        ([(ONE, EVERYTHING), (TWO, 0)], "split: share is zero"),
        ([(ONE, EVERYTHING + 1)], "split: share above the whole"),
        ([(ONE, 2**96 - 1), (TWO, EVERYTHING + 1)], "split: share above the whole"),
        ([(ONE, EVERYTHING - 1)], "split: shares do not sum to 1000000"),
        ([(ONE, EVERYTHING - 1), (TWO, 2)], "split: shares do not sum to 1000000"),
    ],
)
def test_create__for_payees_that_cannot_be_paid__is_refused(split_implementation, payees, reason):
    with boa.reverts(reason):
        split_implementation.create(pack(payees), 0)


def test_create__for_51_payees__is_refused(split_implementation):
    payees = order([(f"0x{number:040x}", 20_000) for number in range(1, 50)] + [(f"0x{99:040x}", 10_000)] * 2)

    with boa.reverts(compiler="DynArray[uint256, 50] bounds check"):
        split_implementation.create(pack(payees), 0)


def test_create__with_a_reward_above_1_percent__is_refused(create_split, payees):
    with boa.reverts("split: reward above 1 percent"):
        create_split(payees, reward=10_001)


def test_create__on_a_split__is_refused(split, payees):
    with boa.reverts("split: only the shared code creates splits"):
        split.create(pack(payees), split.tag)


def test_address_of__payees__is_where_their_split_will_be(split_implementation, payees):
    foreseen = split_implementation.address_of(pack(payees), 0)

    assert boa.env.get_code(foreseen) == b""
    assert split_implementation.create(pack(payees), 0) == foreseen


def test_address_of__payees_asked_of_any_split__is_the_same(split, split_implementation, payees):
    assert split.address_of(pack(payees), 3) == split_implementation.address_of(pack(payees), 3)
