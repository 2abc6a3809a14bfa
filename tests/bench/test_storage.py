"""The record of `make bench-storage` is complete and meets the bars."""

import json

import pytest

from tests.bench.storage import RESULT

RECORDED = json.loads(RESULT.read_text())
AT_LEAST = {"cid_vs_file_digest": 0.85, "store_vs_ipfs_car": 2, "seal_store_vs_copy": 0.5}
AT_MOST = {"rss_above_idle_mb": 80, "gateway_range_p50_ms": 5, "import_10000_s": 1}


@pytest.mark.parametrize(("name", "bar"), AT_LEAST.items(), ids=list(AT_LEAST))
def test_storage__recorded_ratio__is_at_least_its_bar(name, bar):
    assert RECORDED[name] >= bar


@pytest.mark.parametrize(("name", "bar"), AT_MOST.items(), ids=list(AT_MOST))
def test_storage__recorded_figure__is_at_most_its_bar(name, bar):
    assert 0 < RECORDED[name] <= bar


@pytest.mark.parametrize("size", ["200_mb", "1_gb"])
def test_storage__recorded_speeds__explain_the_ratios(size):
    speeds = RECORDED["mb_per_s"][size]

    assert speeds["add"] / speeds["ipfs_car_pack"] >= RECORDED["store_vs_ipfs_car"] * 0.98
    assert speeds["seal_and_add"] / speeds["copy"] >= RECORDED["seal_store_vs_copy"] * 0.98
