"""The bytes of a play over HTTP: who gets them, which ones, and for how long."""

import httpx
import pytest

from backend.listening.streaming import ANSWERS_AT_ONCE, PIECE_BYTES
from tests.backend.listening.hearing import HEAD, MIX, ORIGINAL, PIECES, RENDITION

NAMES = ("mix", "aac.mp4", "opus.mp4", "master.m3u8", "aac.m3u8", "opus.m3u8")


@pytest.mark.parametrize("name", NAMES)
async def test_hear__without_the_cookie__is_refused(browser, address, name):
    browser.cookies.clear()

    answer = await browser.get(await address(name))

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/ticket-refused")


@pytest.mark.parametrize("name", NAMES)
async def test_hear__play_that_ended__is_refused(browser, address, clock, name):
    where = await address(name)
    clock.advance(seconds=121)

    answer = await browser.get(where)

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/play-ended")


async def test_hear__mix__is_all_of_it_for_nobody_to_keep(browser, address):
    answer = await browser.get(await address())

    assert (answer.status_code, answer.content) == (200, MIX)
    assert answer.headers["content-type"] == "audio/mp4"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=65000-70000", 65_000, 70_001),
        (f"bytes={PIECE_BYTES - 1}-{2 * PIECE_BYTES}", PIECE_BYTES - 1, 2 * PIECE_BYTES + 1),
        ("bytes=1048575-", 1_048_575, 1_048_576),
        ("bytes=-5", 1_048_571, 1_048_576),
        ("bytes=0-999999999", 0, 1_048_576),
    ],
    ids=str,
)
async def test_hear__range__is_just_that(browser, address, wanted, start, stop):
    answer = await browser.get(await address(), headers={"Range": wanted})

    assert (answer.status_code, answer.content) == (206, MIX[start:stop])
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(MIX)}"
    assert answer.headers["content-length"] == str(stop - start)


async def test_hear__range_behind_the_end__answers_416_with_the_size(browser, address):
    answer = await browser.get(await address(), headers={"Range": "bytes=1048576-"})

    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */1048576")


async def test_hear__head__is_the_headers_alone(browser, address):
    answer = await browser.head(await address(), headers={"Range": "bytes=0-9"})

    assert (answer.status_code, answer.headers["content-length"], answer.content) == (200, str(len(MIX)), b"")


async def test_hear__post__is_not_allowed(browser, address):
    assert (await browser.post(await address())).status_code == 405


async def test_hear__if_range_of_this_file__is_a_part(browser, address):
    where = await address()
    etag = (await browser.head(where)).headers["etag"]

    answer = await browser.get(where, headers={"Range": "bytes=0-9", "If-Range": etag})

    assert answer.status_code == 206


@pytest.mark.parametrize("tag", ['"another"', "Sun, 28 Nov 2026 20:00:00 GMT"])
async def test_hear__if_range_of_anything_else__is_all_of_it(browser, address, tag):
    answer = await browser.get(await address(), headers={"Range": "bytes=0-9", "If-Range": tag})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("recording", "name"), [("mix", "original"), ("original", "mix"), ("original", "aac.mp4"), ("original", "aac.m3u8")]
)
async def test_hear__of_another_recording__is_not_there(browser, address, recording, name):
    answer = await browser.get(await address(name, recording=recording))

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/sound-missing")


async def test_hear__original__is_as_it_was_handed_in(browser, address):
    answer = await browser.get(await address("original", recording="original"))

    assert (answer.content, answer.headers["content-type"]) == (ORIGINAL, "audio/wav")


async def test_hear__playlist__leads_to_every_fragment(browser, address):
    where = await address("master.m3u8")
    master = await browser.get(where)
    media = await browser.get(httpx.URL(where).join("aac.m3u8"))

    assert "aac.m3u8" in master.text
    assert "opus.m3u8" in master.text
    assert master.headers["content-type"] == media.headers["content-type"] == "application/vnd.apple.mpegurl"
    assert f"#EXT-X-BYTERANGE:{PIECES[0][0]}@{len(HEAD)}\naac.mp4\n" in media.text


async def test_hear__fragment__is_its_bytes_of_the_rendition(browser, address):
    answer = await browser.get(await address("aac.mp4"), headers={"Range": f"bytes=0-{len(HEAD) - 1}"})

    assert answer.content == HEAD == RENDITION[: len(HEAD)]


async def test_hear__what_was_sent__is_counted(browser, address, board):
    await browser.get(await address(), headers={"Range": "bytes=0-99"})
    await browser.get(await address(play_id="p2", token_id=2))

    assert (await board.find("p1")).sent_bytes == 100
    assert (await board.find("p2")).sent_bytes == len(MIX)


async def test_hear__far_ahead_of_what_is_heard__is_told_to_wait(browser, address):
    answer = await browser.get(await address(bytes_sent=100 * 2**20))

    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


async def test_hear__store_that_was_damaged__says_so(browser, address, store):
    where = await address()
    for archive in store._directory.rglob("blocks.car"):
        archive.write_bytes(archive.read_bytes().replace(b"\x00", b"\x01"))

    answer = await browser.get(where)

    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")


async def test_hear__nine_answers_at_once__is_one_too_many(hear_app, browser, address):
    where = await address()
    ticket = where.split("/")[2]
    streamer = hear_app.router.routes[0].app._streamer
    streamer._answers["p1"] = ANSWERS_AT_ONCE

    answer = await browser.get(where)

    assert (answer.status_code, answer.json()["type"]) == (429, "/problems/too-many-answers")
    assert ticket not in answer.text
