from dataclasses import astuple

import boa
import pytest

from tests.contracts._chain import ZERO_ADDRESS
from tests.contracts._terms import Phase


def test_add_phase__by_the_owner__is_logged(label, drop, artist, release):
    phase = Phase(price=1, opens=2, closes=3, wallet_cap=4)

    number = label.add_phase(release, astuple(phase), sender=artist)

    (log,) = [entry for entry in label.get_logs() if type(entry).__name__ == "PhaseAdded"]
    assert (log.drop, log.number, tuple(log.phase)) == (drop.address, number, astuple(phase))


def test_add_phase__by_a_stranger__is_refused(label, drop, stranger, release):
    with boa.reverts("label: not allowed"):
        label.add_phase(release, astuple(Phase()), sender=stranger)


def test_add_phase__to_a_release_without_a_drop__is_refused(label, artist, release):
    with boa.reverts("label: release has no drop"):
        label.add_phase(release, astuple(Phase()), sender=artist)


@pytest.mark.parametrize(
    ("phase", "reason"),
    [
        (Phase(root=b"\1" * 32, signer="0x" + 40 * "1"), "drop: phase with a list and a signer"),
        (Phase(root=b"\1" * 32, price=1), "drop: price is on the list or ticket"),
        (Phase(signer="0x" + 40 * "1", price=1), "drop: price is on the list or ticket"),
        (Phase(price=2**96), "drop: price is too high"),
        (Phase(opens=2**40), "drop: opens too late"),
        (Phase(closes=2**40), "drop: closes too late"),
        (Phase(opens=20, closes=20), "drop: closes before it opens"),
        (Phase(wallet_cap=0), "drop: wallet cap is zero"),
        (Phase(wallet_cap=2**16), "drop: wallet cap is too large"),
        (Phase(tier=5), "drop: no such tier"),
        (Phase(in_currency=True), "drop: no currency"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_add_phase__that_could_sell_nothing__is_refused(label, create_drop, artist, release, phase, reason):
    with boa.reverts(reason):
        create_drop(phases=[phase])
    create_drop()
    with boa.reverts(reason):
        label.add_phase(release, astuple(phase), sender=artist)


def test_add_phase__at_creation__is_logged_after_the_drop(label, create_drop):
    drop = create_drop(phases=[Phase(price=1), Phase(price=2)])

    _, created, *added = label.get_logs()
    assert created.drop == drop.address != ZERO_ADDRESS
    assert [(log.number, log.phase.price) for log in added] == [(1, 1), (2, 2)]
