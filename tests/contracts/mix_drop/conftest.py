import pytest

from tests.contracts._terms import PRICE


@pytest.fixture
def collected_drop(drop, collector):
    """Give the collector editions 1 to 5, minted at once."""
    drop.mint(collector, 5, value=5 * PRICE, sender=collector)
    return drop
