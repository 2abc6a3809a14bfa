"""The record of `make bench-governance` is complete and meets its bar."""

import json

import pytest

from tests.backend.chain.databases import KINDS
from tests.bench.governance import BALLOTS, PROPOSALS, READS, RESULT

RECORDED = json.loads(RESULT.read_text())
BAR_MS = 100
READ_BY = [(kind, read) for kind in KINDS for read in READS]


@pytest.mark.parametrize(("kind", "read"), READ_BY)
def test_governance__recorded_answer__comes_in_time(kind, read):
    assert 0 < RECORDED[f"{kind}_p95_ms"][read] < BAR_MS


@pytest.mark.parametrize(("kind", "read"), READ_BY)
def test_governance__recorded_answer__is_worked_on_for_less(kind, read):
    assert 0 < RECORDED[f"{kind}_p95_cpu_ms"][read] < BAR_MS


def test_governance__recorded_conditions__are_those_of_the_bar():
    assert (PROPOSALS, BALLOTS) == (200, 5_000)
    assert RECORDED["conditions"].startswith(f"{PROPOSALS} proposals of 8 actions, {BALLOTS:,} ballots")
