"""One range is read as RFC 9110 §14 has it; everything else is answered with the whole file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core.byte_range import ByteRange, RangeOutside, parse
from backend.core.errors import RangeNotSatisfiable

SIZE = 1000
sizes = st.integers(1, 10**12)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param("bytes=0-0", ByteRange(0, 1), id="first byte"),
        pytest.param("bytes=0-499", ByteRange(0, 500), id="first half"),
        pytest.param("bytes=500-", ByteRange(500, 1000), id="open end"),
        pytest.param("bytes=-1", ByteRange(999, 1000), id="last byte"),
        pytest.param("bytes=-5000", ByteRange(0, 1000), id="suffix longer than the file"),
        pytest.param("bytes=999-5000", ByteRange(999, 1000), id="end after the file"),
        pytest.param("bytes=0-" + "9" * 5000, ByteRange(0, 1000), id="endless number"),
        pytest.param("bytes=00000000000000000000-1", ByteRange(0, 2), id="leading zeros"),
        pytest.param("BYTES=1-2", ByteRange(1, 3), id="unit in capitals"),
        pytest.param("bytes= 1-2 ,", ByteRange(1, 3), id="empty list element"),
    ],
)
def test_parse__single_range__is_those_bytes(header, expected):
    assert parse(header, SIZE) == expected


@pytest.mark.parametrize(
    "header",
    [None, "", "bytes", "bytes=", "bytes=-", "bytes=2-1", "bytes=a-b", "bytes=1-2-3", "bytes=+1-2", "bytes=1 - 2",
     "bytes=٣-٤", "seconds=1-2", "bytes=0-1,5-6"],
    ids=ascii,
)  # fmt: skip
def test_parse__nothing_to_honour__means_the_whole_file(header):
    assert parse(header, SIZE) is None


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=" + "9" * 5000 + "-"])
def test_parse__range_outside_the_file__names_its_size(header):
    with pytest.raises(RangeNotSatisfiable, match="has 1000 bytes") as refused:
        parse(header, SIZE)

    assert refused.value.headers == {"Content-Range": "bytes */1000"}


def test_parse__last_bytes_of_an_empty_file__are_all_of_it():
    assert parse("bytes=-5", 0) is None


@given(size=sizes, first=st.integers(0, 10**12), last=st.integers(0, 10**12))
def test_parse__first_and_last__are_clamped_to_the_file(size, first, last):
    try:
        part = parse(f"bytes={first}-{last}", size)
    except RangeOutside:
        assert size <= first <= last
        return
    assert part == (ByteRange(first, min(last + 1, size)) if first <= last else None)


@given(size=sizes, length=st.integers(1, 10**12))
def test_parse__suffix__ends_at_the_end(size, length):
    part = parse(f"bytes=-{length}", size)

    assert (part.stop, part.length) == (size, min(length, size))


@given(size=sizes, first=st.integers(0, 10**12))
def test_content_range__of_an_open_range__names_first_last_and_size(size, first):
    part = parse(f"bytes={first % size}-", size)

    assert part.content_range(size) == f"bytes {first % size}-{size - 1}/{size}"


@given(header=st.text() | st.from_regex(r"bytes=[0-9,\- ]{0,20}", fullmatch=True), size=st.integers(0, 1000))
def test_parse__any_header__gives_bytes_inside_the_file(header, size):
    try:
        part = parse(header, size)
    except RangeOutside:
        return
    assert part is None or 0 <= part.start < part.stop <= size
