"""The path gateway: whole files, parts of them, and nothing the label does not keep."""

import io
import tracemalloc

import pytest

from backend.ipfs.cid import RAW, Cid
from tests.backend.ipfs.kubo import MEBIBYTE, Keystream

MIX_BYTES = 2 * MEBIBYTE + 7
OPUS = b"OggS\x00\x02" + bytes(90)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PUBLIC = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": (
        "Accept, Cache-Control, Content-Type, If-None-Match, If-Range, Range, User-Agent, X-Requested-With"
    ),
    "access-control-expose-headers": (
        "Accept-Ranges, Content-Disposition, Content-Length, Content-Location, Content-Range, ETag, "
        "X-Ipfs-Path, X-Ipfs-Roots"
    ),
}
IMMUTABLE = "public, max-age=29030400, immutable"


@pytest.fixture
def content():
    return Keystream("mix", MIX_BYTES).read(MIX_BYTES)


@pytest.fixture
def mix(store, content):
    return store.add_file(io.BytesIO(content)).cid


@pytest.fixture
def metadata(store):
    return store.add_directory({"1": b'{"name": "Mix #1"}', "preview": OPUS, "cover art.svg": SVG}).cid


async def test_get__a_file__is_sent_whole_and_cached_for_ever(gateway, mix, content):
    answer = await gateway.get(f"/ipfs/{mix}")

    assert answer.status_code == 200
    assert answer.content == content
    assert dict(answer.headers) == {
        "content-type": "application/octet-stream",
        "content-length": str(MIX_BYTES),
        "accept-ranges": "bytes",
        "etag": f'"{mix}"',
        "cache-control": IMMUTABLE,
        "x-content-type-options": "nosniff",
        "vary": "Accept",
        "x-ipfs-path": f"/ipfs/{mix}",
        "x-ipfs-roots": str(mix),
        **PUBLIC,
    }


@pytest.mark.parametrize(
    ("wanted", "part"),
    [
        pytest.param("bytes=0-1", slice(0, 2), id="first bytes"),
        pytest.param("bytes=1048570-1048580", slice(1048570, 1048581), id="across two leaves"),
        pytest.param("bytes=2097150-", slice(2097150, None), id="open end"),
        pytest.param("bytes=-5", slice(-5, None), id="suffix"),
    ],
)
async def test_get__range__is_that_part(gateway, mix, content, wanted, part):
    answer = await gateway.get(f"/ipfs/{mix}", headers={"Range": wanted})

    start, stop, _ = part.indices(MIX_BYTES)
    assert answer.status_code == 206
    assert answer.content == content[part]
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{MIX_BYTES}"


async def test_get__range_after_the_end__is_416_with_the_size(gateway, mix):
    answer = await gateway.get(f"/ipfs/{mix}", headers={"Range": f"bytes={MIX_BYTES}-"})

    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{MIX_BYTES}"
    assert answer.json()["title"] == "Range outside"


async def test_get__several_ranges__are_answered_whole(gateway, mix):
    answer = await gateway.get(f"/ipfs/{mix}", headers={"Range": "bytes=0-1,5-6"})

    assert (answer.status_code, len(answer.content)) == (200, MIX_BYTES)


@pytest.mark.parametrize("tags", ['"{cid}"', 'W/"{cid}"', '"other", "{cid}"', "*"])
async def test_get__client_has_it__is_304_without_a_body(gateway, mix, tags):
    answer = await gateway.get(f"/ipfs/{mix}", headers={"If-None-Match": tags.format(cid=mix), "Range": "bytes=0-1"})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == f'"{mix}"'
    assert answer.headers["cache-control"] == IMMUTABLE


@pytest.mark.parametrize(
    ("validator", "status"),
    [
        ('"{cid}"', 206),
        ('W/"{cid}"', 200),
        ('"other"', 200),
        ("Wed, 21 Oct 2026 07:28:00 GMT", 200),
    ],
    ids=["same", "weak", "other", "date"],
)
async def test_get__if_range__decides_between_part_and_whole(gateway, mix, validator, status):
    headers = {"Range": "bytes=0-1", "If-Range": validator.format(cid=mix), "If-None-Match": '"other"'}

    assert (await gateway.get(f"/ipfs/{mix}", headers=headers)).status_code == status


async def test_head__a_file__has_the_headers_of_the_whole(gateway, mix):
    answer = await gateway.head(f"/ipfs/{mix}", headers={"Range": "bytes=0-1"})

    whole = await gateway.get(f"/ipfs/{mix}")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers == whole.headers


async def test_head__client_has_it__is_304(gateway, metadata, store):
    token = store.resolve(metadata, "1")

    answer = await gateway.head(f"/ipfs/{metadata}/1", headers={"If-None-Match": f'"{token}"'})

    assert answer.status_code == 304


async def test_get__empty_file__is_empty(gateway, store):
    empty = store.add_file(io.BytesIO()).cid

    answer = await gateway.get(f"/ipfs/{empty}", headers={"Range": "bytes=-1"})

    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", "0")


async def test_get__token_uri_of_an_edition__is_json(gateway, metadata):
    answer = await gateway.get(f"/ipfs/f01701220{metadata.digest.hex()}/1")

    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"name": "Mix #1"}


async def test_get__file_that_could_run_scripts__is_disarmed(gateway, metadata):
    answer = await gateway.get(f"/ipfs/{metadata}/cover art.svg")

    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/2", "/1/deeper", "/preview/index.html"])
async def test_gateway__nothing_to_serve__is_404(gateway, metadata, method, path):
    answer = await gateway.request(method, f"/ipfs/{metadata}{path}")

    assert answer.status_code == 404


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/..%2F1", "/%2e%2e/1", "//1", "/%2F/1", "/1%00", "/%ff"])
async def test_gateway__path_that_no_directory_can_hold__is_400(gateway, metadata, method, path):
    answer = await gateway.request(method, f"/ipfs/{metadata}{path}")

    assert answer.status_code == 400


async def test_get__content_kept_elsewhere__is_404_and_says_what_to_do(gateway):
    answer = await gateway.get(f"/ipfs/{Cid.of(RAW, b'elsewhere')}")

    assert answer.status_code == 404
    assert answer.json()["detail"].endswith("Check the address, or ask another IPFS gateway.")


@pytest.mark.parametrize(
    ("cid", "title"),
    [
        ("passwd", "Invalid cid"),
        ("QmUbBALi174SnogsUzLpYbD4xPiBSFANF4iztWCsHbMKh", "Invalid cid"),
        ("bafkqaia", "Foreign cid"),
    ],
    ids=["no CID", "cut off", "content of another length"],
)
async def test_get__no_cid_of_ours__is_400(gateway, cid, title):
    answer = await gateway.get(f"/ipfs/{cid}")

    assert answer.status_code == 400
    assert answer.json()["title"] == title


async def test_get__damaged_file__is_refused(gateway, mix, tmp_path):
    with (tmp_path / "store" / "objects" / str(mix) / "blocks.car").open("r+b") as archive:
        archive.seek(MEBIBYTE // 2)
        archive.write(b"noise")

    answer = await gateway.get(f"/ipfs/{mix}")

    assert answer.status_code == 500
    assert "is damaged and was not used" in answer.json()["detail"]


async def test_options__page_of_another_site__may_ask_for_ranges(gateway, mix):
    answer = await gateway.options(f"/ipfs/{mix}", headers={"Origin": "https://market.test"})

    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Range" in answer.headers["access-control-allow-headers"]


async def test_get__long_mix__is_streamed_in_chunks(gateway, store):
    long_mix = store.add_file(Keystream("long mix", 32 * MEBIBYTE)).cid

    tracemalloc.start()
    async with gateway.stream("GET", f"/ipfs/{long_mix}", headers={"Range": "bytes=100-2000099"}) as answer:
        received = sum([len(chunk) async for chunk in answer.aiter_raw()])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert received == 2_000_000
    assert peak < 8 * MEBIBYTE


def test_openapi__every_gateway_route__declares_its_answers(app):
    operations = {
        (path, method): set(operation["responses"])
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
    }

    assert set(operations) == {
        ("/ipfs/{path}", "get"),
        ("/ipfs/{path}", "head"),
        ("/routing/v1/providers/{cid}", "get"),
    }
    assert operations["/ipfs/{path}", "get"] >= {"200", "206", "301", "304", "400", "404", "406", "412", "416", "500"}
    assert operations["/ipfs/{path}", "head"] >= {"200", "301", "304", "400", "404", "406", "412", "500"}
