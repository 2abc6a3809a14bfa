"""The application as a whole: what it says of itself, and how it answers what it does not know."""

import json

import httpx
import pytest

from backend.app import create_app
from backend.chain.errors import DeploymentMissing
from backend.core.problems import PROBLEM_MEDIA_TYPE

METHODS = ("get", "put", "post", "delete", "head")
NEVER_FAILS = {
    ("/api/session", "get"),
    ("/api/session", "delete"),
    ("/api/network", "get"),
    ("/api/receipts/key", "get"),
}
LABEL = {"address": "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0", "block": 1}


@pytest.fixture
def deployed(settings, tmp_path):
    (tmp_path / "local.json").write_text(json.dumps({"chain_id": 31337, "contracts": {"Label": LABEL}}))
    return settings.model_copy(update={"deployment_file": tmp_path / "local.json"})


@pytest.fixture
async def app(deployed, database):
    app = create_app(deployed)
    yield app
    await app.state.node.close()
    await app.state.database.close()


@pytest.fixture
async def client(app):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://label.test") as client:
        yield client


@pytest.fixture
def operations(app):
    paths = app.openapi()["paths"]
    return {(path, method): paths[path][method] for path in paths for method in METHODS if method in paths[path]}


async def test_create_app__label_not_deployed__says_which_command_does_it(settings, tmp_path):
    with pytest.raises(DeploymentMissing, match="ape run label deploy"):
        create_app(settings.model_copy(update={"deployment_file": tmp_path / "missing.json"}))


async def test_openapi__every_operation__is_described(operations):
    assert [key for key, operation in operations.items() if not operation.get("description")] == []


async def test_openapi__every_operation__declares_its_errors_as_problems(operations):
    def declares(operation):
        errors = [answer for status, answer in operation["responses"].items() if int(status) >= 400]
        return errors and all(PROBLEM_MEDIA_TYPE in answer["content"] for answer in errors)

    assert {key for key, operation in operations.items() if not declares(operation)} == NEVER_FAILS


async def test_openapi__operation_ids__are_unique(operations):
    ids = [operation["operationId"] for operation in operations.values()]

    assert len(ids) == len(set(ids))


async def test_unknown_address__asked_by_a_program__is_a_problem(client):
    answer = await client.get("/api/nowhere")

    assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM_MEDIA_TYPE)


async def test_unknown_address__asked_by_a_browser__is_a_page(client):
    answer = await client.get("/nowhere", headers={"Accept": "text/html"})

    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "front page" in answer.text


async def test_unknown_drop__asked_by_a_browser__is_a_page(client):
    answer = await client.get("/drops/nowhere", headers={"Accept": "text/html"})

    assert answer.status_code == 404
    assert "No release is called" in answer.text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        pytest.param(f"/royalties/{LABEL['address']}", 404, "is no split of this label", id="no split"),
        pytest.param("/royalties/0x12", 422, "is not an address", id="no address"),
        pytest.param(f"/royalties/{LABEL['address']}/june", 422, "is no month: write it as 2026-11", id="no month"),
    ],
)
async def test_royalty_pages__address_that_leads_nowhere__is_a_page(client, path, status, words):
    answer = await client.get(path, headers={"Accept": "text/html"})

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert words in answer.text
