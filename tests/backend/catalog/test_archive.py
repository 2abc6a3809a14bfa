"""A release leaves one server and enters another, over HTTP."""

import pytest
from sqlmodel import SQLModel

from backend.audio.keyring import Keyring
from backend.catalog.archive_rows import RENDITIONS, REQUIRED
from backend.catalog.models import FileKind, Release
from backend.core.db import Database
from backend.ipfs.store import Store
from backend.listening.playlists import write_playlists
from backend.pinning.repository import PinRepository
from tests.backend.catalog.servers import (
    BLOCK,
    DROP,
    LABEL,
    SLUG,
    SOUND,
    LoggedLabel,
    Server,
    create_contracts,
    create_drop,
)

ARCHIVE = f"/api/releases/{SLUG}/archive"


@pytest.fixture
def old(database, tmp_path):
    return Server(database, Store(tmp_path / "old"), Keyring("11" * 32))


@pytest.fixture
async def new(tmp_path):
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/new.sqlite")
    async with database.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    yield Server(database, Store(tmp_path / "new"), Keyring("22" * 32))
    await database.close()


@pytest.fixture
def label(artist):
    return LoggedLabel(artist.address)


@pytest.fixture
def switch(app, label):
    """Let the application be that of one server or the other; whoever is signed in stays it."""

    def switch(server):
        app.state.database, app.state.store, app.state.keyring = server.database, server.store, server.keyring

    app.state.contracts, app.state.node = create_contracts(), label
    return switch


@pytest.fixture
async def exported(switch, old, owner, manifest, clock):
    """The archive of a live release."""
    switch(old)
    await old.prepare(manifest, clock, drop=DROP)
    return (await owner.get(ARCHIVE)).json()


@pytest.fixture
async def newcomer(switch, exported, new, sign_in, artist):
    """The owner, signed in to the second server."""
    switch(new)
    return await sign_in(artist)


async def test_read_archive__anonymous__answers_401(switch, old, anonymous):
    switch(old)
    assert (await anonymous.get(ARCHIVE)).status_code == 401


async def test_read_archive__crew_that_creates__is_not_given_keys(switch, old, label, sign_in, stranger):
    switch(old)
    label.rights = 1

    answer = await (await sign_in(stranger)).get(ARCHIVE)

    assert answer.status_code == 403


async def test_read_archive__live_release__is_kept_by_nobody_on_the_way(switch, old, owner, manifest, clock):
    switch(old)
    await old.prepare(manifest, clock, drop=DROP)

    answer = await owner.get(ARCHIVE)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["drop"] == {"chain_id": 31337, "label": LABEL, "address": DROP, "block": BLOCK}


async def test_read_archive__live_release__lists_every_object_with_its_size(exported, old):
    sizes = {str(root): old.store.open_archive(root).size for root in old.store.pins()}

    assert {entry["cid"]: entry["size"] for entry in exported["objects"]} == sizes
    assert [entry["name"] for entry in exported["objects"]] == [
        f"{SLUG}/{part}" for part in (*REQUIRED, *RENDITIONS, "metadata")
    ]


async def test_read_archive__numbered_release__has_that_directory_too(exported, old, owner, clock):
    numbered = old.store.add_directory({"1": b"{}"})
    async with old.database.transaction() as session:
        await PinRepository(session).name_pin(str(numbered.cid), f"{SLUG}/numbered", 1, clock())

    archive = (await owner.get(ARCHIVE)).json()

    assert archive["numbered_cid"] == archive["objects"][-1]["cid"] == str(numbered.cid)


async def test_read_archive__without_its_secrets__tells_nothing_of_what_is_sealed(exported):
    secrets = exported.pop("secrets")

    shown = str(exported)
    assert [text for text in (*secrets["content_keys"].values(), secrets["audio_sha256"]) if text in shown] == []


async def test_read_archive__audio_handed_in_since__says_it_is_not_prepared(exported, old, owner):
    release, _ = await old.read_release()
    await old.save(Release(**release.model_dump() | {"audio_sha256": "b" * 64}))

    answer = await owner.get(ARCHIVE)

    assert answer.status_code == 409
    assert answer.json()["detail"] == f"“{SLUG}” is not prepared yet. Wait until it is, then export it."


async def test_restore__anonymous__answers_401(switch, exported, new, anonymous):
    switch(new)
    assert (await anonymous.put(ARCHIVE, json=exported)).status_code == 401


async def test_restore__another_server__opens_the_mix_with_its_own_sealing_key(newcomer, exported, old, new):
    new.copy_objects(old)

    assert (await newcomer.put(ARCHIVE, json=exported)).status_code == 200

    _, files = await new.read_release()
    assert new.hear(files[FileKind.MIX]) == SOUND + b"mix"
    assert new.hear(files[FileKind.ORIGINAL]) == SOUND + b"original"
    assert new.hear(files[FileKind.HLS_OPUS]) == SOUND + b"hls_opus"


async def test_restore__another_server__has_the_same_playlists(newcomer, exported, old, new):
    new.copy_objects(old)

    await newcomer.put(ARCHIVE, json=exported)

    assert write_playlists(await new.read_fragments()) == write_playlists(await old.read_fragments())


async def test_restore__older_export_without_renditions__has_no_playlists(newcomer, exported, old, new):
    new.copy_objects(old)

    answer = await newcomer.put(ARCHIVE, json=exported | drop_renditions(exported))

    assert answer.status_code == 200
    assert write_playlists(await new.read_fragments()) == {}


async def test_restore__release_with_renditions_of_its_own__keeps_those(newcomer, exported, old, new):
    new.copy_objects(old)
    await newcomer.put(ARCHIVE, json=exported)
    opus = new.add_file(FileKind.HLS_OPUS, SOUND, "a" * 64)
    await new.save(opus)

    answer = await newcomer.put(ARCHIVE, json=exported)

    assert answer.status_code == 200
    assert (await new.read_release())[1][FileKind.HLS_OPUS].cid == opus.cid


async def test_restore__another_server__is_the_same_archive_again(newcomer, exported, old, new, label):
    new.copy_objects(old)
    release, _ = await old.read_release()
    label.created = create_drop(release.metadata_digest)

    await newcomer.put(ARCHIVE, json=exported)

    assert (await newcomer.get(ARCHIVE)).json() == exported


async def test_restore__another_server__keeps_every_object_by_name(newcomer, exported, old, new):
    new.copy_objects(old)

    await newcomer.put(ARCHIVE, json=exported)

    async with new.database.snapshot() as session:
        names = await PinRepository(session).list_names()
    assert names == {entry["cid"]: [entry["name"]] for entry in exported["objects"]}


async def test_restore__drop_of_this_label__is_live_at_once(newcomer, exported, old, new, label):
    new.copy_objects(old)
    release, _ = await old.read_release()
    label.created = create_drop(release.metadata_digest)

    state = (await newcomer.put(ARCHIVE, json=exported)).json()

    restored, _ = await new.read_release()
    assert (state["status"], state["drop"]) == ("live", DROP)
    assert (restored.drop_address, restored.drop_block) == (DROP, BLOCK)


@pytest.mark.parametrize(
    "changes",
    [{"chain_id": 137}, {"label": DROP}, {"block": BLOCK + 1}],
    ids=["another chain", "another label", "a block without it"],
)
async def test_restore__drop_of_another__is_not_published(newcomer, exported, old, new, label, changes):
    new.copy_objects(old)
    label.created = create_drop("0x00")

    state = (await newcomer.put(ARCHIVE, json=exported | {"drop": exported["drop"] | changes})).json()

    assert (state["status"], state["drop"]) == ("ready", None)


async def test_restore__unpublished_release__is_prepared_already(newcomer, exported, old, new):
    new.copy_objects(old)
    await newcomer.put(ARCHIVE, json=exported)

    preparation = (await newcomer.post(f"/api/releases/{SLUG}/preparation")).json()

    assert (preparation["status"], preparation["progress"]) == ("done", 1)


async def test_restore__twice__changes_nothing(newcomer, exported, old, new):
    new.copy_objects(old)
    await newcomer.put(ARCHIVE, json=exported)
    before = await new.read_release()

    assert (await newcomer.put(ARCHIVE, json=exported)).status_code == 200

    assert await new.read_release() == before


async def test_restore__object_not_uploaded__names_it(newcomer, exported, old, new):
    mix = next(entry["cid"] for entry in exported["objects"] if entry["name"] == f"{SLUG}/mix")
    new.copy_objects(old, but=[mix])

    answer = await newcomer.put(ARCHIVE, json=exported)

    assert answer.status_code == 409
    assert answer.json()["detail"] == (
        f"This server does not keep {mix} ({SLUG}/mix). Upload it first, then import the release again."
    )
    assert (await new.read_release())[0] is None


async def test_restore__another_release_of_that_name__is_refused_and_untouched(newcomer, exported, old, new, manifest):
    new.copy_objects(old)
    await newcomer.put(f"/api/releases/{SLUG}", json=manifest | {"title": "Another"})

    answer = await newcomer.put(ARCHIVE, json=exported)

    assert answer.status_code == 409
    assert answer.json()["detail"] == (
        f"This server has another “{SLUG}”, which was not touched. Import it where there is none of this name."
    )
    assert (await new.read_release())[0].manifest["title"] == "Another"


def swap_keys(archive):
    keys = archive["secrets"]["content_keys"]
    return {"secrets": archive["secrets"] | {"content_keys": keys | {"mix": keys["original"], "original": keys["mix"]}}}


def change_file(kind, **changes):
    def change(archive):
        return {"files": [file | changes if file["kind"] == kind else file for file in archive["files"]]}

    return change


def drop_renditions(archive):
    keys = {kind: key for kind, key in archive["secrets"]["content_keys"].items() if kind not in RENDITIONS}
    files = [file for file in archive["files"] if file["kind"] not in RENDITIONS]
    return {"files": files, "secrets": archive["secrets"] | {"content_keys": keys}}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda _: {"format": 2},
            "The archive is of format 2, this server reads format 1. Import it with the version of this software that",
        ),
        (
            lambda _: {"slug": "day-bus"},
            "This is the archive of “day-bus”, not of “night-bus”. Import it under its own name.",
        ),
        (
            lambda archive: {"files": archive["files"][1:]},
            "The archive of “night-bus” lacks a file or a key, or has one too many. Export it again.",
        ),
        (swap_keys, "The key in the archive does not open the mix. Export the release again."),
        (
            change_file("mix", seal={"scheme": "rot13", "segment_bytes": 1, "associated_data": "night-bus/mix"}),
            "The mix is not sealed as this server seals it. Import it with the version that wrote it.",
        ),
        (change_file("mix", size=5), "The mix has 153,603 bytes, the archive says 5. Export the release again."),
        (
            change_file("hls_aac", fragments=None),
            "The archive of “night-bus” lacks a file or a key, or has one too many. Export it again.",
        ),
        (
            change_file("hls_aac", fragments={"head_bytes": 600, "pieces": [[4400, 6.0]]}),
            "The hls_aac has 153,607 bytes, the archive says 5,000. Export the release again.",
        ),
        (change_file("mix", cid="Qm"), "'Qm' is not a CID this label keeps"),
    ],
    ids=["format", "slug", "a file less", "keys swapped", "seal", "size", "no fragments", "fragments", "no cid"],
)
async def test_restore__archive_that_is_wrong__says_why_and_keeps_nothing(
    newcomer, exported, old, new, change, sentence
):
    new.copy_objects(old)

    answer = await newcomer.put(ARCHIVE, json=exported | change(exported))

    assert answer.status_code in (400, 422)
    assert answer.json()["detail"].startswith(sentence)
    assert (await new.read_release())[0] is None
