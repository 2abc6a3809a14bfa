"""What is cut for many listeners, served by the running application to a play, in a real browser."""

import asyncio

import pytest
from sqlmodel import SQLModel

from backend.audio.encoding import encode_rendition
from backend.audio.fragmenting import FRAGMENT_SECONDS, encode_fragmented_opus, fragment_aac
from backend.audio.keyring import Keyring
from backend.catalog.models import FileKind, Release
from backend.catalog.preparation import describe_fragments
from backend.catalog.repository import CatalogRepository
from backend.core.clock import utc_now
from backend.core.config import Settings
from backend.core.db import Database
from backend.ipfs.store import Store
from tests.backend.audio.recordings import FLAC, create_recording, sine
from tests.backend.listening.hearing import COOKIE, SLUG, seal
from tests.backend.listening.real_server import deploy_label, running_listening

SECONDS = 20
FRAME_SECONDS = 0.05  # of sound an encoder works with at once, at most
CODECS = {"aac": "mp4a.40.2", "opus": "opus"}

LIBRARY = """
const happens = (target, name) => new Promise((resolve, reject) => {
  target.addEventListener(name, resolve, { once: true });
  target.addEventListener("error", () => reject(new Error(`no ${name}: ${target.error?.message}`)), { once: true });
});

/** Return the bytes of each piece a playlist names, the head first. */
async function fetchPieces(address) {
  const lines = (await (await fetch(address)).text()).split("\\n");
  const ranges = lines.flatMap((line) => line.match(/BYTERANGE[:=]"?(\\d+)@(\\d+)/)?.slice(1).map(Number) ?? []);
  const file = new URL(lines.find((line) => line.endsWith(".mp4")), new URL(address, location));
  const pieces = [];
  for (let at = 0; at < ranges.length; at += 2) {
    const [size, start] = ranges.slice(at, at + 2);
    const answer = await fetch(file, { headers: { Range: `bytes=${start}-${start + size - 1}` } });
    pieces.push(await answer.arrayBuffer());
  }
  return pieces;
}

/** Hand all pieces to the browser's decoder; returns the element that plays them. */
async function load(address, type) {
  const [audio, source] = [new Audio(), new MediaSource()];
  audio.muted = true;
  audio.src = URL.createObjectURL(source);
  await happens(source, "sourceopen");
  const buffer = source.addSourceBuffer(type);
  for (const piece of await fetchPieces(address)) {
    buffer.appendBuffer(piece);
    await happens(buffer, "updateend");
  }
  source.endOfStream();
  return audio;
}
"""
BUFFERED = """async ([address, type]) => {
  const { buffered, duration } = await load(address, type);
  return { parts: buffered.length, start: buffered.start(0), end: buffered.end(0), duration };
}"""
HEARD = """async ([address, type, from, to]) => {
  const audio = await load(address, type);
  audio.currentTime = from;
  await audio.play();
  while (audio.currentTime < to) await happens(audio, "timeupdate");
  return audio.currentTime;
}"""


@pytest.fixture(scope="module")
def sounds(tmp_path_factory):
    """Cut a recording as a release's preparation does; returns the path and the index of each rendition."""
    folder = tmp_path_factory.mktemp("cut")
    recording = create_recording(folder / "mix.flac", sine(SECONDS), FLAC)
    encode_rendition(recording, folder / "mix.m4a")
    aac, opus = folder / "aac.mp4", folder / "opus.mp4"
    return {
        FileKind.HLS_AAC: (aac, fragment_aac(folder / "mix.m4a", aac)),
        FileKind.HLS_OPUS: (opus, encode_fragmented_opus(recording, opus)),
    }


@pytest.fixture(scope="module")
def renditions(sounds, tmp_path_factory):
    """Serve the renditions to a play; returns the address of its folder."""
    folder = tmp_path_factory.mktemp("label")
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite+aiosqlite:///{folder}/test.sqlite",
        data_directory=folder / "data",
        sealing_key="11" * 32,
    )
    database = Database(settings.database_url)
    asyncio.run(put_sounds(settings, database, sounds))
    with running_listening(deploy_label(settings), database) as listening:
        address = asyncio.run(start_play(listening, database))
        yield f"{listening.url}{address}"


async def put_sounds(settings, database, sounds):
    store, keyring = Store(settings.data_directory / "ipfs"), Keyring(settings.sealing_key.get_secret_value())
    async with database.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    async with database.transaction() as session:
        repository = CatalogRepository(session)
        await repository.save(Release(slug=SLUG, key="0x01", manifest={}, created_at=utc_now()))
        for kind, (path, index) in sounds.items():
            file = seal(store, keyring, kind, path.read_bytes())
            await repository.save(file)
            await repository.save(describe_fragments(file, index))
    await database.close()


async def start_play(listening, database):
    address = await listening.start_play(name="")
    await database.close()
    return address


@pytest.fixture
def page(renditions, browser):
    """A page of the label's in the browser the play was started in, free to play what scripts put together."""
    with browser.new_context(bypass_csp=True) as context:
        context.add_cookies([{"name": "session", "value": COOKIE, "url": renditions}])
        page = context.new_page()
        page.goto(f"{renditions.partition('/hear/')[0]}/offline")
        page.add_script_tag(content=LIBRARY)
        yield page


@pytest.mark.parametrize("name", CODECS)
def test_rendition__every_piece_of_its_playlist__is_the_whole_recording(page, renditions, name):
    buffered = page.evaluate(BUFFERED, [f"{renditions}{name}.m3u8", f'audio/mp4; codecs="{CODECS[name]}"'])

    assert buffered["parts"] == 1
    assert buffered["start"] == pytest.approx(0, abs=FRAME_SECONDS)
    assert buffered["end"] == pytest.approx(SECONDS, abs=2 * FRAME_SECONDS)


@pytest.mark.parametrize("name", CODECS)
def test_rendition__from_one_piece_to_the_next__plays_on(page, renditions, name):
    border = FRAGMENT_SECONDS

    heard = page.evaluate(
        HEARD, [f"{renditions}{name}.m3u8", f'audio/mp4; codecs="{CODECS[name]}"', border - 0.5, border + 0.5]
    )

    assert heard >= border + 0.5
