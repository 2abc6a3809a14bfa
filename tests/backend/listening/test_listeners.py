"""The live count of a drop, as an ASGI server would call it."""

import asyncio

import pytest

from backend.drops.errors import DropMissing
from backend.listening.errors import StreamsFull
from backend.listening.listeners import ROUNDS_PER_COMMENT, Listeners


class Page:
    """A browser's page that holds a stream open; `take` waits for what it is sent next."""

    def __init__(self, listeners, slug="night-bus", method="GET"):
        self._gone = asyncio.Event()
        self._sent = asyncio.Queue()
        self.takes = asyncio.Event()
        self.takes.set()
        scope = {"type": "http", "method": method, "path_params": {"slug": slug}}
        self.task = asyncio.create_task(listeners(scope, self._receive, self._send))

    async def take(self):
        return (await self._sent.get()).get("body")

    async def take_start(self):
        message = await self._sent.get()
        return message["status"], dict(message["headers"])[b"content-type"]

    def leave(self):
        self._gone.set()

    async def _receive(self):
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        await self.takes.wait()
        await self._sent.put(message)
        if message["type"] == "http.response.body" and not message["more_body"]:
            self.leave()


def create_listeners(**options):
    async def has_drop(slug):
        return slug in ("night-bus", "warehouse")

    return Listeners(has_drop, **options)


@pytest.fixture
async def open_page():
    pages = []

    async def open_page(listeners, slug="night-bus"):
        page = Page(listeners, slug)
        pages.append(page)
        assert await page.take_start() == (200, b"text/event-stream")
        return page, await page.take()

    yield open_page
    for page in pages:
        page.leave()
        await page.task


def event(count):
    return b'data: {"listeners": %d}\n\n' % count


async def test_listeners__page_opens__is_told_the_count_at_once(open_page):
    listeners = create_listeners()
    listeners.show({"night-bus": 3})

    _, first = await open_page(listeners)

    assert first == event(3)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_listeners__no_such_drop__opens_no_stream(method):
    page = Page(create_listeners(), slug="unheard-of", method=method)

    with pytest.raises(DropMissing, match="unheard-of"):
        await page.task


async def test_show__count_changed__tells_the_pages_of_that_drop_alone(open_page):
    listeners = create_listeners()
    here, _ = await open_page(listeners)
    there, _ = await open_page(listeners, slug="warehouse")

    listeners.show({"night-bus": 1})
    listeners.show({"night-bus": 1, "warehouse": 2})

    assert [await here.take(), await there.take()] == [event(1), event(2)]


async def test_show__last_listener_left__tells_zero(open_page):
    listeners = create_listeners()
    listeners.show({"night-bus": 1})
    page, _ = await open_page(listeners)

    listeners.show({})

    assert await page.take() == event(0)


async def test_show__page_does_not_take__only_the_newest_count_waits(open_page):
    listeners = create_listeners()
    page, _ = await open_page(listeners)
    page.takes.clear()
    listeners.show({"night-bus": 1})
    await asyncio.sleep(0)

    for count in range(2, 50):
        listeners.show({"night-bus": count})
    page.takes.set()

    assert [await page.take(), await page.take()] == [event(1), event(49)]


async def test_keep_open__silent_for_long__says_something(open_page):
    listeners = create_listeners()
    page, _ = await open_page(listeners)

    for _ in range(2 * ROUNDS_PER_COMMENT):
        listeners.keep_open()

    assert (await page.take()).startswith(b":")


async def test_listeners__page_left__frees_its_place(open_page):
    listeners = create_listeners(limit=1)
    page, _ = await open_page(listeners)
    with pytest.raises(StreamsFull):
        await Page(listeners).task

    page.leave()
    await page.task

    assert (await open_page(listeners))[1] == event(0)


async def test_close__open_streams__end_and_no_other_begins(open_page):
    listeners = create_listeners()
    page, _ = await open_page(listeners)

    await listeners.close()
    await page.task

    assert await page.take() == b""
    with pytest.raises(StreamsFull):
        await Page(listeners).task


async def test_listeners__asked_for_the_headers_only__ends():
    page = Page(create_listeners(), method="HEAD")

    await page.task

    assert [await page.take_start(), await page.take()] == [(200, b"text/event-stream"), b""]
