"""What is tried against the bytes of sound, each against the whole application on a real port."""

import http.client
import logging
import socket

import pytest

from backend.audio.keyring import Keyring
from backend.ipfs.store import Store
from tests.backend.listening.hearing import COOKIE, RENDITION
from tests.backend.listening.real_server import put_release, running_listening
from tests.stage import eventually

NAMES = ("mix", "original", "aac.mp4", "opus.mp4", "master.m3u8", "aac.m3u8", "opus.m3u8", "anything")


@pytest.fixture
async def released(settings, database):
    """The settings of an application that has a release."""
    store, keyring = Store(settings.data_directory / "ipfs"), Keyring(settings.sealing_key.get_secret_value())
    return await put_release(settings, database, store, keyring)


@pytest.fixture
async def listening(released, database):
    with running_listening(released, database) as listening:
        yield listening


def ask(listening, where, cookie=COOKIE, **headers):
    """Return status, headers and body, the address as it is written."""
    connection = http.client.HTTPConnection(listening.host, timeout=30)
    connection.request("GET", where, headers=headers | ({"Cookie": f"session={cookie}"} if cookie else {}))
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), body


async def test_unauthenticated_streams__every_media_address_without_a_cookie__is_refused(listening):
    folder = (await listening.start_play(name="")).rstrip("/")

    answers = {name: ask(listening, f"{folder}/{name}", cookie=None)[0] for name in NAMES}

    assert answers == dict.fromkeys(NAMES, 403)


async def test_shared_link__in_another_browser__is_refused(listening):
    folder = (await listening.start_play(name="")).rstrip("/")

    assert {ask(listening, f"{folder}/{name}", cookie="another")[0] for name in NAMES} == {403}


async def test_range_abuse__thousand_ranges__is_one_answer_of_the_whole(listening):
    where = await listening.start_play(name="aac.mp4")
    many = ",".join(f"{start}-{start + 9}" for start in range(0, 10_000, 10))

    status, headers, body = ask(listening, where, Range=f"bytes={many}")

    assert (status, len(body)) == (200, len(RENDITION))
    assert "multipart" not in headers["content-type"]


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ("bytes=0-0,0-0,0-0", 200),
        (f"bytes=0-{'9' * 5000}", 206),
        (f"bytes={'9' * 5000}-", 416),
        (f"bytes=-{'9' * 5000}", 206),
        ("bytes=-0", 416),
        ("bytes=9-1", 200),
        ("bytes=--1", 200),
        ("bytes=0x0-0x9", 200),
        ("bytes=٣-٤".encode().decode("latin-1"), 200),
    ],
    ids=lambda value: str(value)[:20],
)
async def test_range_abuse__odd_numbers__are_answered_by_the_rules(listening, wanted, status):
    where = await listening.start_play(name="aac.mp4")

    answered, _, body = ask(listening, where, Range=wanted)

    assert answered == status
    assert len(body) <= len(RENDITION)


async def test_traversal__dots_and_escapes__lead_to_no_file(listening):
    folder = await listening.start_play(name="")
    escapes = (
        "..%2f..%2flocal.json",
        "%2e%2e%2f%2e%2e%2flocal.json",
        "../../local.json",
        "..\\..\\local.json",
        "mix%00.json",
        "/etc/passwd",
        "aac.mp4/../../../local.json",
        "%252e%252e%252flocal.json",
    )

    answers = {escape: ask(listening, folder + escape) for escape in escapes}

    assert {escape: status for escape, (status, _, _) in answers.items()} == dict.fromkeys(escapes, 404)
    assert not any(b"chain_id" in body or b"root:" in body for _, _, body in answers.values())


async def test_check_of_nginx__asked_by_anybody__opens_nothing(listening):
    where = await listening.start_play(name="aac.mp4")

    for original in (where, "/hear/../local.json/mix", where + "%00", where + "?a=/hear/b/mix", ""):
        status, headers, body = ask(
            listening, "/hear-check", cookie=None, **{"X-Original-URI": original, "X-Original-Range": "bytes=0-9"}
        )

        assert (status, body, "x-hear-file" in headers) == (403, b"", False)


async def test_slow_client__asks_for_a_mix_and_reads_nothing__is_cut_off(released, database):
    with (
        running_listening(released, database, unread_milliseconds=1000) as listening,
        socket.create_connection(("127.0.0.1", int(listening.host.split(":")[1])), timeout=60) as connection,
    ):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        where = await listening.start_play(pace=10**9)
        connection.sendall(f"GET {where} HTTP/1.1\r\nHost: a\r\nCookie: session={COOKIE}\r\n\r\n".encode())

        eventually(lambda: listening.count_connections() == 1)
        # The system gives up without a word to the other end, and frees what was written for it.
        eventually(lambda: listening.count_connections() == 0)


async def test_sold_token__whole_mix_being_sent__stops(listening, caplog):
    caplog.set_level(logging.INFO)
    where = await listening.start_play(pace=10**9)
    connection = http.client.HTTPConnection(listening.host, timeout=30)
    connection.request("GET", where, headers={"Cookie": f"session={COOKIE}"})
    answer = connection.getresponse()

    await listening.end_play()

    eventually(lambda: ask(listening, where, Range="bytes=0-0")[0] == 403)
    with pytest.raises(http.client.IncompleteRead):
        answer.read()
    connection.close()
    # The server itself finds nothing wrong with that.
    assert "was broken off" in caplog.text
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
