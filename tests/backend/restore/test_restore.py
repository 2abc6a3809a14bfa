"""A stranger with an export and its passphrase gets the files back; nobody else gets anything."""

import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from backend.audio.keyring import Keyring
from backend.catalog.archive_rows import pack_archive
from backend.catalog.models import Fragments, ReleaseFile
from backend.ipfs.car import CarWriter
from backend.ipfs.cid import DAG_PB, Cid
from backend.ipfs.dag_pb import Link
from backend.ipfs.store import Store
from backend.ipfs.unixfs_node import encode_directory
from backend.restore.__main__ import main
from tests.age_file import seal_quickly
from tests.backend.catalog.conftest import MANIFEST
from tests.backend.catalog.servers import METADATA, PICTURE, SOUND, Server
from tests.backend.conftest import NOON

PASSPHRASE = "five words nobody puts together"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    return Server(None, Store(tmp_path_factory.mktemp("ipfs")), Keyring("11" * 32))


@pytest.fixture(scope="module")
def archive(server):
    release, recording, *rows = server.make_release(MANIFEST, NOON)
    files = {row.kind: row for row in rows if isinstance(row, ReleaseFile)}
    fragments = {row.kind: row for row in rows if isinstance(row, Fragments)}
    return pack_archive(release, recording, files, server.keyring, fragments=fragments, numbered_cid=None, drop=None)


@pytest.fixture(scope="module")
def exported(archive, server, tmp_path_factory):
    """The folder that `ape run storage export` writes, but its keys open at once; nothing changes it."""
    return write_export(tmp_path_factory.mktemp("exports") / "export", archive, server.store)


@pytest.fixture
def export(exported, tmp_path):
    """An export of the test's own."""
    return Path(shutil.copytree(exported, tmp_path / "export"))


@pytest.fixture
def add_directory(export, server, archive):
    """Let the export have a numbered directory besides."""

    def add_directory(root):
        described = json.loads((export / "release.json").read_text()) | {"numbered_cid": str(root)}
        (export / "release.json").write_text(json.dumps(described))
        (export / "objects" / f"{root}.car").write_bytes(b"".join(server.store.open_archive(root).chunks()))

    return add_directory


def write_export(folder, archive, store):
    described = archive.model_dump(mode="json")
    secrets = {"slug": archive.slug, **described.pop("secrets")}
    (folder / "objects").mkdir(parents=True)
    (folder / "release.json").write_text(json.dumps(described))
    (folder / "keys.age").write_bytes(seal_quickly(secrets, PASSPHRASE))
    for root in store.pins():
        (folder / "objects" / f"{root}.car").write_bytes(b"".join(store.open_archive(root).chunks()))
    return folder


@pytest.fixture
def restore(export, tmp_path):
    """Run the command as a stranger does; the files appear in `restored`."""

    def restore(passphrase=PASSPHRASE):
        arguments = [str(export), "--to", str(tmp_path / "restored")]
        return CliRunner().invoke(main, arguments, env={"EXPORT_PASSPHRASE": passphrase})

    return restore


def find_object(export, archive, kind):
    cid = next(file.cid for file in archive.files if file.kind == kind)
    return export / "objects" / f"{cid}.car"


def list_names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_restore__passphrase__gives_every_file_back(restore, tmp_path):
    run = restore()

    restored = tmp_path / "restored"
    sounds = ["hls_aac.m4a", "hls_opus.m4a", "mix.m4a", "original.m4a", "preview.m4a"]
    names = sorted(["cover.jpg", "metadata", "thumbnail.jpg", *sounds])
    assert run.output == f"{restored} has {', '.join(names)}.\n"
    assert list_names(restored) == names
    assert (restored / "mix.m4a").read_bytes() == SOUND + b"mix"
    assert (restored / "original.m4a").read_bytes() == SOUND + b"original"
    assert (restored / "cover.jpg").read_bytes() == PICTURE + b"cover"
    assert {path.name: path.read_bytes() for path in (restored / "metadata").iterdir()} == METADATA


def test_restore__large_directory_with_tiers__gives_every_document_back(server, add_directory, restore, tmp_path):
    tier = {str(serial): b"{}" for serial in range(1, 6_001)}
    numbered = {"0": server.store.add_directory(tier), "contract.json": b"{}"}
    add_directory(server.store.add_directory(numbered).cid)

    run = restore()

    assert run.exit_code == 0
    assert len(list((tmp_path / "restored" / "numbered" / "0").iterdir())) == 6_000


def test_restore__wrong_passphrase__is_one_sentence(restore, tmp_path):
    run = restore("another passphrase")

    assert run.exit_code == 2
    assert run.output == (
        "Error: keys.age does not open. Type the passphrase it was exported with, or take the file from another copy.\n"
    )
    assert list_names(tmp_path).count("restored") == 0


def test_restore__folder_is_there__touches_nothing(restore, tmp_path):
    (tmp_path / "restored").mkdir()

    run = restore()

    assert run.output == (
        f"Error: {tmp_path / 'restored'} is there already and was not touched. Name a new folder with --to.\n"
    )
    assert list_names(tmp_path / "restored") == []


def test_restore__folder_cannot_be_made__says_why(export, tmp_path):
    (tmp_path / "file").write_text("")

    run = CliRunner().invoke(main, [str(export), "--to", f"{tmp_path}/file/restored", "--passphrase", PASSPHRASE])

    assert run.output.startswith(f"Error: {tmp_path}/file/restored cannot be written (")
    assert run.output.endswith("Make room for twice the export, or correct --to.\n")


def cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def flip(path):
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes((content[-1] ^ 1,)))


@pytest.mark.parametrize("spoil", [cut, flip], ids=["cut off", "a bit flipped"])
@pytest.mark.parametrize("kind", ["mix", "cover"])
def test_restore__object_broken__names_the_file_and_writes_nothing(restore, export, archive, tmp_path, spoil, kind):
    path = find_object(export, archive, kind)
    spoil(path)

    run = restore()

    assert run.output.startswith(f"Error: {path} is broken, take it from another copy of the export. ")
    assert [name for name in list_names(tmp_path) if name.startswith("restored")] == []


def test_restore__object_of_another__is_noticed(restore, export, archive):
    path = find_object(export, archive, "mix")
    shutil.copy(find_object(export, archive, "original"), path)

    assert f"{path} is broken, take it from another copy of the export. This is the archive of" in restore().output


@pytest.mark.parametrize("name", ["keys.age", "objects"])
def test_restore__file_missing__names_it(restore, export, archive, name):
    path = export / name if name == "keys.age" else find_object(export, archive, "mix")
    path.unlink()

    assert restore().output == f"Error: {path} is missing. Take it from another copy of the export.\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "it has no release.json"),
        ("<html>", "its release.json cannot be read"),
        ('{"slug": "night-bus"}', "format of its release.json is wrong"),
    ],
    ids=["no file", "another file", "less in it"],
)
def test_restore__folder_of_something_else__says_so(restore, export, text, reason):
    (export / "release.json").unlink()
    if text:
        (export / "release.json").write_text(text)

    assert restore().output == (
        f"Error: {export} is no export of a release ({reason}). Name the folder that `export` wrote.\n"
    )


@pytest.mark.parametrize("name", ["..", "../../evil", "a\\b"])
def test_restore__directory_that_leads_elsewhere__writes_nothing(server, add_directory, restore, tmp_path, name):
    file = server.store.add_file(io.BytesIO(b"x"))
    block = encode_directory([Link(file.cid, name, 1)])
    car = io.BytesIO()
    writer = CarWriter(car)
    for cid, content in ((Cid.of(DAG_PB, block), block), (file.cid, b"x")):
        writer.put(cid, content)
    writer.finish(Cid.of(DAG_PB, block))
    car.seek(0)
    add_directory(server.store.import_car(car))

    run = restore()

    assert "cannot name a file in a directory" in run.output
    assert [found for found in list_names(tmp_path) if found.startswith("restored")] == []
