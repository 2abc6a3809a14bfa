"""Daemons that lie, stall or die: nothing is taken for pinned, and each gets one clear sentence, by both clients."""

import json

import pytest

from backend.ipfs.errors import BlockDamaged
from backend.places.client_place import ClientPlace
from backend.places.errors import BlockAbsent, CidDiffers, PlaceRefused, PlaceUnavailable
from backend.places.kubo import KuboPlace
from backend.places.place import CopyStatus
from backend.places.web import Web
from tests.backend.places.odd_daemon import OddDaemon, break_off, hang_up, listen

OTHER = "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn"
AGAIN = "It is asked again by itself."
CHECK = "Check its entry in PINNING_PLACES and your account there."
PATIENCE_SECONDS = 0.3


@pytest.fixture
def daemon():
    daemon = OddDaemon()
    yield daemon
    daemon.stop()


@pytest.fixture(params=["kubo", "ipfshttpclient"])
async def create_place(daemon, request):
    places = []

    def create(token="", path=""):
        url = f"{daemon.url}{path}"
        if request.param == "kubo":
            places.append(KuboPlace("cellar", Web("cellar", url, token, PATIENCE_SECONDS)))
        else:
            places.append(ClientPlace("cellar", url, token, PATIENCE_SECONDS))
        return places[-1]

    yield create
    for place in places:
        await place.close()


@pytest.fixture
def place(create_place):
    return create_place()


async def test_pin__honest_daemon__gets_the_archive_and_no_sign_of_a_browser(place, daemon, archive):
    daemon.pin(archive.root)

    report = await place.pin(archive, "night-bus/mix", None)

    assert report.status is CopyStatus.PINNED
    assert b"".join(archive.chunks()) in daemon.bodies[0]
    command, options, headers = daemon.asked[0]
    assert (command, options["pin-roots"]) == ("dag/import", ["true"])
    assert headers["User-Agent"] == "hectic"
    assert not {"Origin", "Referer"} & set(headers)


@pytest.mark.parametrize(
    ("token", "expected"), [("secret", "Bearer secret"), ("me:secret", "Basic bWU6c2VjcmV0")], ids=["bearer", "basic"]
)
async def test_check__with_a_token__sends_it(create_place, daemon, archive, token, expected):
    daemon.pin(archive.root)

    await create_place(token).check(archive.root, None)

    assert daemon.asked[0][2]["Authorization"] == expected


async def test_check__daemon_below_a_path__is_asked_there(create_place, daemon, archive):
    daemon.pin(archive.root)
    daemon.answers["/node/api/v0/pin/ls"] = daemon.answers.pop("pin/ls")

    assert (await create_place(path="/node").check(archive.root, None)).status is CopyStatus.PINNED


async def test_pin__another_cid__is_never_accepted(place, daemon, archive):
    daemon.pin(OTHER)

    with pytest.raises(CidDiffers) as caught:
        await place.pin(archive, "x", None)

    assert str(caught.value) == (
        f"cellar answered {OTHER} for {archive.root}, so this copy does not count. "
        "Use a place that takes archives as they are."
    )


async def test_pin__imported_and_not_pinned__is_refused_in_its_words(place, daemon, archive):
    root = {"Cid": {"/": str(archive.root)}, "PinErrorMsg": "block was not found locally"}
    daemon.answers["dag/import"] = 200, json.dumps({"Root": root})

    with pytest.raises(PlaceRefused) as caught:
        await place.pin(archive, "x", None)

    assert str(caught.value) == f"cellar refuses: block was not found locally. {CHECK}"


async def test_pin__says_it_imported_and_lists_nothing__is_lost(place, daemon, archive):
    daemon.pin(archive.root)
    daemon.answers["pin/ls"] = 200, json.dumps({"Keys": {OTHER: {"Type": "recursive"}}})

    assert (await place.pin(archive, "x", None)).status is CopyStatus.LOST


async def test_pin__does_not_say_what_it_imported__is_refused(place, daemon, archive):
    daemon.answers["dag/import"] = 200, json.dumps({"Stats": {"BlockCount": 4}})

    with pytest.raises(PlaceRefused) as caught:
        await place.pin(archive, "x", None)

    assert str(caught.value) == f"cellar refuses: it does not say what it imported. {CHECK}"


async def test_pin__dies_half_way__is_unavailable(place, daemon, archive):
    daemon.answers["dag/import"] = hang_up

    with pytest.raises(PlaceUnavailable) as caught:
        await place.pin(archive, "x", None)

    assert str(caught.value) == f"cellar cannot be asked now: it broke off half-way. {AGAIN}"


async def test_pin__our_own_block_is_damaged__says_so_and_pins_nothing(place, daemon, archive, monkeypatch):
    def break_after_the_first(_chunks=archive.chunks):
        yield next(_chunks())
        raise BlockDamaged(archive.root)

    daemon.answers["dag/import"] = listen
    monkeypatch.setattr(archive, "chunks", break_after_the_first)

    with pytest.raises(BlockDamaged):
        await place.pin(archive, "x", None)


@pytest.mark.parametrize("command", ["dag/import", "pin/ls"])
async def test_pin__a_web_page__is_not_of_its_kind(place, daemon, archive, command):
    daemon.pin(archive.root)
    daemon.answers[command] = 200, "<html>Welcome to nginx!</html>"

    with pytest.raises(PlaceRefused) as caught:
        await place.pin(archive, "x", None)

    assert str(caught.value) == f"cellar refuses: what it answers is not of the kind that its entry names. {CHECK}"


@pytest.mark.parametrize(
    ("status", "text", "sentence"),
    [
        (502, "<html>Bad gateway</html>", f"cellar cannot be asked now: it answered 502. {AGAIN}"),
        (500, '{"Message":"disk full","Code":0}', f"cellar cannot be asked now: it answered 500, disk full. {AGAIN}"),
        (403, "403 - Forbidden", f"cellar refuses: it answered 403. {CHECK}"),
        (404, "404 page not found", f"cellar refuses: it answered 404. {CHECK}"),
    ],
)
async def test_pin__refused__says_what_was_answered(place, daemon, archive, status, text, sentence):
    daemon.answers["dag/import"] = status, text

    with pytest.raises((PlaceUnavailable, PlaceRefused)) as caught:
        await place.pin(archive, "x", None)

    assert str(caught.value) == sentence


async def test_check__answers_too_slowly__is_unavailable(place, daemon, archive):
    daemon.answers["pin/ls"] = daemon.sleep

    with pytest.raises(PlaceUnavailable) as caught:
        await place.check(archive.root, None)

    assert str(caught.value) == f"cellar cannot be asked now: it does not answer in time. {AGAIN}"


async def test_fetch_block__is_asked_of_the_daemon_alone(place, daemon, archive):
    daemon.answers["block/get"] = 500, '{"Message":"block was not found locally (offline)"}'

    with pytest.raises(BlockAbsent):
        await place.fetch_block(archive, archive.root)

    _, options, _ = daemon.asked[0]
    assert (options["offline"], options["timeout"]) == (["true"], ["10s"])


async def test_fetch_block__proxy_in_front_fails__is_unavailable(place, daemon, archive):
    daemon.answers["block/get"] = 500, "Internal Server Error"

    with pytest.raises(PlaceUnavailable):
        await place.fetch_block(archive, archive.root)


async def test_download__breaks_off__is_unavailable(place, daemon, archive):
    daemon.answers |= {"block/get": (200, "a block"), "dag/export": break_off}

    with pytest.raises(PlaceUnavailable) as caught:
        _ = [chunk async for chunk in place.download(archive.root)]

    assert str(caught.value) == f"cellar cannot be asked now: it broke off half-way. {AGAIN}"


async def test_unpin__daemon_fails__is_unavailable(place, daemon, archive):
    daemon.answers["pin/rm"] = 500, '{"Message":"datastore closed"}'

    with pytest.raises(PlaceUnavailable):
        await place.unpin(archive.root, None)
