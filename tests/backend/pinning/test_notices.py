"""The operator is told, whatever answers at the webhook."""

import httpx
import pytest

from backend.pinning.notices import Operator

WEBHOOK = "https://hooks.label.test/secret"


@pytest.fixture
async def create_operator():
    clients = []

    def create_operator(webhook, answer):
        clients.append(httpx.AsyncClient(transport=httpx.MockTransport(answer)))
        return Operator(webhook, clients[-1])

    yield create_operator
    for client in clients:
        await client.aclose()


async def test_tell__webhook__gets_the_sentence(create_operator, caplog):
    sent = []

    def answer(request):
        sent.append((str(request.url), request.read()))
        return httpx.Response(200)

    await create_operator(WEBHOOK, answer).tell("attic keeps failing.")

    assert sent == [(WEBHOOK, b'{"text":"attic keeps failing."}')]
    assert caplog.messages == ["attic keeps failing."]


async def test_tell__no_webhook__is_logged_only(create_operator, caplog):
    await create_operator("", lambda _: pytest.fail("was asked")).tell("attic keeps failing.")

    assert caplog.messages == ["attic keeps failing."]


async def test_tell__webhook_fails__logs_that_without_its_address(create_operator, caplog):
    await create_operator(WEBHOOK, lambda _: httpx.Response(500)).tell("attic keeps failing.")

    assert caplog.messages == ["attic keeps failing.", "OPERATOR_WEBHOOK could not be told (HTTPStatusError)"]
