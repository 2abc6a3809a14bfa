"""Who provides what the label keeps: this gateway, and nobody for anything else."""

import json

import pytest

from backend.gateway.provider import Provider

ADDRESS = "/dns4/label.test/tcp/443/https"
FOREIGN = "bafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swua"  # dag-cbor
KEPT_FOR = "public, max-age=300, stale-while-revalidate=172800, stale-if-error=172800"
ABSENT_FOR = "public, max-age=15, stale-while-revalidate=172800, stale-if-error=172800"


@pytest.fixture
def record():
    return {
        "Schema": "peer",
        "ID": Provider.at("https://label.test").peer_id,
        "Addrs": [ADDRESS],
        "Protocols": ["transport-ipfs-gateway-http"],
    }


@pytest.fixture
def metadata(store):
    return store.add_directory({"1": b"{}"}).cid


async def test_list_providers__kept__is_this_gateway(gateway, metadata, record):
    answer = await gateway.get(f"/routing/v1/providers/{metadata}")

    assert answer.json() == {"Providers": [record]}
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == KEPT_FOR
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_list_providers__asked_for_lines__is_one_record_per_line(gateway, metadata, record):
    answer = await gateway.get(f"/routing/v1/providers/{metadata}", headers={"Accept": "application/x-ndjson"})

    assert answer.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in answer.text.splitlines()] == [record]


@pytest.mark.parametrize("accept", ["application/json", "application/x-ndjson"])
@pytest.mark.parametrize("cid", ["bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku", FOREIGN])
async def test_list_providers__not_kept__is_an_empty_list_for_a_short_while(gateway, cid, accept):
    answer = await gateway.get(f"/routing/v1/providers/{cid}", headers={"Accept": accept})

    assert (answer.status_code, answer.headers["cache-control"]) == (200, ABSENT_FOR)
    assert answer.text == ('{"Providers": []}' if accept == "application/json" else "")


async def test_list_providers__no_cid__is_400(gateway):
    assert (await gateway.get("/routing/v1/providers/passwd")).status_code == 400


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("filter-protocols=transport-bitswap,transport-ipfs-gateway-http", 1),
        ("filter-protocols=transport-bitswap", 0),
        ("filter-addrs=https,!p2p-circuit", 1),
        ("filter-addrs=quic-v1", 0),
        ("filter-addrs=!https", 0),
    ],
)
async def test_list_providers__filters__decide_whether_it_is_named(gateway, metadata, filters, count):
    answer = await gateway.get(f"/routing/v1/providers/{metadata}?{filters}")

    assert len(answer.json()["Providers"]) == count


@pytest.mark.parametrize(
    ("public_url", "address"),
    [
        ("https://label.test", ADDRESS),
        ("http://label.test:8080/", "/dns4/label.test/tcp/8080/http"),
        ("http://127.0.0.1:8000", "/ip4/127.0.0.1/tcp/8000/http"),
        ("https://[2001:db8::1]", "/ip6/2001:db8::1/tcp/443/https"),
    ],
)
def test_at__public_url__becomes_an_address(public_url, address):
    provider = Provider.at(public_url)

    assert provider.address == address
    assert provider.peer_id.startswith("Qm")
