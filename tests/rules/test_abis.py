"""What scripts, backend and pages read is what compiles."""

from scripts.abis import ABIS, CONTRACTS_OF, list_stale_abis


def test_abis__as_committed__equal_what_compiles():
    assert list_stale_abis() == []


def test_abis__in_metadata__are_those_of_what_lives_on_chain():
    assert {path.stem for path in ABIS.glob("*.json")} == set(CONTRACTS_OF)
