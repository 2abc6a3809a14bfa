"""An archive from elsewhere is kept whole or not at all."""

import io

import pytest

from backend.ipfs import importing
from backend.ipfs.car import CarWriter, encode_header
from backend.ipfs.cid import DAG_PB, RAW, Cid
from backend.ipfs.dag_pb import Link, encode_node
from backend.ipfs.errors import ArchiveIncomplete, MalformedCar, MalformedNode, ObjectTooLarge, RootDiffers
from backend.ipfs.store import Store
from tests.backend.ipfs.kubo import MEBIBYTE, Keystream

KICK = Cid.of(RAW, b"kick")
HATS = Cid.of(RAW, b"hats")


def create_node(*children, version=1):
    block = encode_node([Link(child, "", 4) for child in children], b"\x08\x01")
    return Cid.of(DAG_PB, block, version), block


def create_car(root, *blocks):
    file = io.BytesIO()
    writer = CarWriter(file, root.version)
    for cid, block in blocks:
        writer.put(cid, block)
    writer.finish(root)
    file.seek(0)
    return file


@pytest.fixture
def origin(tmp_path):
    return Store(tmp_path / "origin")


@pytest.fixture
def release(origin):
    mix = origin.add_file(Keystream("mix", 2 * MEBIBYTE + 5))
    return origin.add_directory({"1": b'{"name": "#1"}', "mix": mix}).cid


@pytest.fixture
def archive(origin, release):
    return b"".join(origin.open_archive(release).chunks())


def refused(store, directory):
    return store.pins() == [] and list((directory / "drafts").iterdir()) == []


def test_import_car__directory_that_borrowed__is_one_object_with_the_same_archive(store, release, archive):
    assert store.import_car(io.BytesIO(archive), release) == release

    assert store.pins() == [release]
    assert store.list_objects() == {release: len(archive)}
    assert b"".join(store.open_archive(release).chunks()) == archive


def test_import_car__again__changes_nothing(store, release, archive, tmp_path):
    store.import_car(io.BytesIO(archive))
    folder = tmp_path / "store" / "objects" / str(release)
    written = folder.stat()

    assert store.import_car(io.BytesIO(archive)) == release
    assert (folder.stat().st_ino, folder.stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)


def test_import_car__blocks_twice_and_in_any_order__are_taken(store):
    root, block = create_node(KICK, HATS)
    again = create_car(root, (HATS, b"hats"), (root, block), (KICK, b"kick")).getvalue()
    sections = again[len(encode_header([root])) :]

    assert store.import_car(io.BytesIO(again + sections)) == root
    assert store.read_block(KICK) == b"kick"


def test_import_car__version_0__is_kept_under_its_own_name(store):
    inner, inner_block = create_node(KICK, version=0)
    root, block = create_node(inner, version=0)

    store.import_car(create_car(root, (root, block), (inner, inner_block), (KICK, b"kick")), Cid.parse(str(root)))

    assert store.pins() == [root]
    assert str(root).startswith("Qm")
    assert store.open_archive(root).blocks == (root, inner, KICK)


def test_import_car__block_missing__names_it_and_keeps_nothing(store, tmp_path):
    root, block = create_node(KICK, HATS)

    with pytest.raises(ArchiveIncomplete, match=f"of {root} lacks its block {HATS}"):
        store.import_car(create_car(root, (root, block), (KICK, b"kick")))

    assert refused(store, tmp_path / "store")


def test_import_car__root_missing__keeps_nothing(store, tmp_path):
    with pytest.raises(ArchiveIncomplete):
        store.import_car(create_car(HATS, (KICK, b"kick")))

    assert refused(store, tmp_path / "store")


def test_import_car__block_nobody_reaches__is_refused(store, tmp_path):
    with pytest.raises(MalformedCar, match=f"it has 1 blocks that do not belong to {KICK}"):
        store.import_car(create_car(KICK, (KICK, b"kick"), (HATS, b"hats")))

    assert refused(store, tmp_path / "store")


def test_import_car__another_object_than_expected__is_refused(store, tmp_path):
    with pytest.raises(RootDiffers, match=f"the archive of {KICK}, not of {HATS}"):
        store.import_car(create_car(KICK, (KICK, b"kick")), HATS)

    assert refused(store, tmp_path / "store")


@pytest.mark.parametrize("roots", [[], [KICK, HATS]], ids=["none", "two"])
def test_import_car__not_one_root__is_refused(store, roots):
    with pytest.raises(MalformedCar, match="roots instead of one"):
        store.import_car(io.BytesIO(encode_header(roots)))


def test_import_car__cut_off__keeps_nothing(store, archive, tmp_path):
    with pytest.raises(MalformedCar, match="cut off"):
        store.import_car(io.BytesIO(archive[:-1]))

    assert refused(store, tmp_path / "store")


def test_import_car__byte_changed__keeps_nothing(store, archive, tmp_path):
    with pytest.raises(MalformedCar, match="does not hash to its address"):
        store.import_car(io.BytesIO(archive[:-1] + bytes((archive[-1] ^ 1,))))

    assert refused(store, tmp_path / "store")


def test_import_car__link_to_another_codec__keeps_nothing(store, tmp_path):
    block = encode_node([Link(Cid(0x71, KICK.digest), "", 4)], b"")
    root = Cid.of(DAG_PB, block)

    with pytest.raises(MalformedNode, match="a kind this label does not keep"):
        store.import_car(create_car(root, (root, block)))

    assert refused(store, tmp_path / "store")


def test_import_car__nested_without_end__keeps_nothing(store, tmp_path):
    chain = [(KICK, b"kick")]
    for _ in range(200):
        chain.append(create_node(chain[-1][0]))

    with pytest.raises(ObjectTooLarge, match="levels deep"):
        store.import_car(create_car(chain[-1][0], *chain))

    assert refused(store, tmp_path / "store")


def test_import_car__blocks_without_end__stops_reading(store, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "MAX_BLOCKS", 1)
    archive = create_car(KICK, (KICK, b"kick"), (HATS, b"hats"), (Cid.of(RAW, b"claps"), b"claps"))

    with pytest.raises(ObjectTooLarge):
        store.import_car(archive)

    assert archive.read() != b""
    assert refused(store, tmp_path / "store")
