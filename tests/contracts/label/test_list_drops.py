import pytest


@pytest.fixture
def drops(create_drop):
    """Create five drops."""
    return [create_drop(release=bytes([number]) * 32).address for number in range(1, 6)]


@pytest.mark.parametrize(
    ("start", "count", "first", "stop"),
    [(0, 2, 0, 2), (2, 2, 2, 4), (4, 2, 4, 5), (0, 100, 0, 5), (1, 2**256 - 1, 1, 5)],
    ids=["first page", "middle page", "last page", "largest page", "more than a page"],
)
def test_list_drops__by_page__goes_through_the_catalogue_in_order(label, drops, start, count, first, stop):
    assert label.list_drops(start, count) == drops[first:stop]


@pytest.mark.parametrize(("start", "count"), [(5, 1), (2**256 - 1, 2**256 - 1), (0, 0)])
def test_list_drops__beyond_the_catalogue__is_empty(label, drops, start, count):
    assert len(drops) == label.drop_count()
    assert label.list_drops(start, count) == []
