"""Blocks and archives for clients that trust no gateway: names after the checks of gateway-conformance."""

import io

import pytest

from backend.ipfs.car import read_car
from backend.ipfs.cid import RAW as RAW_CODEC
from backend.ipfs.cid import Cid
from backend.ipfs.store import Store
from tests.backend.ipfs.kubo import MEBIBYTE, Keystream

RAW = "application/vnd.ipld.raw"
CAR = "application/vnd.ipld.car"
IMMUTABLE = "public, max-age=29030400, immutable"
MIX_BYTES = 3 * MEBIBYTE + 7
TEXT = b"I am a txt file"


@pytest.fixture
def mix(store):
    return store.add_file(Keystream("mix", MIX_BYTES)).cid


@pytest.fixture
def release(store, mix):
    """A directory with a directory with two files, one of them of several blocks, and the same text twice."""
    inner = store.add_directory({"mix": store.add_file(Keystream("mix", MIX_BYTES)), "text.txt": TEXT})
    return store.add_directory({"night bus": inner, "again.txt": TEXT}).cid


def list_leaves(store, mix):
    return [link.cid for link in store.read_node(mix).links]


async def read_archive(gateway, url, **headers):
    """Return the root and the blocks, each hashed on the way."""
    answer = await gateway.get(url, headers=headers)
    assert answer.status_code == 200
    archive = read_car(io.BytesIO(answer.content))
    [root] = archive.roots
    return root, [cid for cid, _ in archive.blocks]


@pytest.mark.parametrize(("suffix", "headers"), [("?format=raw", {}), ("", {"Accept": RAW})], ids=["format", "accept"])
async def test_get__raw_block__is_the_block_and_says_so(gateway, store, mix, suffix, headers):
    answer = await gateway.get(f"/ipfs/{mix}{suffix}", headers=headers)

    assert answer.content == store.read_block(mix)
    expected = {
        "content-type": RAW,
        "content-length": str(len(answer.content)),
        "content-disposition": f'attachment; filename="{mix}.bin"',
        "etag": f'"{mix}.raw"',
        "cache-control": IMMUTABLE,
        "x-content-type-options": "nosniff",
        "x-ipfs-path": f"/ipfs/{mix}",
        "x-ipfs-roots": str(mix),
    }
    assert {name: answer.headers[name] for name in expected} == expected
    assert answer.headers.get("content-location") == (f"/ipfs/{mix}?format=raw" if headers else None)


async def test_get__raw_block_below_a_path__is_the_one_the_path_names(gateway, store, release):
    answer = await gateway.get(f"/ipfs/{release}/night%20bus/text.txt?format=raw")

    assert answer.content == TEXT
    assert answer.headers["x-ipfs-roots"].split(",")[-1] == str(store.resolve(release, "again.txt"))


async def test_get__range_of_a_raw_block__is_that_part(gateway, store, mix):
    leaf = list_leaves(store, mix)[0]

    answer = await gateway.get(f"/ipfs/{leaf}?format=raw", headers={"Range": "bytes=5-9"})

    assert (answer.status_code, answer.content) == (206, store.read_block(leaf)[5:10])


@pytest.mark.parametrize("form", ["raw", "car"])
async def test_get__form_the_client_has__is_304(gateway, mix, form):
    whole = await gateway.head(f"/ipfs/{mix}?format={form}")

    answer = await gateway.get(f"/ipfs/{mix}?format={form}", headers={"If-None-Match": whole.headers["etag"]})

    assert (answer.status_code, answer.content) == (304, b"")


async def test_get__archive__has_its_root_and_every_block_once(gateway, store, mix):
    root, cids = await read_archive(gateway, f"/ipfs/{mix}", Accept=CAR)

    assert root == mix
    assert cids == [mix, *list_leaves(store, mix)]


async def test_get__archive__says_what_it_is(gateway, mix):
    answer = await gateway.get(f"/ipfs/{mix}?format=car")

    expected = {
        "content-type": f"{CAR}; version=1; order=dfs; dups=n",
        "content-disposition": f'attachment; filename="{mix}.car"',
        "etag": f'"{mix}.car.all.dfs.n"',
        "cache-control": IMMUTABLE,
        "x-content-type-options": "nosniff",
        "accept-ranges": "none",
        "x-ipfs-path": f"/ipfs/{mix}",
        "x-ipfs-roots": str(mix),
    }
    assert {name: answer.headers[name] for name in expected} == expected


async def test_get__whole_archive__says_its_length_and_can_be_kept(gateway, release, tmp_path):
    answer = await gateway.get(f"/ipfs/{release}?format=car")

    assert answer.headers["content-length"] == str(len(answer.content))
    assert (await gateway.head(f"/ipfs/{release}?format=car")).headers == answer.headers
    assert Store(tmp_path / "elsewhere").import_car(io.BytesIO(answer.content), release) == release


@pytest.mark.parametrize(
    ("scope", "below"),
    [("block", []), ("entity", []), ("all", ["night bus/mix", "night bus/mix/*", "night bus/text.txt"])],
)
async def test_get__archive_below_a_path__proves_the_path_and_has_its_scope(gateway, store, release, scope, below):
    root, cids = await read_archive(gateway, f"/ipfs/{release}/night%20bus?format=car&dag-scope={scope}")

    inner, mix = store.resolve(release, "night bus"), store.resolve(release, "night bus/mix")
    known = {
        "night bus/mix": [mix],
        "night bus/mix/*": list_leaves(store, mix),
        "night bus/text.txt": [store.resolve(release, "again.txt")],
    }
    assert root == inner
    assert cids == [release, inner, *(cid for name in below for cid in known[name])]


@pytest.mark.parametrize("query", ["dag-scope=block", "dag-scope=entity", "car-dups=y", "entity-bytes=0:5"])
async def test_head__archive_of_unknown_length__has_the_headers_of_get(gateway, mix, query):
    answer = await gateway.head(f"/ipfs/{mix}?format=car&{query}")

    assert "content-length" not in answer.headers
    assert answer.headers == (await gateway.get(f"/ipfs/{mix}?format=car&{query}")).headers


@pytest.mark.parametrize(
    ("part", "leaves"),
    [
        ("0:*", [0, 1, 2, 3]),
        ("0:0", [0]),
        ("1048575:1048576", [0, 1]),
        ("2097152:*", [2, 3]),
        ("-8:-8", [2]),
        ("-7:-1", [3]),
        ("-99999999:3", [0]),
        ("3145728:99999999", [3]),
        ("99999999:*", []),
        ("5:-99999999", []),
    ],
)
async def test_get__entity_bytes__are_proven_by_the_fewest_blocks(gateway, store, mix, part, leaves):
    _, cids = await read_archive(gateway, f"/ipfs/{mix}?format=car&entity-bytes={part}")

    listed = list_leaves(store, mix)
    assert cids == [mix, *(listed[leaf] for leaf in leaves)]


async def test_get__entity_bytes_of_a_directory__are_all_of_it(gateway, release):
    _, cids = await read_archive(gateway, f"/ipfs/{release}?format=car&dag-scope=entity&entity-bytes=0:1")

    assert cids == [release]


async def test_get__entity_of_a_sharded_directory__is_all_its_shards_and_no_entry(gateway, store):
    editions = store.add_directory({str(number): b"%d" % number for number in range(6000)})

    _, cids = await read_archive(gateway, f"/ipfs/{editions.cid}?format=car&dag-scope=entity")

    assert cids[0] == editions.cid
    assert 256 < len(cids) < 2000
    assert not {cid.codec for cid in cids} - {editions.cid.codec}


async def test_get__path_through_shards__is_proven_by_the_shards_on_the_way(gateway, store):
    editions = store.add_directory({str(number): b"%d" % number for number in range(6000)})

    _, cids = await read_archive(gateway, f"/ipfs/{editions.cid}/4711?format=car")

    assert cids[0] == editions.cid
    assert cids[-1] == store.resolve(editions.cid, "4711")
    assert 3 <= len(cids) <= 5


@pytest.mark.parametrize(("dups", "count"), [("n", 1), ("y", 2)])
async def test_get__dups__decides_how_often_a_block_is_sent(gateway, store, release, dups, count):
    url = f"/ipfs/{release}?format=car&car-dups={dups}&car-order=dfs&car-version=1"

    _, cids = await read_archive(gateway, url)

    assert cids.count(store.resolve(release, "again.txt")) == count
    assert (await gateway.head(url)).headers["content-type"] == f"{CAR}; version=1; order=dfs; dups={dups}"


async def test_get__form_in_the_url_and_in_accept__the_url_wins(gateway, mix):
    answer = await gateway.head(f"/ipfs/{mix}?format=car&car-dups=n", headers={"Accept": f"{RAW}, {CAR};dups=y"})

    assert answer.headers["content-type"] == f"{CAR}; version=1; order=dfs; dups=n"
    assert "content-location" not in answer.headers


async def test_get__archive_asked_for_by_accept__names_its_own_address(gateway, mix):
    answer = await gateway.head(f"/ipfs/{mix}?dag-scope=entity", headers={"Accept": f"{CAR}; order=dfs; dups=y"})

    assert answer.headers["content-location"] == f"/ipfs/{mix}?format=car&car-order=dfs&car-dups=y&dag-scope=entity"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("format=zip", "'zip' is no value of format. Use raw or car, or leave it out for the file itself."),
        ("format=car&dag-scope=some", "'some' is no value of dag-scope. Use block or entity or all."),
        ("format=car&car-version=2", "'2' is no value of car-version. Use 1."),
        ("format=car&car-order=bfs", "'bfs' is no value of car-order. Use dfs or unk."),
        ("format=car&car-dups=maybe", "'maybe' is no value of car-dups. Use n or y."),
    ],
)
async def test_get__malformed_parameter__is_400_and_says_what_to_write(gateway, mix, query, sentence):
    answer = await gateway.get(f"/ipfs/{mix}?{query}")

    assert (answer.status_code, answer.json()["detail"]) == (400, sentence)


@pytest.mark.parametrize("part", ["5", "a:b", "9:5", "-5:-9", "*:5", "1:2:3", "9" * 19 + ":*"])
async def test_get__malformed_entity_bytes__are_400_and_say_what_to_write(gateway, mix, part):
    answer = await gateway.get(f"/ipfs/{mix}?format=car&entity-bytes={part}")

    assert answer.status_code == 400
    assert answer.json()["detail"] == (
        f"'{part}' is no value of entity-bytes. Use from:to with whole numbers, to also as *; "
        "a negative one counts from the end."
    )


@pytest.mark.parametrize(
    ("query", "accept", "wanted"),
    [
        ("?format=ipns-record", "*/*", "IPNS records"),
        ("?format=dag-json", "*/*", "DAG-JSON"),
        ("?format=tar", "*/*", "TAR archives"),
        ("", "application/vnd.ipld.dag-cbor", "DAG-CBOR"),
        ("", "application/vnd.ipfs.ipns-record", "IPNS records"),
    ],
)
async def test_get__form_not_made_here__is_406(gateway, mix, query, accept, wanted):
    answer = await gateway.get(f"/ipfs/{mix}{query}", headers={"Accept": accept})

    assert answer.status_code == 406
    assert answer.json()["detail"] == (
        f"This gateway does not make {wanted}. Ask for the file itself, for format=raw or for format=car."
    )


@pytest.mark.parametrize("form", ["raw", "car"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_gateway__form_of_what_is_not_kept__is_404(gateway, release, method, form):
    elsewhere = Cid.of(RAW_CODEC, b"elsewhere")

    assert (await gateway.request(method, f"/ipfs/{elsewhere}?format={form}")).status_code == 404
    assert (await gateway.request(method, f"/ipfs/{release}/missing?format={form}")).status_code == 404


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_gateway__only_if_cached__is_412_for_what_is_not_kept(gateway, mix, method):
    elsewhere = Cid.of(RAW_CODEC, b"elsewhere")
    headers = {"Cache-Control": "only-if-cached"}

    assert (await gateway.request(method, f"/ipfs/{elsewhere}?format=raw", headers=headers)).status_code == 412
    assert (await gateway.get(f"/ipfs/{elsewhere}", headers=headers)).json()["detail"] == (
        f"This label does not keep {elsewhere} and fetches nothing. Ask another IPFS gateway."
    )
    assert (await gateway.request(method, f"/ipfs/{mix}?format=raw", headers=headers)).status_code == 200


@pytest.mark.parametrize("cid", ["bafkqaaa", "bafkqabtimvwgy3yk"])
async def test_get__content_in_the_address__needs_no_store(gateway, cid):
    content = {"bafkqaaa": b"", "bafkqabtimvwgy3yk": b"hello\n"}[cid]

    assert (await gateway.get(f"/ipfs/{cid}")).content == content
    assert (await gateway.get(f"/ipfs/{cid}?format=raw")).content == content


async def test_get__archive_of_content_in_the_address__is_the_root_alone(gateway):
    answer = await gateway.get("/ipfs/bafkqaaa?format=car")

    # The header's canonical DAG-CBOR: {"roots": [42(h'00' 01550000)], "version": 1}.
    assert answer.content.hex() == "19a265726f6f747381d82a4500015500006776657273696f6e01"
