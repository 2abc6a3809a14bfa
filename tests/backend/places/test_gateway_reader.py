"""Gateways of others: what they lack is absent, what they refuse is told, what never ends is cut."""

import httpx
import pytest

from backend.ipfs.car import MAX_BLOCK_BYTES
from backend.places.errors import BlockAbsent, PlaceRefused, PlaceUnavailable
from backend.places.gateway_reader import GatewayReader
from backend.places.web import Web


@pytest.fixture
def answers():
    """Return what the gateway answers: one response, or a function of the request."""
    return []


@pytest.fixture
async def gateway(answers):
    def answer(request):
        found = answers.pop(0)
        return found(request) if callable(found) else found

    reader = GatewayReader("psa", Web("psa", "https://ipfs.example.org", transport=httpx.MockTransport(answer)))
    yield reader
    await reader.close()


async def test_fetch_block__asks_for_the_block_itself(gateway, answers, archive):
    asked = []
    answers.append(lambda request: asked.append(request.url) or httpx.Response(200, content=b"a block"))

    assert await gateway.fetch_block(archive, archive.root) == b"a block"
    assert str(asked[0]) == f"https://ipfs.example.org/ipfs/{archive.root}?format=raw"


async def test_fetch_block__redirect_to_a_host_of_its_own__is_followed(gateway, answers, archive):
    headers = {"Location": f"https://{archive.root}.ipfs.example.org/?format=raw"}
    answers += [httpx.Response(301, headers=headers), httpx.Response(200, content=b"a block")]

    assert await gateway.fetch_block(archive, archive.root) == b"a block"


async def test_fetch_block__answer_without_an_end__is_cut_above_a_block(gateway, answers, archive):
    async def never_end():
        while True:
            yield bytes(65536)

    answers.append(lambda _request: httpx.Response(200, content=never_end()))

    assert len(await gateway.fetch_block(archive, archive.root)) == MAX_BLOCK_BYTES + 1


@pytest.mark.parametrize("status", [404, 410, 504])
async def test_fetch_block__looked_for_in_vain__is_absent(gateway, answers, archive, status):
    answers += [httpx.Response(status), httpx.Response(status)]

    with pytest.raises(BlockAbsent):
        await gateway.fetch_block(archive, archive.root)
    with pytest.raises(BlockAbsent):
        await anext(gateway.download(archive.root))


@pytest.mark.parametrize(
    ("wait", "seconds"), [("90", 90.0), ("soon", None), ("Wed, 25 Nov 2026 00:00:00 GMT", None)], ids=str
)
async def test_fetch_block__too_many_questions__says_how_long_to_wait(gateway, answers, archive, wait, seconds):
    answers.append(httpx.Response(429, headers={"Retry-After": wait}, json={"error": "slow down"}))

    with pytest.raises(PlaceUnavailable) as caught:
        await gateway.fetch_block(archive, archive.root)

    assert str(caught.value) == ("psa cannot be asked now: it answered 429, slow down. It is asked again by itself.")
    assert caught.value.retry_after_seconds == seconds


async def test_download__asks_for_all_of_the_archive(gateway, answers, archive):
    asked = []
    answers.append(lambda request: asked.append(request.url.query) or httpx.Response(200, content=b"archive"))

    assert [chunk async for chunk in gateway.download(archive.root)] == [b"archive"]
    assert asked == [b"format=car&dag-scope=all"]


async def test_download__not_allowed__is_refused(gateway, answers, archive):
    answers.append(httpx.Response(403, text="<html>no</html>"))

    with pytest.raises(PlaceRefused) as caught:
        await anext(gateway.download(archive.root))

    assert str(caught.value) == (
        "psa refuses: it answered 403. Check its entry in PINNING_PLACES and your account there."
    )
