"""Attacks on what every request passes, against the whole application."""

import json
import logging
import re

import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from backend.catalog.models import Release
from backend.catalog.repository import CatalogRepository
from backend.core.clock import utc_now
from backend.edge.bodies import CAP_BYTES, find_cap
from backend.edge.serving import choose_options
from tests.backend.attacks.label import ELSEWHERE, close, create_label, visit

WRITING = ("post", "put", "delete", "patch")
TOO_MUCH = json.dumps({"x": "x" * CAP_BYTES}).encode()
SPOOFED = {"X-Forwarded-For": "127.0.0.1"}


@pytest.fixture
async def app(settings, database, tmp_path):
    app = create_label(settings, tmp_path, requests_per_minute=60, sign_ins_per_minute=2)
    yield app
    await close(app)


@pytest.fixture
async def attacker(app):
    async with visit(app) as client:
        yield client


def list_writing_operations(app):
    paths = app.openapi()["paths"]
    return [(method, re.sub("{[^}]*}", "x", path)) for path in paths for method in WRITING if method in paths[path]]


async def in_pieces(content):
    for start in range(0, len(content), 10_000):
        yield content[start : start + 10_000]


async def test_forged_request__of_another_site__is_refused_by_every_operation(app):
    headers = {"Origin": "http://evil.test", "Sec-Fetch-Site": "cross-site", "Cookie": "session=stolen"}

    async with visit(app, "127.0.0.1") as client:
        answers = [await client.request(method, path, headers=headers) for method, path in list_writing_operations(app)]

    assert {(answer.status_code, answer.json()["type"]) for answer in answers} == {(403, "/problems/cross-site")}


@pytest.mark.parametrize("send", [lambda body: body, in_pieces], ids=["announced", "in pieces"])
async def test_large_body__from_nobody__is_refused_by_every_operation(app, send):
    headers = {"Content-Type": "application/json"}
    async with visit(app, "127.0.0.1") as client:
        for method, path in list_writing_operations(app):
            answer = await client.request(method, path, content=send(TOO_MUCH), headers=headers)

            # What reads nothing is not made to; what takes more asks who it is from before it reads.
            refusals = (413, 401, 403) if find_cap(path) != CAP_BYTES else (413, 401, 404, 204, 403)
            assert answer.status_code in refusals, (method, path, answer.text)


@pytest.mark.parametrize(
    "sent", [b"short", b"x" * 65, b"a b c d e f g h", b"12345678\r\nSet-Cookie: session=mine", b"<script>alert(1)"]
)
async def test_header_injection__by_request_id__gets_a_new_one(attacker, sent):
    answer = await attacker.get("/health", headers={"X-Request-Id": sent})

    assert re.fullmatch("[0-9a-f]{16}", answer.headers["x-request-id"])


async def test_log_injection__by_path_query_and_headers__reaches_no_line(attacker, caplog):
    caplog.set_level(logging.INFO, "backend")

    evil = "x%0a2026-06-01 INFO forged: line"
    await attacker.get(f"/{evil}?{evil}", headers={"User-Agent": evil, "Referer": evil})

    lines = [record.getMessage() for record in caplog.records if record.name.startswith("backend")]
    assert len(lines) == 1
    assert "forged" not in lines[0]


async def test_spoofed_address__sent_directly__is_not_believed(app):
    trusting = ProxyHeadersMiddleware(app, choose_options()["forwarded_allow_ips"])
    async with visit(trusting) as client:
        statuses = [(await client.get("/api/session", headers=SPOOFED)).status_code for _ in range(61)]

    assert statuses.count(429) == 1


async def test_spoofed_address__through_the_proxy__counts_for_whom_the_proxy_saw(app):
    trusting = ProxyHeadersMiddleware(app, choose_options()["forwarded_allow_ips"])
    async with visit(trusting, "127.0.0.1") as client:
        for number in range(60):
            # The proxy appends whom it sees; what stands before that is anybody's invention.
            headers = {"X-Forwarded-For": f"10.0.0.{number}, {ELSEWHERE}"}
            assert (await client.get("/api/session", headers=headers)).status_code == 200

        assert (await client.get("/api/session", headers={"X-Forwarded-For": ELSEWHERE})).status_code == 429


async def test_metrics__from_elsewhere__are_not_told(app, attacker):
    trusting = ProxyHeadersMiddleware(app, choose_options()["forwarded_allow_ips"])
    async with visit(trusting, "127.0.0.1") as proxy:
        statuses = [
            (await attacker.get("/metrics")).status_code,
            (await attacker.get("/metrics", headers=SPOOFED)).status_code,
            (await proxy.get("/metrics", headers=SPOOFED)).status_code,
            (await proxy.get("/metrics", headers={"X-Forwarded-For": f"127.0.0.1, {ELSEWHERE}"})).status_code,
        ]

    assert statuses == [403, 403, 403, 403]


async def test_live_counts__of_drops_that_were_thought_up__open_no_stream(attacker, database):
    async with database.transaction() as session:
        for slug, drop in (("night-bus", "0x" + "d0" * 20), ("draft", None)):
            row = {"slug": slug, "key": f"0x{slug}", "manifest": {}, "created_at": utc_now()}
            await CatalogRepository(session).save(Release(drop_address=drop, drop_block=1, **row))

    answers = [await attacker.head(f"/api/drops/{slug}/listeners") for slug in ("thought-up", "draft", "night-bus")]

    assert [answer.status_code for answer in answers] == [404, 404, 200]


async def test_sign_in_flood__from_one_address__is_stopped(attacker):
    body = {"address": "0x" + "11" * 20}

    statuses = [(await attacker.post("/api/sign-in/challenge", json=body)).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


async def test_stack_trace__of_an_error_nobody_foresaw__stays_in_the_log(app, attacker, monkeypatch, caplog):
    async def fail(*_):
        raise ZeroDivisionError("postgresql://label:password@db")

    monkeypatch.setattr(app.state.pages, "list_pages", fail)

    answer = await attacker.get("/", headers={"Accept": "text/html"})

    assert (answer.status_code, "password" in answer.text, "Traceback" in answer.text) == (500, False, False)
    assert "password" in caplog.text


async def test_answer__of_every_reading_operation__cannot_be_run_or_framed(app):
    paths = app.openapi()["paths"]
    async with visit(app, "127.0.0.1") as client:
        for path in (re.sub("{[^}]*}", "x", path) for path in paths if "get" in paths[path]):
            headers = (await client.get(path)).headers

            assert headers["x-content-type-options"] == "nosniff", path
            assert "default-src 'none'" in headers["content-security-policy"], path


async def test_made_up_hosts_and_methods__by_the_thousand__are_counted_as_few(app):
    async with visit(app, "127.0.0.1") as client:
        for number in range(50):
            await client.request(f"M{number}", f"/x{number}", headers={"Host": f"h{number}"})
        lines = (await client.get("/metrics")).text.splitlines()

    assert len([line for line in lines if line.startswith("hectic_requests_total")]) == 1
