"""Who may have how many live counts open at once."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from backend.core.problems import PROBLEM_MEDIA_TYPE
from tests.backend.edge.conftest import create_application, visit

PATH = "/api/drops/held/listeners"
ADDRESS = "203.0.113.9"


class HeldStream:
    """Plain ASGI that answers when the test says so."""

    def __init__(self):
        self.begun = asyncio.Semaphore(0)
        self.may_end = asyncio.Event()

    async def __call__(self, scope, receive, send):
        self.begun.release()
        await self.may_end.wait()
        await PlainTextResponse("data: 1")(scope, receive, send)


@pytest.fixture
def stream():
    return HeldStream()


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"streams_per_address": 2})


@pytest.fixture
async def app(settings, stream):
    app = create_application(settings)
    app.router.routes[:0] = [Route(PATH, stream)]
    yield app
    await app.state.database.close()


@pytest.fixture
async def hold(app, stream):
    """Open streams that stay open until the test ends or says otherwise."""
    async with AsyncExitStack() as stack:
        group = await stack.enter_async_context(asyncio.TaskGroup())
        stack.callback(stream.may_end.set)

        async def hold(times, address=ADDRESS):
            client = await stack.enter_async_context(visit(app, address))
            tasks = [group.create_task(client.get(PATH)) for _ in range(times)]
            for _ in tasks:
                await stream.begun.acquire()
            return tasks

        yield hold


async def ask(app, address=ADDRESS):
    async with visit(app, address) as client:
        return await client.get(PATH)


async def test_stream__one_too_many_of_an_address__is_refused(app, hold):
    await hold(2)

    answer = await ask(app)

    assert (answer.status_code, answer.headers["content-type"]) == (429, PROBLEM_MEDIA_TYPE)
    assert (answer.json()["type"], answer.headers["retry-after"]) == ("/problems/too-many-streams", "60")


async def test_stream__of_another_address__has_its_own_count(hold):
    await hold(2)

    assert len(await hold(2, "203.0.113.10")) == 2


async def test_stream__another_of_the_same_ipv6_network__is_refused(app, hold):
    await hold(2, "2001:db8:1:2::1")

    assert (await ask(app, "2001:db8:1:2:ffff::2")).status_code == 429


async def test_stream__ended__leaves_room_for_another(app, hold, stream):
    tasks = await hold(2)
    stream.may_end.set()
    await asyncio.gather(*tasks)

    assert (await ask(app)).status_code == 200


async def test_stream__of_this_machine__is_not_limited(hold):
    assert len(await hold(5, "127.0.0.1")) == 5


async def test_limit__set_to_none__lets_everybody_have_them(settings, stream):
    app = create_application(settings.model_copy(update={"streams_per_address": 0}))
    app.router.routes[:0] = [Route(PATH, stream)]
    stream.may_end.set()

    assert [(await ask(app)).status_code for _ in range(5)] == [200] * 5
    await app.state.database.close()


async def test_request__for_anything_else__is_not_counted(app, hold):
    await hold(2)

    async with visit(app, ADDRESS) as client:
        assert (await client.get("/api/drops/held")).status_code == 200
