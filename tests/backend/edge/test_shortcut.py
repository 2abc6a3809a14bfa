"""Routes that are answered before limits, origins and bodies are looked at."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from backend.core.errors import NotFound
from tests.backend.edge.conftest import SENTENCE, create_application, visit


class Quick:
    """Plain ASGI that says who asked, or that there is nobody of the name."""

    async def __call__(self, scope, receive, send):
        name = scope["path_params"]["name"]
        if name == "missing":
            raise NotFound(SENTENCE)
        await PlainTextResponse(name)(scope, receive, send)


@pytest.fixture
async def client(settings, clock):
    routes = [Route("/quick/{name}", Quick(), methods=["GET"])]
    app = create_application(settings.model_copy(update={"requests_per_minute": 1}), clock, routes)
    async with visit(app) as client:
        yield client
    await app.state.database.close()


async def test_quick_route__asked_often__is_not_limited_and_has_the_headers_of_all(client):
    answers = [await client.get("/quick/fan") for _ in range(3)]

    assert {(answer.status_code, answer.text) for answer in answers} == {(200, "fan")}
    assert {"x-request-id", "content-security-policy"} <= answers[0].headers.keys()


async def test_quick_route__error__is_a_problem_document(client):
    answer = await client.get("/quick/missing")

    assert (answer.status_code, answer.json()["detail"]) == (404, SENTENCE)


async def test_quick_route__other_method__is_for_the_application(client):
    assert (await client.post("/quick/fan")).status_code == 404
