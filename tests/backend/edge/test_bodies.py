"""How much may be sent."""

import pytest

from backend.core.problems import PROBLEM_MEDIA_TYPE
from backend.edge.bodies import CAP_BYTES, find_cap

FULL = b"x" * CAP_BYTES


async def in_pieces(content, size=10_000):
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def test_body__as_large_as_is_taken__arrives(client):
    assert (await client.post("/api/words", content=FULL)).json() == {"received": CAP_BYTES}


async def test_body__in_pieces_as_large_as_is_taken__arrives(client):
    assert (await client.post("/api/words", content=in_pieces(FULL))).json() == {"received": CAP_BYTES}


@pytest.mark.parametrize("path", ["/api/words", "/api/lists"])
@pytest.mark.parametrize("send", [lambda body: body, in_pieces], ids=["announced", "in pieces"])
async def test_body__one_byte_more__is_refused(client, path, send):
    answer = await client.post(path, content=send(FULL + b"x"))

    assert (answer.status_code, answer.headers["content-type"]) == (413, PROBLEM_MEDIA_TYPE)
    assert answer.json()["detail"] == "At most 256 KiB can be sent to this address. Send less at once."


async def test_body__announced_as_too_large__is_not_read(client):
    async def refuse_to_be_read():
        pytest.fail("somebody reads")
        yield b""

    headers = {"Content-Length": str(CAP_BYTES + 1)}

    assert (await client.post("/api/words", content=refuse_to_be_read(), headers=headers)).status_code == 413


@pytest.mark.parametrize("send", [lambda body: body, in_pieces], ids=["announced", "in pieces"])
async def test_body__for_a_route_that_counts_itself__arrives(client, send):
    answer = await client.put("/api/releases/night-bus/audio", content=send(2 * FULL))

    assert answer.json() == {"received": 2 * CAP_BYTES}


@pytest.mark.parametrize("path", ["/api/releases/night-bus", "/api/releases/audio", "/api/releases/a/b/audio"])
def test_find_cap__beside_what_counts_itself__is_the_usual(path):
    assert find_cap(path) == CAP_BYTES
