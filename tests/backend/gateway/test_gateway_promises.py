"""What the gateway never does: send a lie to its end, fetch for a stranger, follow a link out, or hide from a page."""

import io
import sys

import httpx
import pytest

from backend.ipfs.car import CarWriter
from backend.ipfs.cid import DAG_PB, RAW, Cid
from backend.ipfs.dag_pb import Link, bytes_field, encode_node, number_field
from backend.ipfs.unixfs_node import CONTENT, KIND, Kind, encode_directory
from tests.backend.ipfs.kubo import MEBIBYTE, Keystream
from tests.serving import served

ABSENT = Cid.of(RAW, b"elsewhere")
CONNECTING = ("socket.connect", "socket.getaddrinfo", "socket.sendto")
watched: list[list[str]] = []


def _watch(event, _arguments):
    if event in CONNECTING:
        for events in watched:
            events.append(event)


sys.addaudithook(_watch)


@pytest.fixture
def connections():
    """Every attempt of this process to reach another, while the test runs."""
    events = []
    watched.append(events)
    yield events
    watched.remove(events)


@pytest.fixture
def mix(store):
    return store.add_file(Keystream("mix", 8 * MEBIBYTE)).cid


@pytest.fixture
def damaged(mix, tmp_path):
    """The mix, with one wrong byte in its seventh leaf."""
    with (tmp_path / "store" / "objects" / str(mix) / "blocks.car").open("r+b") as archive:
        archive.seek(6 * MEBIBYTE + MEBIBYTE // 2)
        archive.write(b"!")
    return mix


@pytest.fixture
def linked(store):
    """A directory with a file, and symbolic links to it and out of everything."""
    entries = {"text": b"I am a txt file"}
    links = {name: _encode_symlink(target) for name, target in {"in": b"text", "out": b"/etc/passwd"}.items()}
    blocks = [(Cid.of(RAW, content), content) for content in entries.values()]
    blocks += [(Cid.of(DAG_PB, node), node) for node in links.values()]
    listed = [Link(cid, name, len(block)) for name, (cid, block) in zip((*entries, *links), blocks, strict=True)]
    root = encode_directory(listed)
    return store.import_car(_write_car((Cid.of(DAG_PB, root), root), *blocks))


def _encode_symlink(target):
    return encode_node([], number_field(KIND, Kind.SYMLINK) + bytes_field(CONTENT, target))


def _write_car(root, *blocks):
    file = io.BytesIO()
    writer = CarWriter(file)
    for cid, block in (root, *blocks):
        writer.put(cid, block)
    writer.finish(root[0])
    file.seek(0)
    return file


@pytest.mark.parametrize("query", ["", "?format=car", "?format=car&dag-scope=entity"], ids=["file", "whole", "entity"])
def test_get__damage_in_the_middle__breaks_the_connection(app, damaged, query):
    with served(app) as url, httpx.Client() as client, client.stream("GET", f"{url}/ipfs/{damaged}{query}") as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError, match="peer closed connection"):
            answer.read()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("query", ["", "?format=raw", "?format=car"])
async def test_gateway__content_kept_elsewhere__is_not_fetched(gateway, connections, method, query):
    assert (await gateway.request(method, f"/ipfs/{ABSENT}{query}")).status_code == 404
    assert (await gateway.request(method, f"/ipfs/{ABSENT}/index.html{query}")).status_code == 404
    assert connections == []


@pytest.mark.parametrize(("name", "target"), [("in", "text"), ("out", "/etc/passwd")])
async def test_get__symbolic_link__is_its_text_and_leads_nowhere(gateway, linked, name, target):
    answer = await gateway.get(f"/ipfs/{linked}/{name}")

    assert (answer.text, answer.headers["content-type"]) == (target, "inode/symlink")
    assert (await gateway.get(f"/ipfs/{linked}/{name}/text")).status_code == 404


@pytest.mark.parametrize("path", ["/ipfs/passwd", f"/ipfs/{ABSENT}", f"/ipfs/{ABSENT}?format=tar"])
async def test_get__error__may_be_read_by_any_page(gateway, path):
    answer = await gateway.get(path, headers={"Origin": "https://market.test"})

    assert answer.status_code >= 400
    assert answer.headers["access-control-allow-origin"] == "*"
