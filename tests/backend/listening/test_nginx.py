"""The real nginx with the configuration of the repository, in front of the real application."""

import itertools
import socket
import ssl

import httpx
import pytest

from backend.audio.keyring import Keyring
from backend.ipfs.store import Store
from backend.listening.hear_check import LONGEST_BYTES
from tests.backend.listening.hearing import COOKIE, HEAD, RENDITION
from tests.backend.listening.real_server import LONG_MIX, put_release, running_listening
from tests.nginx import NAME, running_nginx
from tests.stage import eventually

FROM_NGINX = "last-modified"  # only what it sends from a file itself has one
SEEN_WITHIN_SECONDS = 6  # the refresh of the board, and what nginx keeps of an answer

# Each with what it is answered.
ESCAPES = {
    "..%2f..%2flocal.json": 404,
    "%2e%2e/%2e%2e/local.json": 404,
    "../../local.json": 404,
    "..;/aac.mp4": 404,
    "aac.mp4/../../../local.json": 404,
    "aac.mp4%00": 400,
    "/aac.mp4": 404,
}


class Client:
    """Whoever comes by TLS; `get` sends the cookie of the browser unless told otherwise."""

    def __init__(self, address, certificate):
        self._address = httpx.URL(address)
        self._context = ssl.create_default_context(cafile=certificate)
        self._client = httpx.Client(verify=self._context, timeout=30, http2=False)

    def get(self, where, cookie=COOKIE, **headers):
        headers |= {"Host": NAME} | ({"Cookie": f"session={cookie}"} if cookie else {})
        url = self._address.copy_with(host="127.0.0.1", raw_path=where.encode())
        return self._client.get(url, headers=headers, extensions={"sni_hostname": NAME})

    def fetch(self, where, first, last, **headers):
        return self.get(where, **headers, Range=f"bytes={first}-{last}")

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self._address.port), timeout=30)
        return self._context.wrap_socket(plain, server_hostname=NAME)

    def close(self):
        self._client.close()


@pytest.fixture
async def listening(settings, database):
    store, keyring = Store(settings.data_directory / "ipfs"), Keyring(settings.sealing_key.get_secret_value())
    settings = await put_release(settings, database, store, keyring)
    with running_listening(settings, database) as listening:
        yield listening


@pytest.fixture
def client(listening, tmp_path):
    with running_nginx(tmp_path / "nginx", listening.host, listening.opened) as address:
        client = Client(address, str(tmp_path / "nginx" / "certificate.pem"))
        yield client
        client.close()


@pytest.fixture
async def opened(client, listening):
    """Where a rendition is that was asked for until nginx sends it itself."""
    where = await listening.start_play(name="aac.mp4")
    # Another range each time: nginx keeps for seconds that a range is not its own to send.
    lasts = itertools.count(20)
    eventually(lambda: FROM_NGINX in client.fetch(where, 0, next(lasts)).headers)
    return where


def test_hear__opened_rendition__is_sent_by_nginx(client, opened):
    answer = client.fetch(opened, 0, len(HEAD) - 1)

    assert (answer.status_code, answer.content, FROM_NGINX in answer.headers) == (206, HEAD, True)
    assert answer.headers["content-type"] == "audio/mp4"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-range"] == f"bytes 0-{len(HEAD) - 1}/{len(RENDITION)}"


def test_hear__no_cookie_right_after_the_first__is_refused(client, opened):
    for _ in range(4):  # enough for the answer to be kept
        client.fetch(opened, 0, 9)

    answer = client.fetch(opened, 0, 9, cookie=None)

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/ticket-refused")


def test_hear__two_cookies__open_nothing_for_who_has_one_of_them(client, opened):
    for _ in range(4):
        assert client.fetch(opened, 0, 9, cookie=f"another; session={COOKIE}").status_code == 206

    assert {client.fetch(opened, 0, 9, cookie="another").status_code for _ in range(4)} == {403}


async def test_hear__play_that_ended__is_refused_within_seconds(client, opened, listening):
    client.fetch(opened, 0, 9)

    await listening.end_play()

    eventually(lambda: client.fetch(opened, 0, 9).status_code == 403, seconds=SEEN_WITHIN_SECONDS)
    assert client.fetch(opened, 0, 9).json()["type"] == "/problems/play-ended"


async def test_hear__whole_mix_whose_play_ends__is_broken_off(client, listening):
    where = await listening.start_play("long", pace=10**9)
    with client.connect() as connection:
        connection.sendall(f"GET {where} HTTP/1.1\r\nHost: {NAME}\r\nCookie: session={COOKIE}\r\n\r\n".encode())
        received = len(connection.recv(65_536))

        await listening.end_play("long")
        # A listener that takes little at a time, so that the answer lasts.
        while piece := connection.recv(65_536):
            received += len(piece)
            if received < LONGEST_BYTES:
                client.get("/hear/nothing/mix")

    assert received < len(LONG_MIX)


async def test_hear__long_or_odd_range__is_sent_by_the_backend(client, listening):
    mix = await listening.start_play("p2", pace=10**9)
    eventually(lambda: FROM_NGINX in client.fetch(mix, 0, 9).headers)

    for wanted in ("", "bytes=0-", f"bytes=0-{LONGEST_BYTES}", "bytes=0-9,20-29", "x"):
        answer = client.get(mix, **({"Range": wanted} if wanted else {}))

        assert FROM_NGINX not in answer.headers, wanted
        assert len(answer.content) > LONGEST_BYTES, wanted


def test_hear__if_range_of_the_backend__is_judged_by_the_backend(client, opened):
    etag = client.get(opened).headers["etag"]

    answer = client.fetch(opened, 0, 9, **{"If-Range": etag})

    assert (answer.status_code, FROM_NGINX in answer.headers) == (206, False)


async def test_hear__playlist__is_sent_by_the_backend(client, listening):
    answer = client.get(await listening.start_play("list", "master.m3u8"))

    assert answer.headers["content-type"] == "application/vnd.apple.mpegurl"


def test_hear__traversal__leads_nowhere(client, opened):
    beside = opened.removesuffix("aac.mp4")

    assert {escape: client.get(beside + escape).status_code for escape in ESCAPES} == ESCAPES


def test_get__what_is_not_for_clients__is_not_there(client):
    places = ("/hear-check", "/metrics", "/opened/", "/%2fhear-check")

    assert [client.get(where).status_code for where in places] == [404] * len(places)


def test_connection__header_that_never_ends__is_closed(client):
    with client.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: ")

        assert connection.recv(1) == b""


def test_get__any_other_page__is_that_of_the_backend(client):
    assert client.get("/api/session").status_code == 200
