"""What scripts, backend and pages read is what compiles."""

from scripts.abis import ABIS, DEPLOYABLE, list_stale_abis


def test_abis__as_committed__equal_what_compiles():
    assert list_stale_abis() == []


def test_abis__in_metadata__are_those_of_deployable_contracts():
    expected = {source.rpartition("/")[2].replace(".vy", ".json") for source in DEPLOYABLE}

    assert {path.name for path in ABIS.glob("*.json")} == expected
