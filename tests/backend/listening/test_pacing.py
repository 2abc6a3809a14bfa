import pytest

from backend.listening.pacing import AHEAD_BYTES, measure_excess, measure_pause


@pytest.mark.parametrize(
    ("sent", "elapsed", "excess"),
    [
        pytest.param(AHEAD_BYTES, 0, 0, id="buffered at the start"),
        pytest.param(AHEAD_BYTES + 1, 0, 1, id="more than a buffer"),
        pytest.param(AHEAD_BYTES + 400_000, 10, 0, id="four times real time"),
        pytest.param(AHEAD_BYTES + 500_000, 10, 100_000, id="faster than that"),
        pytest.param(AHEAD_BYTES, -5, 0, id="clocks apart"),
        pytest.param(AHEAD_BYTES, 10, -400_000, id="heard a while"),
    ],
)
def test_measure_excess__bytes_sent__are_weighed_against_time(sent, elapsed, excess):
    assert measure_excess(sent, bytes_per_second=10_000, elapsed_seconds=elapsed) == excess


def test_measure_pause__excess__is_heard_at_four_times_real_time():
    assert [measure_pause(excess, 10_000) for excess in (1, 40_000, 40_001)] == [1, 1, 2]


def test_measure_pause__of_nothing_measured__is_finite():
    assert measure_pause(10, 0) == 10
