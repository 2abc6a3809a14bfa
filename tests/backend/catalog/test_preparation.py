"""Preparing a release for real: audio in, sealed files and metadata out."""

import asyncio
import json
import math
import struct
import wave

import pytest
from PIL import Image

from backend.audio.keyring import Keyring
from backend.catalog.models import FileKind, Preparation, PreparationStatus, Release, Stage
from backend.catalog.preparation import ReleasePreparation
from backend.catalog.records import PreparationRecords
from backend.catalog.repository import CatalogRepository
from backend.catalog.sealed import open_sealed
from backend.catalog.uploads import Upload
from backend.ipfs.cid import DAG_PB, Cid
from backend.ipfs.store import Store
from backend.pinning.repository import PinRepository

SECONDS = 3
RATE = 44_100
STEPS = (
    "prepare_cover",
    "measure",
    "prepare_preview",
    "prepare_mix",
    "seal_original",
    "prepare_aac_fragments",
    "prepare_opus_fragments",
    "finish",
)


def write_tone(path, volume=0.5):
    samples = (round(volume * 32_000 * math.sin(2 * math.pi * 220 * i / RATE)) for i in range(RATE * SECONDS))
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "ipfs")


@pytest.fixture
def keyring():
    return Keyring("5e" * 32)


@pytest.fixture
async def preparation(database, uploads, store, keyring, clock, tmp_path):
    loop = asyncio.get_running_loop()
    records = PreparationRecords(database, lambda work: asyncio.run_coroutine_threadsafe(work, loop).result(), clock)
    return ReleasePreparation(records, uploads, store, keyring, work=tmp_path / "work", site_url="http://label.test")


@pytest.fixture
def hand_in(database, uploads, clock, manifest, tmp_path):
    async def hand_in(write_audio=write_tone, cover_side=400):
        audio, cover = tmp_path / "mix.wav", tmp_path / "cover.png"
        write_audio(audio)
        Image.new("RGB", (cover_side, cover_side), "#c02040").save(cover)
        for path, digest in ((audio, "a" * 64), (cover, "c" * 64)):
            uploads.keep("night-bus", Upload(path, path.stat().st_size, digest))
        async with database.transaction() as session:
            repository = CatalogRepository(session)
            release = Release(slug="night-bus", key="0x01", manifest=manifest, created_at=clock())
            release.audio_sha256, release.cover_sha256 = "a" * 64, "c" * 64
            await repository.save(release)
            await repository.save(
                Preparation(
                    slug="night-bus",
                    fingerprint="f",
                    workflow_id="prepare:night-bus:1",
                    status=PreparationStatus.QUEUED,
                    stage=Stage.WAITING,
                    progress=0,
                )
            )

    return hand_in


@pytest.fixture
def run(preparation):
    async def run(*steps):
        for step in steps:
            problem = await asyncio.to_thread(getattr(preparation, step), "night-bus")
            if problem:
                return problem
        return None

    return run


@pytest.fixture
def read(database):
    async def read():
        async with database.snapshot() as session:
            repository = CatalogRepository(session)
            return (
                await repository.get_release("night-bus"),
                await repository.find_preparation("night-bus"),
                await repository.find_recording("night-bus"),
                await repository.list_files("night-bus"),
            )

    return read


def read_json(store, digest, name):
    directory = Cid.from_digest(bytes.fromhex(digest[2:]), DAG_PB)
    file = store.open(store.resolve(directory, name))
    return json.loads(file.read_at(0, file.size))


async def test_steps__a_tone__make_every_file(hand_in, run, read):
    await hand_in()

    assert await run(*STEPS) is None

    release, preparation, recording, files = await read()
    assert (preparation.status, preparation.progress) == (PreparationStatus.DONE, 1)
    assert set(files) == set(FileKind)
    assert recording.duration_seconds == pytest.approx(SECONDS, abs=0.05)
    assert release.prepared_from == "f"


async def test_steps__a_tone__keep_every_object_by_name(hand_in, run, database, store):
    await hand_in()
    await run(*STEPS)

    async with database.snapshot() as session:
        pins, names = await PinRepository(session).list_pins(), await PinRepository(session).list_names()
    kinds = [*FileKind, "metadata"]
    assert sorted(name for pin in pins for name in names[pin.cid]) == sorted(f"night-bus/{kind}" for kind in kinds)
    assert {Cid.parse(pin.cid) for pin in pins} == set(store.pins())


async def test_prepare_preview__any_mix__is_what_marketplaces_play(hand_in, run, read):
    await hand_in()
    await run(*STEPS)

    preview = (await read())[3][FileKind.PREVIEW]

    assert (preview.mime_type, preview.wrapped_key) == ("audio/mp4", None)
    assert preview.size < 2_000_000


async def test_finish__hundred_editions__describes_each(hand_in, run, read, store, manifest):
    await hand_in()
    await run(*STEPS)

    release, _, _, files = await read()

    token = read_json(store, release.metadata_digest, "42")
    assert (token["name"], token["nftSerialNumber"]) == ("Night Bus #42", 42)
    assert token["animation_url"] == f"ipfs://{files[FileKind.PREVIEW].cid}"
    assert token["sealed_audio"]["uri"] == f"ipfs://{files[FileKind.MIX].cid}"
    assert read_json(store, release.metadata_digest, "contract.json")["name"] == manifest["title"]


async def test_finish__tiers__is_one_directory_with_a_folder_for_each(hand_in, run, read, store, manifest):
    manifest |= {"supply": 3, "tiers": [{"name": "Standard", "supply": 3}, {"name": "Gold", "supply": 1}]}
    await hand_in()
    await run(*STEPS)

    release, _, _, _ = await read()

    assert read_json(store, release.metadata_digest, "0/3")["name"] == "Night Bus #3"
    assert read_json(store, release.metadata_digest, "1/3")["attributes"][2] == {"trait_type": "Tier", "value": "Gold"}
    assert read_json(store, release.metadata_digest, "contract.json")["name"] == manifest["title"]


async def test_seal_original__opened_again__is_what_was_handed_in(hand_in, run, read, store, keyring, uploads):
    await hand_in()
    handed_in = uploads.path_of("night-bus", "a" * 64).read_bytes()
    await run(*STEPS)

    original = (await read())[3][FileKind.ORIGINAL]

    reader = open_sealed(original, store, keyring)
    assert reader.read(0, reader.size) == handed_in
    assert handed_in[:4096] not in store.open(Cid.parse(original.cid)).read_at(0, original.size)


@pytest.mark.parametrize("kind", [FileKind.HLS_AAC, FileKind.HLS_OPUS])
async def test_prepare_fragments__a_tone__are_sealed_and_measured(hand_in, run, read, database, store, keyring, kind):
    await hand_in()
    await run(*STEPS)

    file = (await read())[3][kind]
    async with database.snapshot() as session:
        fragments = (await CatalogRepository(session).list_fragments("night-bus"))[kind]

    reader = open_sealed(file, store, keyring)
    assert reader.read(4, 8) == b"ftyp"
    assert (fragments.cid, reader.size) == (file.cid, fragments.head_bytes + sum(size for size, _ in fragments.pieces))
    assert sum(seconds for _, seconds in fragments.pieces) == pytest.approx(SECONDS, abs=0.05)


async def test_prepare_aac_fragments__encoded_mix_lost__opens_the_sealed_one(hand_in, run, read, tmp_path):
    await hand_in()
    await run(*STEPS[:5])
    (tmp_path / "work" / "night-bus" / "mix.m4a").unlink()

    assert await run("prepare_aac_fragments") is None

    assert FileKind.HLS_AAC in (await read())[3]


async def test_finish__nothing_unsealed_is_left(hand_in, run, tmp_path):
    await hand_in()

    await run(*STEPS)

    assert [path for folder in ("uploads", "work") for path in (tmp_path / folder).rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("crashed_after", STEPS[:-1])
async def test_steps__repeated_after_a_crash__make_the_same_files(hand_in, run, read, crashed_after):
    await hand_in()
    done = STEPS[: STEPS.index(crashed_after) + 1]
    await run(*done)
    before = {kind: file.cid for kind, file in (await read())[3].items()}

    assert await run(*STEPS) is None

    after = {kind: file.cid for kind, file in (await read())[3].items()}
    assert {kind: after[kind] for kind in before} == before


async def test_measure__silence__is_a_problem_with_a_sentence(hand_in, run):
    await hand_in(lambda path: write_tone(path, volume=0))

    problem = await run(*STEPS)

    assert "silent" in problem["sentence"].lower()


async def test_prepare_cover__not_a_picture__is_a_problem_with_the_field(hand_in, run, uploads):
    await hand_in()
    uploads.path_of("night-bus", "c" * 64).write_text("<svg onload=alert(1)>")

    problem = await run("prepare_cover")

    assert problem == {
        "sentence": "The cover is not a picture this label reads. Send a PNG, JPEG or WebP file.",
        "field": "cover",
    }


async def test_prepare_cover__tiny__says_how_large_it_must_be(hand_in, run):
    await hand_in(cover_side=100)

    assert "at least 300 x 300" in (await run("prepare_cover"))["sentence"]


async def test_fail__problem__ends_the_preparation(hand_in, preparation, read):
    await hand_in()

    await asyncio.to_thread(preparation.fail, "night-bus", {"sentence": "No.", "field": "audio"})

    state = (await read())[1]
    assert (state.status, state.problem, state.field) == (PreparationStatus.FAILED, "No.", "audio")
