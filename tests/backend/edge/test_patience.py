"""Clients that are slow, or never done, on a real port."""

import asyncio
import socket
import time
from contextlib import suppress

import httpx
import pytest
from fastapi import FastAPI, Request

from backend.edge import patience
from backend.edge.patience import HEAD_BYTES
from backend.edge.serving import choose_options
from tests.serving import served

BEGINNING = b"GET / HTTP/1.1\r\nHost: label.test\r\n"
LONG_BODY = b"x" * 300_000


@pytest.fixture
def url(monkeypatch):
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(patience, "BODY_PAUSE_SECONDS", 0.3)
    app = FastAPI()

    @app.post("/")
    async def take(request: Request):
        # Longer than a client may pause.
        await asyncio.sleep(1)
        return len(await request.body())

    app.get("/")(lambda: "prompt")
    with served(app, **choose_options()) as url:
        yield url


@pytest.fixture
def connection(url):
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.settimeout(0.05)
        yield connection


def wait_until_closed(connection, drip=b"", seconds=30):
    """Send `drip` again and again until the server hangs up; return what it said."""
    said, deadline = b"", time.monotonic() + seconds
    with suppress(ConnectionError):
        while time.monotonic() < deadline:
            connection.sendall(drip)
            with suppress(TimeoutError):
                part = connection.recv(65536)
                if not part:
                    return said
                said += part
        pytest.fail("still connected")
    return said


def test_client__that_says_nothing__is_hung_up_on(connection):
    assert wait_until_closed(connection) == b""


def test_client__in_the_middle_of_a_head__is_hung_up_on(connection):
    connection.sendall(BEGINNING)

    assert wait_until_closed(connection) == b""


def test_client__that_drips_a_head__is_hung_up_on(connection):
    connection.sendall(BEGINNING)

    assert wait_until_closed(connection, drip=b"X-Slow: 1\r\n") == b""


def test_client__whose_head_does_not_end__is_hung_up_on(connection, monkeypatch):
    monkeypatch.setattr(patience, "HEAD_SECONDS", 600)
    connection.sendall(BEGINNING + b"X-Long: ")

    assert wait_until_closed(connection, drip=b"x" * (HEAD_BYTES // 4)) == b""


def test_client__in_the_middle_of_a_body__is_hung_up_on(connection):
    connection.sendall(b"POST / HTTP/1.1\r\nHost: label.test\r\nContent-Length: 10\r\n\r\nhalf")

    wait_until_closed(connection)


def test_client__in_the_middle_of_its_second_head__is_hung_up_on(connection):
    connection.sendall(BEGINNING + b"\r\n" + BEGINNING)

    assert wait_until_closed(connection).count(b"200 OK") == 1


def test_client__whose_body_waits_for_a_slow_answer__is_served(url):
    with httpx.Client(base_url=url) as client:
        assert client.post("/", content=LONG_BODY).json() == len(LONG_BODY)
        assert client.get("/").json() == "prompt"
