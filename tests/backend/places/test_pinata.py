"""Archives at Pinata: unpacked as what they are, small ones at once, large ones in pieces that survive a break."""

import httpx
import pytest

from backend.ipfs.store import Store
from backend.places import tus
from backend.places.errors import CidDiffers, PlaceRefused
from backend.places.pinata import PinataPlace
from backend.places.place import CopyStatus, Report
from backend.places.web import Web
from tests.backend.places.fake_pinata import TOKEN, FakePinata
from tests.backend.places.gateways import open_gateway

PIECE_BYTES = 1_000_000


@pytest.fixture
def pinata(tmp_path):
    return FakePinata(Store(tmp_path / "kept"))


@pytest.fixture
async def create_place(pinata):
    places = []

    def create(token=TOKEN, **options):
        web = Web("pinata", "https://api.test", token, transport=httpx.ASGITransport(app=pinata.app))
        gateway = open_gateway("pinata", pinata.kept)
        places.append(PinataPlace("pinata", web, gateway, uploads_url="https://uploads.test", **options))
        return places[-1]

    yield create
    for place in places:
        await place.close()


@pytest.fixture
def place(create_place):
    return create_place()


@pytest.fixture
def place_of_pieces(create_place, monkeypatch):
    monkeypatch.setattr(tus, "PIECE_BYTES", PIECE_BYTES)
    return create_place(whole_bytes=PIECE_BYTES)


async def test_pin__small_archive__is_unpacked_under_its_name(place, archive, pinata):
    report = await place.pin(archive, "night-bus/mix", None)

    assert report == Report(CopyStatus.PINNED)
    assert list(pinata.files.values()) == [{"id": "file-1", "cid": str(archive.root), "name": "night-bus/mix"}]


async def test_pin__service_makes_another_object_of_it__is_not_accepted(place, archive, pinata):
    pinata.unpack = lambda _content, _fields: {"cid": "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn"}

    with pytest.raises(CidDiffers):
        await place.pin(archive, "x", None)


async def test_pin__answer_without_a_cid__is_refused(place, archive, pinata):
    pinata.unpack = lambda _content, _fields: {}

    with pytest.raises(PlaceRefused) as caught:
        await place.pin(archive, "x", None)

    assert str(caught.value) == (
        "pinata refuses: what it answers is not of the kind that its entry names. "
        "Check its entry in PINNING_PLACES and your account there."
    )


async def test_pin__wrong_token__is_refused(create_place, archive):
    with pytest.raises(PlaceRefused) as caught:
        await create_place(token="another").pin(archive, "x", None)

    assert "pinata refuses: it answered 401, Not Authorized." in str(caught.value)


async def test_pin__large_archive__is_sent_in_pieces(place_of_pieces, archive, pinata):
    report = await place_of_pieces.pin(archive, "night-bus/mix", None)

    assert report.status is CopyStatus.PINNED
    assert [file["name"] for file in pinata.files.values()] == ["night-bus/mix"]
    assert pinata.requests.count("PATCH") == 4


async def test_pin__upload_breaks_off__goes_on_where_it_was(place_of_pieces, archive, pinata):
    pinata.broken_after = 2 * PIECE_BYTES
    broken = await place_of_pieces.pin(archive, "x", None)
    pinata.broken_after = None
    pinata.requests.clear()

    report = await place_of_pieces.pin(archive, "x", broken.reference)

    assert broken.status is CopyStatus.FAILED
    assert broken.problem == "pinata cannot be asked now: it answered 502. It is asked again by itself."
    assert report.status is CopyStatus.PINNED
    assert pinata.requests.count("PATCH") == 2


async def test_pin__upload_is_forgotten__begins_anew(place_of_pieces, archive, pinata):
    report = await place_of_pieces.pin(archive, "x", "https://uploads.test/v3/files/upload-9")

    assert report.status is CopyStatus.PINNED
    assert list(pinata.uploads) == ["upload-1"]


async def test_pin__lost_after_its_upload__is_sent_again(place_of_pieces, archive, pinata):
    first = await place_of_pieces.pin(archive, "x", None)
    pinata.files.clear()

    assert (await place_of_pieces.pin(archive, "x", first.reference)).status is CopyStatus.PINNED
    assert list(pinata.uploads) == ["upload-1", "upload-2"]


async def test_check__all_sent_and_not_unpacked__is_pinning(place_of_pieces, archive, pinata):
    pinata.is_unpacking = False
    report = await place_of_pieces.pin(archive, "x", None)

    assert report.status is CopyStatus.PINNING
    assert await place_of_pieces.check(archive.root, report.reference) == report


async def test_check__never_uploaded__is_lost(place, archive):
    assert (await place.check(archive.root, None)).status is CopyStatus.LOST


async def test_list_roots__several_pages__are_read(place, pinata):
    pinata.page = 2
    for number in range(5):
        pinata.add_file(f"bafy{number}", "x")

    assert await place.list_roots() == {f"bafy{number}" for number in range(5)}


async def test_fetch_block__and_download__come_from_the_gateway(place, archive, store):
    await place.pin(archive, "x", None)

    assert await place.fetch_block(archive, archive.root) == store.read_block(archive.root)
    assert b"".join([chunk async for chunk in place.download(archive.root)]) == b"".join(archive.chunks())


async def test_unpin__uploaded_twice__deletes_both_and_again_is_fine(place, archive, pinata):
    await place.pin(archive, "x", None)
    await place.pin(archive, "x", None)

    await place.unpin(archive.root, None)
    await place.unpin(archive.root, None)

    assert pinata.files == {}
