"""What Prometheus is told, and who else is."""

import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from tests.backend.edge.conftest import create_application, visit


@pytest.fixture
def here(app):
    """Ask as a program on this machine."""
    return visit(app, "127.0.0.1")


async def read(client):
    answer = (await client.get("/metrics")).raise_for_status()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


async def test_metrics__of_requests__are_by_route_and_status(app, here, database):
    for slug in ("night-bus", "last-tram", "missing"):
        await here.get(f"/api/drops/{slug}")

    metrics = await read(here)

    assert metrics["hectic_requests_total", "GET", "/api/drops/{slug}", "200"] == 2
    assert metrics["hectic_requests_total", "GET", "/api/drops/{slug}", "404"] == 1
    assert metrics["hectic_request_seconds_count", "/api/drops/{slug}"] == 3
    assert metrics["hectic_sent_bytes_total", "/api/drops/{slug}"] > 40


async def test_metrics__of_sound__do_not_tell_tickets(here, database):
    await here.get("/hear/ticket-of-a-fan/mix")

    assert (await read(here))["hectic_sent_bytes_total", "/hear/{ticket}/{name}"] == len("sound")


async def test_metrics__of_made_up_requests__are_few(app, here, database):
    for number in range(5):
        await here.request(f"METHOD{number}", f"/nowhere/{number}")

    metrics = await read(here)

    made_up = {key: value for key, value in metrics.items() if key[0] == "hectic_requests_total"}
    assert made_up == {("hectic_requests_total", "other", "none", "404"): 5}


async def test_metrics__of_the_moment__are_the_database_and_the_process(here, database):
    metrics = await read(here)

    assert (metrics["hectic_database_up",], metrics["hectic_plays",]) == (1, 0)
    assert metrics["process_resident_memory_bytes",] > 0


async def test_metrics__without_a_database__say_so(here):
    assert (await read(here))["hectic_database_up",] == 0


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("203.0.113.9", {}, 403),
        ("203.0.113.9", {"Authorization": "Bearer "}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 403),
    ],
    ids=["here", "here by IPv6", "elsewhere", "without a token", "a proxy's word"],
)
async def test_metrics__without_a_token__are_for_this_machine(app, database, address, headers, status):
    async with visit(app, address) as client:
        assert (await client.get("/metrics", headers=headers)).status_code == status


@pytest.mark.parametrize(("token", "status"), [("open", 200), ("opem", 403), ("", 403)])
async def test_metrics__with_a_token__are_for_whoever_has_it(settings, database, token, status):
    app = create_application(settings.model_copy(update={"metrics_token": SecretStr("open")}))

    async with visit(app) as client:
        assert (await client.get("/metrics", headers={"Authorization": f"Bearer {token}"})).status_code == status
    await app.state.database.close()
