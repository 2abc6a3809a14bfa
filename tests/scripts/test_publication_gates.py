"""A release that says who may hear it tells the label's server so."""

import pytest

from scripts._refusal import Refusal
from scripts._screen import Declined

REGULAR = {"badge": "regular"}
KEPT = {"editions": {"held_seconds": 2_592_000}}
GATES = {"mix": REGULAR, "original": KEPT}


def test_run__gates__are_set_for_both_recordings(create_publication, backend):
    create_publication(gates=GATES).run()

    assert backend.gates == {("low-tide", "mix"): REGULAR, ("low-tide", "original"): KEPT}


def test_run__no_gate__sets_none(create_publication, backend):
    create_publication().run()

    assert backend.count("PUT", "/gates/mix") == backend.count("PUT", "/gates/original") == 0


def test_run__gates__are_in_the_plan_before_it_asks(create_publication, screen, deployments):
    screen.answer = Declined()

    with pytest.raises(Declined):
        create_publication(gates=GATES).run()

    assert "  the mix   takes the badge “regular”\n" in screen.said[-1]
    assert "  original  takes an edition of this drop held for 30 days\n" in screen.said[-1]
    assert deployments.find_drop("low-tide") is None


def test_run__gate_of_a_drop_that_exists__is_set_again(create_publication, backend):
    create_publication(gate=REGULAR).run()
    backend.gates.clear()

    create_publication(gate=REGULAR).run()

    assert backend.gates == {("low-tide", "mix"): REGULAR}


def test_run__gate_the_server_refuses__creates_nothing(create_publication, backend, deployments):
    backend.gate_refusal = "The gate names the drop “glas-house”, and no release is called that. Correct it."

    with pytest.raises(Refusal, match=r"^The gate names the drop “glas-house”, and no release is called that"):
        create_publication(gate={"editions": {"drop": "glas-house"}}).run()
    assert deployments.find_drop("low-tide") is None
    assert backend.count("PUT", "/audio") == 0
