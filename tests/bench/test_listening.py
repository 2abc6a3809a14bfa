"""The record of `make bench-listening` is complete, and says which bars it meets."""

import json

import pytest

from tests.bench.listening import RESULT

RECORDED = json.loads(RESULT.read_text())
AT_LEAST = {"backfill_sqlite_per_s": 20_000, "backfill_postgres_per_s": 8_000}
AT_MOST = {
    "python_p99_ms": 50,
    "python_cores": 0.6,
    "python_rss_mib": 400,
    "nginx_p99_ms": 15,
    "nginx_cores": 0.4,
    "sealed_range_cpu_ms": 0.6,
    "play_cpu_ms": 3,
    "play_p99_ms": 100,
    "idle_streams_rss_mib": 400,
    "login_cpu_ms": 2,
    "rollback_512_s": 1,
    "revocation_s": 12,
    "errors": 0,
}
# Bars that were not met where the record was made, a machine half as fast as the one they were set on. One that is met
# after all fails here: then it is taken out.
MISSED = frozenset({"nginx_cores", "sealed_range_cpu_ms", "login_cpu_ms", "backfill_sqlite_per_s"})


def list_bars(bars):
    reason = "not met yet; the record has the figure"
    missed = pytest.mark.xfail(strict=True, reason=reason)
    return [pytest.param(name, bar, id=name, marks=missed if name in MISSED else ()) for name, bar in bars.items()]


@pytest.mark.parametrize(("name", "bar"), list_bars(AT_LEAST))
def test_listening__recorded_speed__is_at_least_its_bar(name, bar):
    assert RECORDED[name] >= bar


@pytest.mark.parametrize(("name", "bar"), list_bars(AT_MOST))
def test_listening__recorded_cost__is_at_most_its_bar(name, bar):
    assert 0 <= RECORDED[name] <= bar
