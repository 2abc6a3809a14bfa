"""Ids, the log's lines, and what becomes of an error nobody caught."""

import logging

import pytest

from backend.core.problems import PROBLEM_MEDIA_TYPE
from tests.backend.edge.conftest import SECRET_CAUSE


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, "backend.edge.requests")
    return lambda: [record for record in caplog.records if record.name == "backend.edge.requests"]


async def test_request__without_an_id__gets_a_new_one_each_time(client):
    ids = {(await client.get("/api/drops/night-bus")).headers["x-request-id"] for _ in range(2)}

    assert len(ids) == 2


async def test_request__with_an_id_of_a_proxy__keeps_it(client):
    answer = await client.get("/api/drops/night-bus", headers={"X-Request-Id": "proxy-0123456789"})

    assert answer.headers["x-request-id"] == "proxy-0123456789"


async def test_request__answered__is_one_line_with_its_fields(client, lines):
    await client.get("/api/drops/night-bus?secret=1")

    (line,) = lines()
    assert (line.method, line.route, line.status, line.sent_bytes) == ("GET", "/api/drops/{slug}", 200, 20)
    assert (line.client, "night-bus" in line.getMessage()) == ("203.0.113.9", False)


async def test_request__to_no_route__is_logged_without_what_was_asked(client, lines):
    await client.get("/nowhere%0aGET / 200")

    assert [(line.route, line.status) for line in lines()] == [("none", 404)]


async def test_request__to_plain_asgi__is_logged_without_what_varies(client, lines):
    await client.get("/api/drops/night-bus/listeners")

    assert [line.route for line in lines()] == ["/api/drops/{slug}/listeners"]


async def test_request__for_sound__is_only_counted(client, lines):
    await client.get("/hear/ticket-of-a-fan/mix")

    assert lines() == []


async def test_request__for_sound_refused__is_logged_without_its_ticket(client, lines):
    await client.get("/hear/ticket-of-nobody/mix")

    assert [(line.route, line.status) for line in lines()] == [("/hear/{ticket}/{name}", 403)]
    assert "ticket-of-nobody" not in lines()[0].getMessage()


async def test_error__nobody_caught__is_a_problem_with_the_id(client, lines):
    answer = await client.get("/api/drops/broken")

    assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM_MEDIA_TYPE)
    assert answer.headers["x-request-id"] in answer.json()["detail"]
    assert SECRET_CAUSE not in answer.text
    assert SECRET_CAUSE in str(lines()[0].exc_info)


async def test_error__nobody_caught__is_a_page_for_a_browser(app, client):
    app.get("/drops/broken")(lambda: 1 / 0)

    answer = await client.get("/drops/broken", headers={"Accept": "text/html"})

    assert (answer.status_code, answer.headers["content-type"]) == (500, "text/html; charset=utf-8")
    assert answer.headers["x-request-id"] in answer.text


async def test_error__in_the_middle_of_a_stream__breaks_it_off(client, lines):
    with pytest.raises(RuntimeError, match=SECRET_CAUSE):
        await client.get("/stream")

    assert [(line.status, line.sent_bytes) for line in lines()] == [(200, 5)]
