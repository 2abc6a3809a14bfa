from backend.chain.ranges import MOST_BLOCKS, RangeSize


def test_halved__down_to_one__never_reaches_zero():
    size = RangeSize()
    for _ in range(20):
        size = size.halved()

    assert size == RangeSize(1)
    assert size.is_smallest


def test_grown__again_and_again__stops_at_the_most():
    size = RangeSize(1)
    for _ in range(30):
        size = size.grown()

    assert size == RangeSize(MOST_BLOCKS)
