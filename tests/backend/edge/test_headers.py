"""What browsers are told about every answer."""

import pytest

from tests.backend.edge.conftest import create_application, visit

INERT = "default-src 'none'; frame-ancestors 'none'; sandbox"


@pytest.mark.parametrize("path", ["/api/drops/night-bus", "/api/drops/missing", "/api/drops/broken", "/nowhere"])
async def test_answer__of_any_kind__is_inert_and_says_so(client, path):
    headers = (await client.get(path)).headers

    assert (headers["content-security-policy"], headers["x-content-type-options"]) == (INERT, "nosniff")
    assert (headers["referrer-policy"], headers["cross-origin-resource-policy"]) == ("same-origin", "same-origin")
    assert headers["cross-origin-opener-policy"] == "same-origin-allow-popups"


async def test_page__with_a_policy_of_its_own__keeps_it(client):
    assert (await client.get("/page")).headers.get_list("content-security-policy") == ["default-src 'self'"]


async def test_script__which_may_be_a_worker__is_not_bound(client):
    assert "content-security-policy" not in (await client.get("/worker.js")).headers


async def test_public_answer__read_by_other_sites__may_be_embedded(client):
    assert (await client.get("/public")).headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize(("environment", "is_told"), [("development", False), ("production", True)])
async def test_answer__in_production_only__asks_for_https(settings, environment, is_told):
    app = create_application(settings.model_copy(update={"environment": environment}))

    async with visit(app) as client:
        assert ("strict-transport-security" in (await client.get("/page")).headers) == is_told
