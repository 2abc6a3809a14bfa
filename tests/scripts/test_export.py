"""A release leaves a server as a folder and enters another from it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from scripts._export import Export
from scripts._export_folder import ExportFolder
from scripts._import import Import
from scripts._passphrase import open_keys
from scripts._refusal import Refusal
from scripts._storage_backend import StorageBackend
from tests.age_file import seal_quickly
from tests.scripts.conftest import RecordingScreen
from tests.scripts.fake_storage import KEYS, SLUG, SOUND, FakeStorage, describe_release, seal, write_objects

PASSPHRASE = "five words nobody puts together"
OBJECTS = 4
FAN = "0x" + "f1" * 20
GATES = {
    "gates": {"mix": {"allow_list": "press"}},
    "lists": {"press": [FAN]},
    "gifts": [{"source": "gift:1", "kind": "badge", "name": "regular", "wallet": FAN}],
}
URL = "http://label.test"


@pytest.fixture(scope="module")
def objects(tmp_path_factory):
    return write_objects(tmp_path_factory.mktemp("objects"))


def create_server(objects):
    """A server that has the release."""
    storage = FakeStorage()
    storage.cars = dict(objects.values())
    storage.archives[SLUG] = describe_release(objects)
    return storage


@pytest.fixture
def old(objects):
    return create_server(objects)


@pytest.fixture(scope="module")
def exported(objects, tmp_path_factory):
    """What a whole export left; nothing changes it. Its passphrase takes a second each time."""
    folder, screen = tmp_path_factory.mktemp("exports") / SLUG, RecordingScreen()
    Export(StorageBackend(URL, create_server(objects).transport()), SLUG, folder, PASSPHRASE, screen).run()
    assert screen.said[-1] == f"“low-tide” is in {folder}: 4 objects, 4.6 MB."
    return folder


@pytest.fixture
def new():
    return FakeStorage()


@pytest.fixture
def screen():
    return RecordingScreen()


@pytest.fixture
def target(tmp_path):
    return tmp_path / "kept" / SLUG


@pytest.fixture
def copied(exported, objects, tmp_path):
    """An export of the test's own, whose keys open at once."""
    folder = Path(shutil.copytree(exported, tmp_path / "copied"))
    secrets = describe_release(objects)["secrets"]
    (folder / "keys.age").write_bytes(seal_quickly({"slug": SLUG, **secrets}, PASSPHRASE))
    return folder


@pytest.fixture
def create_export(old, target, screen):
    def create_export(passphrase=PASSPHRASE):
        return Export(StorageBackend(URL, old.transport()), SLUG, target, passphrase, screen)

    return create_export


@pytest.fixture
def create_import(new, copied, screen):
    def create_import(passphrase=PASSPHRASE, folder=copied):
        backend = StorageBackend(URL, new.transport())
        return Import(backend, ExportFolder(folder), passphrase, screen)

    return create_import


def test_export__default_case__has_every_object_as_the_server_sent_it(exported, objects):
    assert {path.name: path.read_bytes() for path in (exported / "objects").iterdir()} == {
        f"{cid}.car": car for cid, car in objects.values()
    }


def test_export__default_case__seals_the_keys_as_any_age_tool_opens_them(exported):
    opened = json.loads(pyrage.passphrase.decrypt((exported / "keys.age").read_bytes(), PASSPHRASE))
    assert opened["content_keys"] == KEYS


def test_export__default_case__has_no_key_in_the_open(exported):
    texts = [path.read_text() for path in exported.iterdir() if path.suffix in (".json", ".txt")]
    assert [key for text in texts for key in (*KEYS.values(), "a" * 64) if key in text] == []


def test_export__read_me__has_a_program_that_opens_the_sealed_mix(exported, tmp_path):
    (tmp_path / "sealed").write_bytes(seal("mix").read())
    lines = (exported / "README.txt").read_text().splitlines()
    program = "\n".join(line[5:] for line in lines[lines.index("     import sys") :])

    arguments = (KEYS["mix"], f"{SLUG}/mix", tmp_path / "sealed", tmp_path / "opened")
    subprocess.run([sys.executable, "-c", program, *arguments], check=True)

    assert (tmp_path / "opened").read_bytes() == SOUND


def test_export__folder_is_there__touches_nothing(create_export, target):
    target.mkdir(parents=True)

    with pytest.raises(Refusal, match=r"is there already and was not touched: name a new folder with --to\.$"):
        create_export().run()
    assert list(target.iterdir()) == []


def test_export__short_passphrase__is_refused_before_anything_is_written(create_export, target):
    with pytest.raises(Refusal, match=r"^The passphrase has 9 letters, and whoever finds the export can try billions"):
        create_export("too short").run()
    assert not target.parent.exists()


def test_export__server_goes_away__goes_on_with_what_is_missing(create_export, target, old):
    old.fails_after = 3  # the archive and two objects
    with pytest.raises(Refusal, match=r"does not answer"):
        create_export().run()
    assert not target.exists()
    old.fails_after = None

    create_export().run()

    assert old.count("GET", "/ipfs/") == OBJECTS + 1  # the one that failed was asked for twice
    assert len(list((target / "objects").iterdir())) == OBJECTS


def test_export__kept_file_was_damaged__is_fetched_again(create_export, target, old, objects):
    old.fails_after = 2
    with pytest.raises(Refusal):
        create_export().run()
    old.fails_after = None
    cid, car = objects["cover"]
    kept = target.with_name(f"{SLUG}.part") / "objects" / f"{cid}.car"
    kept.write_bytes(car[:-1] + b"!")

    create_export().run()

    assert (target / "objects" / f"{cid}.car").read_bytes() == car


def test_export__half_made_export_of_another__is_not_touched(create_export, target):
    part = target.with_name(f"{SLUG}.part")
    part.mkdir(parents=True)
    (part / "release.json").write_text('{"slug": "high-tide"}')

    with pytest.raises(Refusal, match=r"is no half-made export of “low-tide” and was not touched: remove it, or"):
        create_export().run()
    assert [path.name for path in part.iterdir()] == ["release.json"]


def test_export__server_lies__keeps_nothing_of_that_object(create_export, target, old, objects):
    cid, car = objects["mix"]
    old.cars[cid] = car[:-1] + b"!"

    with pytest.raises(Refusal, match=rf"^The archive of {cid} is broken: a block does not hash to its address\."):
        create_export().run()
    assert not target.exists()
    assert not (target.with_name(f"{SLUG}.part") / "objects" / f"{cid}.car").exists()


def test_export__folder_cannot_be_made__says_why(create_export, target):
    target.parent.write_text("a file")

    with pytest.raises(Refusal, match=r"cannot be written \(.+\): make room or correct --to, then run this again\."):
        create_export().run()


def test_import__empty_server__gets_every_object_and_the_release(create_import, exported, old, new, screen):
    new.drop = "0x" + "d7" * 20

    create_import(folder=exported).run()

    assert new.cars == old.cars
    assert new.archives == old.archives
    assert screen.said[-1] == "“low-tide” is live: http://label.test/drops/low-tide"


def test_import__release_with_phases__says_how_lists_follow(create_import, new, copied, screen):
    new.drop = "0x" + "d7" * 20
    release = json.loads((copied / "release.json").read_text())
    release["manifest"]["phases"] = [{"name": "Friends"}]
    (copied / "release.json").write_text(json.dumps(release))

    create_import().run()

    assert (
        screen.said[-1]
        == "Lists of phases are not exported: if a phase has one, run `ape run drop publish` for it once more."
    )


@pytest.fixture
def gated(old, copied):
    """An export of the test's own, of a release with a gate."""
    old.gates = GATES
    (copied / "gates.age").write_bytes(seal_quickly({"slug": SLUG, **GATES}, PASSPHRASE))
    return copied


def test_export__gates__are_sealed_beside_the_keys(create_export, target, old):
    old.gates = GATES

    create_export().run()

    assert open_keys(target / "gates.age", SLUG, PASSPHRASE) == GATES
    assert FAN not in (target / "release.json").read_text()


def test_export__no_gate__has_no_file_of_gates(exported):
    assert not (exported / "gates.age").exists()


def test_import__gates__are_those_of_the_old_server(create_import, gated, new, screen):
    create_import(folder=gated).run()

    assert new.gates == GATES
    assert not [said for said in screen.said if said.startswith("Here already")]


def test_import__gates_here_already__says_what_stays(create_import, gated, new, screen):
    new.gates = {"gates": {"mix": {"editions": {}}}, "lists": {"press": []}, "gifts": []}

    create_import(folder=gated).run()

    assert "Here already, and left as it is: the gate of the mix, the list “press”." in screen.said


def test_import__gates_of_another_release__do_not_open(create_import, gated, new):
    (gated / "gates.age").write_bytes(seal_quickly({"slug": "high-tide", **GATES}, PASSPHRASE))

    with pytest.raises(Refusal, match=r"^gates\.age does not open"):
        create_import(folder=gated).run()
    assert new.asked == []


def test_import__no_drop_known__says_what_to_do(create_import, screen):
    create_import().run()

    assert screen.said[-1] == (
        "“low-tide” is here, and not for sale: this server knows of no drop for it. If its label has one, start the "
        "backend once with --reindex; else publish it."
    )


def test_import__after_a_crash__uploads_only_what_is_missing(create_import, new):
    new.fails_after = 3
    with pytest.raises(Refusal, match="does not answer"):
        create_import().run()
    new.fails_after = None

    create_import().run()

    assert new.count("PUT", "/api/storage/objects/") == OBJECTS + 1
    assert len(new.cars) == OBJECTS


def test_import__wrong_passphrase__asks_the_server_nothing(create_import, new):
    with pytest.raises(Refusal, match=r"^keys\.age does not open: type the passphrase it was exported with, or take"):
        create_import("another passphrase").run()
    assert new.asked == []


def test_import__keys_of_another_release__do_not_open(create_import, copied, new):
    (copied / "keys.age").write_bytes(seal_quickly({"slug": "high-tide", "content_keys": KEYS}, PASSPHRASE))

    with pytest.raises(Refusal, match=r"^keys\.age does not open"):
        create_import().run()
    assert new.asked == []


def test_import__corrupted_file__uploads_nothing(create_import, copied, objects, new):
    cid, car = objects["original"]
    (copied / "objects" / f"{cid}.car").write_bytes(car[:-1])

    with pytest.raises(Refusal, match=rf"^The archive of {cid} is broken: it is cut off\. Fetch it again from a "):
        create_import().run()
    assert new.asked == []


def test_import__missing_file__names_it(create_import, copied, objects):
    path = copied / "objects" / f"{objects['mix'][0]}.car"
    path.unlink()

    with pytest.raises(Refusal, match=rf"^{path} is missing: take it from another copy of the export\.$"):
        create_import().run()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, r"is no export of a release \(it has no release\.json\): name the folder that `export` wrote\.$"),
        ("[]", r"is no export of a release \(its release\.json cannot be read\)"),
        ('{"objects": [], "format": 2}', r"is of format 2, and format 1 is read here: use the version of this"),
        ('{"objects": [{"cid": "../b", "name": "", "size": 1}], "format": 1}', r"that is no address of content"),
    ],
    ids=["no file", "another file", "another format", "a path"],
)
def test_import__folder_of_something_else__says_so(create_import, tmp_path, text, reason):
    (tmp_path / "keys.age").write_text("")
    if text:
        (tmp_path / "release.json").write_text(text)

    with pytest.raises(Refusal, match=reason):
        create_import(folder=tmp_path).run()
