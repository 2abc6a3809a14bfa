"""What is at hand of the sounds being heard, and when a file is kept opened."""

import os

import pytest

from backend.catalog.models import FileKind
from backend.catalog.repository import CatalogRepository
from backend.listening.shelf import HOT_AFTER
from backend.listening.sounds import OpenedSound, SealedSound
from tests.backend.listening.hearing import MIX, SLUG, seal


@pytest.fixture
async def mix(shelf):
    return (await shelf.find_release(SLUG)).files[FileKind.MIX]


@pytest.fixture
async def hot(shelf, mix):
    """The mix, asked for often enough to be kept opened."""
    for _ in range(HOT_AFTER):
        await shelf.take(mix)
    await shelf.open_next()
    return mix


async def test_take__first_time__is_deciphered(shelf, mix):
    sound = await shelf.take(mix)

    assert isinstance(sound, SealedSound)
    assert sound.read(0, len(MIX)) == sound.read_cached(0, len(MIX)) == MIX


async def test_take__asked_for_often__is_kept_opened(shelf, hot, opened):
    sound = await shelf.take(hot)

    assert isinstance(sound, OpenedSound)
    assert bytes(sound.read_cached(7, 99)) == MIX[7:99]
    assert shelf.find_opened(hot) == opened.name_of(hot)


async def test_find_opened__never_opened__is_none(shelf, mix):
    assert shelf.find_opened(mix) is None


async def test_take__opened_file_tampered_with__is_deciphered(shelf, hot, opened):
    os.truncate(opened.find(hot), 10)
    shelf._sounds.clear()

    assert isinstance(await shelf.take(hot), SealedSound)


async def test_open_next__disk_without_room__is_heard_all_the_same(shelf, mix, opened, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opened, "add", refuse)
    for _ in range(HOT_AFTER):
        await shelf.take(mix)
    await shelf.open_next()

    assert isinstance(await shelf.take(mix), SealedSound)


async def test_find_release__prepared_anew__is_known_after_some_seconds(shelf, mix, database, store, keyring, clock):
    async with database.transaction() as session:
        await CatalogRepository(session).save(seal(store, keyring, FileKind.MIX, b"another mix"))
    before = (await shelf.find_release(SLUG)).files[FileKind.MIX]
    clock.advance(seconds=11)

    after = (await shelf.find_release(SLUG)).files[FileKind.MIX]

    assert (before.size, after.size) == (len(MIX), 11)


async def test_find_release__rendition_of_another_file__has_no_playlist(shelf, database, store, keyring):
    async with database.transaction() as session:
        await CatalogRepository(session).save(seal(store, keyring, FileKind.HLS_OPUS, b"another"))

    assert set((await shelf.find_release(SLUG)).playlists) == {"master.m3u8", "aac.m3u8"}


async def test_sweep__release_that_changed__drops_its_opened_file(shelf, hot, opened, database, store, keyring):
    async with database.transaction() as session:
        await CatalogRepository(session).save(seal(store, keyring, FileKind.MIX, b"another mix"))

    await shelf.sweep()

    assert opened.find(hot) is None
