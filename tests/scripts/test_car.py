"""Archives as the server writes them, checked as they arrive."""

import io

import pytest

from backend.ipfs.cid import Cid
from backend.ipfs.store import Store
from scripts._car import CarBroken, CarCheck, check_car, decode_cid

CONTENT = bytes(range(256)) * 9_000
KUBO_V0 = "QmY7Yh4UquoXHLPFo2XbhXkhBvFoPwmQUSa92pxnxjQuPU"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("store"))
    node = store.add_file(io.BytesIO(CONTENT))
    return str(node.cid), b"".join(store.open_archive(node.cid).chunks())


def check(cid, pieces):
    checking = CarCheck(cid)
    for piece in pieces:
        checking.feed(piece)
    checking.finish()


@pytest.mark.parametrize("size", [1, 97, 65_536, 10**7], ids=lambda size: f"{size} at a time")
def test_check__whole_archive_in_pieces__passes(archive, size):
    cid, car = archive
    shown = car if size > 1 else car[:200]
    checking = CarCheck(cid)
    for start in range(0, len(shown), size):
        checking.feed(shown[start : start + size])
    if size > 1:
        checking.finish()


def test_check_car__file__passes(archive, tmp_path):
    cid, car = archive
    (tmp_path / "kept.car").write_bytes(car)

    check_car(cid, tmp_path / "kept.car")


@pytest.mark.parametrize("end", [0, 1, 30, 200, -1], ids=str)
def test_finish__cut_off__says_so(archive, end):
    cid, car = archive

    with pytest.raises(CarBroken, match=rf"^The archive of {cid} is broken: it is cut off\. Fetch it again from a "):
        check(cid, [car[:end]])


def test_finish__header_alone__misses_its_root(archive):
    cid, car = archive

    with pytest.raises(CarBroken, match="the block it is named after is not in it"):
        check(cid, [car[: car[0] + 1]])


def test_feed__changed_bit__is_noticed(archive):
    cid, car = archive

    with pytest.raises(CarBroken, match="a block does not hash to its address"):
        check(cid, [car[:-1] + bytes((car[-1] ^ 1,))])


def test_feed__archive_of_another__is_noticed(archive):
    other = str(Cid.from_digest(bytes(32)))

    with pytest.raises(CarBroken, match="it starts with the header of another"):
        check(other, [archive[1]])


@pytest.mark.parametrize("start", [b"\x00", b"\xff" * 11, b"<html>" * 100], ids=["zero", "endless", "a web page"])
def test_feed__no_archive__is_refused_at_once(archive, start):
    with pytest.raises(CarBroken):
        check(archive[0], [start + bytes(2000)])


def test_decode_cid__version_0__is_its_multihash():
    assert decode_cid(KUBO_V0) == Cid.parse(KUBO_V0).encoded


@pytest.mark.parametrize("text", ["", "b", "../b", "Qm0", "bafkqaaa", "bafk/rei"])
def test_decode_cid__anything_else__is_refused(text):
    with pytest.raises(CarBroken, match="that is no address of content"):
        decode_cid(text)
