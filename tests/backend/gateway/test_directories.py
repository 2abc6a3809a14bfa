"""Directories through the path gateway: their page, their `index.html`, and the slash at their end."""

import re

import pytest

from backend.gateway import listing_page
from backend.gateway.listing_page import format_size
from backend.ipfs.cid import DAG_PB, Cid
from backend.ipfs.dag_pb import Link
from backend.ipfs.errors import MalformedNode
from backend.ipfs.listing import list_entries
from backend.ipfs.unixfs_node import encode_shard

PAGE = b"<!doctype html><h1>Night bus</h1>"
NAMES = ("1", "ą ę", 'a"<b>&.txt', "javascript:alert(1)", "..\\up")


@pytest.fixture
def create_directory(store):
    return store.add_directory


@pytest.fixture
def label(create_directory):
    """A directory `ą/ę` with a file, and one with a page of its own."""
    inner = create_directory({"file-źł.txt": b"I am a txt file"})
    return create_directory({"ą": create_directory({"ę": inner}), "site": create_directory({"index.html": PAGE})}).cid


def list_links(page):
    return re.findall(r'<a href="([^"]*)">', page)


@pytest.mark.parametrize("path", ["", "/%C4%85/%C4%99", "/site"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_gateway__directory_without_slash__is_sent_to_the_slash(gateway, label, method, path):
    answer = await gateway.request(method, f"/ipfs/{label}{path}?filename=a%20b")

    assert answer.status_code == 301
    assert answer.headers["location"] == f"/ipfs/{label}{path}/?filename=a%20b"


async def test_get__directory__is_a_page_that_runs_nothing(gateway, label, store):
    answer = await gateway.get(f"/ipfs/{label}/%C4%85/%C4%99/")

    outer, inner = store.resolve(label, "ą"), store.resolve(label, "ą/ę")
    assert list_links(answer.text) == ["../", "./file-%C5%BA%C5%82.txt"]
    assert re.fullmatch(rf'"DirIndex-[0-9a-f]{{16}}_CID-{inner}"', answer.headers["etag"])
    assert {name: answer.headers[name] for name in ("cache-control", "x-ipfs-path", "x-ipfs-roots")} == {
        "cache-control": "public, max-age=604800, stale-while-revalidate=2678400",
        "x-ipfs-path": f"/ipfs/{label}/%C4%85/%C4%99/",
        "x-ipfs-roots": f"{label},{outer},{inner}",
    }
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")


async def test_get__root_directory__has_no_way_up(gateway, label):
    assert list_links((await gateway.get(f"/ipfs/{label}/")).text) == ["./site", "./%C4%85"]


@pytest.mark.parametrize("name", NAMES)
async def test_get__name_with_odd_letters__is_shown_and_leads_to_its_file(gateway, create_directory, name):
    root = create_directory({name: name.encode()}).cid

    [link] = list_links((await gateway.get(f"/ipfs/{root}/")).text)

    assert (await gateway.get(f"/ipfs/{root}/{link.removeprefix('./')}")).content == name.encode()


async def test_get__directory_with_a_page__is_that_page_kept_for_ever(gateway, label, store):
    answer = await gateway.get(f"/ipfs/{label}/site/")

    assert answer.content == PAGE
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["etag"] == f'"{store.resolve(label, "site/index.html")}"'
    assert answer.headers["cache-control"] == "public, max-age=29030400, immutable"
    assert answer.headers["x-ipfs-roots"] == f"{label},{store.resolve(label, 'site')}"


async def test_get__directory_called_like_a_page__is_listed(gateway, create_directory):
    root = create_directory({"index.html": create_directory({"1": b"{}"})}).cid

    assert list_links((await gateway.get(f"/ipfs/{root}/")).text) == ["./index.html"]


async def test_get__page_the_client_has__is_304(gateway, label):
    known = (await gateway.get(f"/ipfs/{label}/")).headers["etag"]

    answer = await gateway.get(f"/ipfs/{label}/", headers={"If-None-Match": f"W/{known}"})

    assert (answer.status_code, answer.content) == (304, b"")


async def test_head__directory__has_the_headers_of_its_page(gateway, label):
    whole = await gateway.get(f"/ipfs/{label}/")

    answer = await gateway.head(f"/ipfs/{label}/")

    assert (answer.status_code, answer.content, answer.headers) == (200, b"", whole.headers)


async def test_get__directory_in_shards__shows_the_first_thousand_and_says_so(gateway, create_directory):
    editions = create_directory({str(number): b"{}" for number in range(1, 10_001)}).cid

    page = (await gateway.get(f"/ipfs/{editions}/")).text

    assert len(list_links(page)) == listing_page.MAX_ENTRIES
    assert (
        "Only 1,000 of its entries are shown. Add the name of a file to the address to read any of the others." in page
    )


def test_list_entries__directory_in_shards__is_read_no_further_than_asked(store, create_directory):
    editions = create_directory({str(number): b"{}" for number in range(1, 10_001)}).cid
    reads = []

    class Counted:
        def read_node(self, cid):
            reads.append(cid)
            return store.read_node(cid)

    assert len(list_entries(Counted(), editions, 100).entries) == 100
    assert len(list_entries(store, editions, 10_000).entries) == 10_000
    assert len(reads) < 20


@pytest.mark.parametrize(
    ("width", "levels"), [pytest.param(1, 9, id="nine levels"), pytest.param(256, 3, id="65,793 empty shards")]
)
def test_list_entries__shards_made_to_do_harm__are_refused(blocks, width, levels):
    links = []
    for _ in range(levels):
        shard = encode_shard(links, range(len(links)))
        cid = Cid.of(DAG_PB, shard)
        blocks.put(cid, shard)
        links = [Link(cid, f"{slot:02X}", 0) for slot in range(width)]

    with pytest.raises(MalformedNode, match="a directory has shards that are too deep, too many, or none"):
        list_entries(blocks, cid, 1)


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (999_960, "1.0 MB"),
        (1_073_741_824, "1.1 GB"),
        (10**16, "10000.0 TB"),
    ],
)
def test_format_size__bytes__read_well(size, text):
    assert format_size(size) == text
