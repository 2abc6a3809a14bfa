"""A pinning service is asked once, asked again when it forgot, and its word is taken for what it is."""

import httpx
import pytest

from backend.ipfs.store import Store
from backend.places.errors import BlockAbsent, CidDiffers, PlaceRefused
from backend.places.pinning_service import ServicePlace
from backend.places.place import CopyStatus, Report
from backend.places.roster import list_origins
from backend.places.web import Web
from tests.backend.places.fake_service import TOKEN, FakeService
from tests.backend.places.gateways import open_gateway

ORIGINS = list_origins("https://label.example.org")


@pytest.fixture
def service():
    return FakeService()


@pytest.fixture
def kept(tmp_path):
    """Return what the service has, which its gateway serves."""
    return Store(tmp_path / "kept")


@pytest.fixture
async def create_place(service, kept):
    places = []

    def create(token=TOKEN):
        web = Web("psa", "https://service.test/psa", token, transport=httpx.ASGITransport(app=service.app))
        places.append(ServicePlace("psa", web, open_gateway("psa", kept), ORIGINS))
        return places[-1]

    yield create
    for place in places:
        await place.close()


@pytest.fixture
def place(create_place):
    return create_place()


async def test_pin__new_object__is_asked_for_with_this_gateway_as_its_origin(place, archive, service):
    report = await place.pin(archive, "night-bus/mix", None)

    assert report == Report(CopyStatus.QUEUED, reference="request-1")
    (address,) = ORIGINS
    assert address.startswith("/dns4/label.example.org/tcp/443/https/p2p/Qm")
    wanted = {"cid": str(archive.root), "name": "night-bus/mix", "origins": [address]}
    assert service.requests["request-1"]["pin"] == wanted


async def test_pin__name_that_is_too_long__is_cut(place, archive, service):
    await place.pin(archive, "n" * 300, None)

    assert service.requests["request-1"]["pin"]["name"] == "n" * 255


@pytest.mark.parametrize("status", ["queued", "pinning", "pinned"])
async def test_pin__asked_for_already__asks_nothing_twice(place, archive, service, status):
    await place.pin(archive, "night-bus/mix", None)
    service.requests["request-1"]["status"] = status

    assert await place.pin(archive, "night-bus/mix", None) == Report(CopyStatus(status), reference="request-1")
    assert list(service.requests) == ["request-1"]


async def test_pin__what_was_asked_for_before__is_replaced(place, archive, service):
    await place.pin(archive, "night-bus/mix", None)

    report = await place.pin(archive, "night-bus/mix", "request-1")

    assert report == Report(CopyStatus.QUEUED, reference="request-2")
    assert list(service.requests) == ["request-2"]


async def test_pin__what_the_service_forgot__is_asked_for_anew(place, archive):
    assert await place.pin(archive, "x", "request-9") == Report(CopyStatus.QUEUED, reference="request-1")


async def test_pin__service_answers_another_cid__is_not_accepted(place, archive, service):
    service.add = lambda _pin: {
        "requestid": "request-1",
        "status": "pinned",
        "created": "2026-06-01T12:00:00Z",
        "pin": {"cid": "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn"},
    }

    with pytest.raises(CidDiffers) as caught:
        await place.pin(archive, "x", None)

    assert str(caught.value) == (
        f"psa answered QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn for {archive.root}, "
        "so this copy does not count. Use a place that takes archives as they are."
    )


async def test_pin__wrong_token__is_refused_in_the_words_of_the_service(create_place, archive):
    with pytest.raises(PlaceRefused) as caught:
        await create_place(token="another").pin(archive, "x", None)

    assert str(caught.value) == (
        "psa refuses: it answered 401, UNAUTHORIZED: access token is missing or invalid. "
        "Check its entry in PINNING_PLACES and your account there."
    )


@pytest.mark.parametrize("reference", ["request-1", None, "request-forgotten"])
@pytest.mark.parametrize("status", ["queued", "pinning", "pinned"])
async def test_check__asked_for__is_what_the_service_says(place, archive, service, status, reference):
    await place.pin(archive, "x", None)
    service.requests["request-1"]["status"] = status

    assert await place.check(archive.root, reference) == Report(CopyStatus(status), reference="request-1")


async def test_check__failed__says_why_and_what_to_do(place, archive, service):
    await place.pin(archive, "x", None)
    service.requests["request-1"] |= {"status": "failed", "info": {"status_details": "no peer has it."}}

    report = await place.check(archive.root, "request-1")

    assert report.status is CopyStatus.FAILED
    assert report.problem == (
        "psa could not fetch it: no peer has it. It must reach this server under PUBLIC_URL; it is asked again."
    )


async def test_check__never_asked_for__is_lost(place, archive):
    assert await place.check(archive.root, None) == Report(CopyStatus.LOST)


async def test_list_roots__more_than_a_page__is_all_that_is_pinned(place, service):
    service.page, service.status_of_new = 2, "pinned"
    for number in range(5):
        service.add({"cid": f"bafy{number}"})
    service.status_of_new = "queued"
    service.add({"cid": "bafyqueued"})

    assert await place.list_roots() == {f"bafy{number}" for number in range(5)}


async def test_list_roots__pages_do_not_add_up__is_not_known(place, service):
    service.page, service.status_of_new = 2, "pinned"
    for number in range(3):
        service.add({"cid": f"bafy{number}"})["created"] = "2026-06-01T12:00:00.000Z"

    assert await place.list_roots() is None


async def test_fetch_block__service_fetched_it__is_read_from_its_gateway(place, archive, service, store, kept):
    await place.pin(archive, "x", None)
    service.work(store, kept)

    assert await place.fetch_block(archive, archive.blocks[-1]) == store.read_block(archive.blocks[-1])
    assert b"".join([chunk async for chunk in place.download(archive.root)]) == b"".join(archive.chunks())


async def test_fetch_block__service_only_says_so__is_absent(place, archive, service):
    await place.pin(archive, "x", None)
    service.requests["request-1"]["status"] = "pinned"

    with pytest.raises(BlockAbsent) as caught:
        await place.fetch_block(archive, archive.root)
    with pytest.raises(BlockAbsent):
        _ = [chunk async for chunk in place.download(archive.root)]

    assert str(caught.value) == f"psa does not have {archive.root}. It is brought there again by itself."


async def test_unpin__asked_for_twice__withdraws_both(place, archive, service):
    await place.pin(archive, "x", None)
    service.add({"cid": str(archive.root)})

    await place.unpin(archive.root, "request-1")

    assert service.requests == {}


async def test_unpin__forgotten_by_the_service__is_fine(place, archive):
    await place.unpin(archive.root, "request-9")


@pytest.mark.parametrize("public_url", ["http://127.0.0.1:8000", "http://label.example.org"])
def test_list_origins__not_reached_by_https__is_none(public_url):
    assert list_origins(public_url) == []
