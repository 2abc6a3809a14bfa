"""Who is refused for asking too often, and who is not."""

import pytest

from backend.core.problems import PROBLEM_MEDIA_TYPE
from tests.backend.edge.conftest import create_application, visit


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"requests_per_minute": 2, "sign_ins_per_minute": 1})


async def ask(app, times=3, path="/api/drops/night-bus", address="203.0.113.9", **options):
    async with visit(app, address) as client:
        return [(await client.get(path, **options)).status_code for _ in range(times)]


async def test_request__one_too_many__is_told_how_long_to_wait(app, client):
    await ask(app, times=2)

    answer = await client.get("/api/drops/night-bus")

    assert (answer.status_code, answer.headers["content-type"]) == (429, PROBLEM_MEDIA_TYPE)
    assert int(answer.headers["retry-after"]) in range(25, 31)


async def test_request__one_too_many_of_a_browser__is_a_page(app, client):
    await ask(app, times=2)

    answer = await client.get("/page", headers={"Accept": "text/html"})

    assert (answer.status_code, "Wait a little" in answer.text) == (429, True)


async def test_request__of_another_address__has_its_own_count(app):
    await ask(app)

    assert await ask(app, address="203.0.113.10") == [200, 200, 429]


async def test_request__of_the_same_ipv6_network__has_the_same_count(app):
    await ask(app, address="2001:db8:1:2::1")

    assert await ask(app, times=1, address="2001:db8:1:2:ffff::2") == [429]
    assert await ask(app, times=1, address="2001:db8:1:3::1") == [200]


async def test_request__of_an_ipv4_address_written_as_ipv6__has_the_same_count(app):
    await ask(app)

    assert await ask(app, times=1, address="::ffff:203.0.113.9") == [429]


async def test_request__of_one_session_from_many_addresses__has_one_count(app):
    stolen, own = {"Cookie": "theme=dark; session=stolen"}, {"Cookie": "session=own"}

    statuses = [await ask(app, times=1, address=f"203.0.113.{number}", headers=stolen) for number in range(3)]

    assert statuses == [[200], [200], [429]]
    assert await ask(app, times=1, address="203.0.113.9", headers=own) == [200]


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
async def test_request__of_this_machine__is_not_limited(app, address):
    assert await ask(app, address=address) == [200, 200, 200]


@pytest.mark.parametrize("path", ["/hear/ticket/mix", "/static/0/drop.js", "/ipfs/bafk", "/health", "/metrics"])
async def test_request__for_what_is_limited_otherwise_or_cached__is_not_counted(app, path):
    await ask(app, path=path)

    assert await ask(app, times=1) == [200]


@pytest.mark.parametrize("path", ["/api/sign-in/challenge", "/api/governance/relay/ballots"])
async def test_signature__of_one_address__has_a_limit_of_its_own(app, client, path):
    statuses = [(await client.post(path)).status_code for _ in range(2)]

    assert statuses == [404, 429]


async def test_limits__set_to_none__let_everybody_ask(settings):
    app = create_application(settings.model_copy(update={"requests_per_minute": 0, "sign_ins_per_minute": 0}))

    assert await ask(app, times=100) == [200] * 100
