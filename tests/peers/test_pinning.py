"""Both ways into a real daemon bring a mix there, show that it is there and bring it back."""

import io
import random

import httpx
import pytest

from backend.ipfs.car import CarWriter
from backend.ipfs.cid import RAW, Cid
from backend.ipfs.store import Store
from backend.ipfs.unixfs import UNIXFS_V0_2015, build_file
from backend.places.client_place import ClientPlace
from backend.places.errors import BlockAbsent, PlaceUnavailable
from backend.places.kubo import KuboPlace
from backend.places.place import CopyStatus
from backend.places.web import Web

MIX = random.Random(4).randbytes(3_000_000)
PLACES = {
    "kubo": lambda daemon: KuboPlace("cellar", Web("cellar", daemon.url), look_seconds=0.2),
    "ipfshttpclient": lambda daemon: ClientPlace("cellar", daemon.url, look_seconds=0.2),
}
NOTHING_ANSWERS = "cellar cannot be asked now: nothing answers at its address. It is asked again by itself."


@pytest.fixture(params=PLACES)
async def create_place(request):
    places = []

    def create(daemon):
        places.append(PLACES[request.param](daemon))
        return places[-1]

    yield create
    for place in places:
        await place.close()


@pytest.fixture
def place(create_place, js_ipfs):
    return create_place(js_ipfs)


@pytest.fixture
def archive(store, request):
    """Return a mix that no other test has."""
    return store.open_archive(store.add_file(io.BytesIO(MIX + request.node.name.encode())).cid)


async def read_range(daemon, root, wanted):
    async with httpx.AsyncClient() as client:
        return (await client.get(f"{daemon.gateway}/ipfs/{root}", headers={"Range": wanted})).content


def write_archive_of_version_0():
    file = io.BytesIO()
    writer = CarWriter(file, root_version=0)
    writer.finish(build_file(io.BytesIO(MIX), writer.put, UNIXFS_V0_2015).cid)
    return io.BytesIO(file.getvalue())


async def test_pin__mix__is_pinned_and_served_in_ranges(place, archive, js_ipfs):
    report = await place.pin(archive, "night-bus/mix", None)

    assert report.status is CopyStatus.PINNED
    assert str(archive.root) in await place.list_roots()
    assert await read_range(js_ipfs, archive.root, "bytes=2000000-2262143") == MIX[2_000_000:2_262_144]


async def test_pin__again__changes_nothing(place, archive):
    await place.pin(archive, "night-bus/mix", None)

    assert (await place.pin(archive, "night-bus/mix", None)).status is CopyStatus.PINNED


@pytest.mark.parametrize("name_length", [1, 3000], ids=["flat", "sharded"])
async def test_pin__directory__is_pinned(place, store, name_length):
    directory = store.add_directory({str(number) * name_length: b"an edition" for number in range(100)})
    archive = store.open_archive(directory.cid)

    assert (await place.pin(archive, "night-bus/metadata", None)).status is CopyStatus.PINNED
    assert await place.fetch_block(archive, archive.blocks[-1]) == store.read_block(archive.blocks[-1])


async def test_pin__address_of_version_0__is_pinned(place, store):
    archive = store.open_archive(store.import_car(write_archive_of_version_0()))

    assert (await place.pin(archive, "old/mix", None)).status is CopyStatus.PINNED
    assert str(archive.root).startswith("Qm")
    assert str(archive.root) in await place.list_roots()


async def test_check__what_nobody_pinned__is_lost(place, archive):
    assert (await place.check(archive.root, None)).status is CopyStatus.LOST


async def test_fetch_block__of_a_pinned_mix__is_the_block(place, archive, store):
    await place.pin(archive, "night-bus/mix", None)

    assert [await place.fetch_block(archive, cid) for cid in archive.blocks] == list(
        map(store.read_block, archive.blocks)
    )


async def test_fetch_block__that_the_daemon_does_not_have__is_absent(place, archive):
    with pytest.raises(BlockAbsent) as caught:
        await place.fetch_block(archive, archive.root)

    assert str(caught.value) == f"cellar does not have {archive.root}. It is brought there again by itself."


async def test_download__pinned_mix__can_be_imported(place, archive, tmp_path):
    await place.pin(archive, "night-bus/mix", None)

    downloaded = b"".join([chunk async for chunk in place.download(archive.root)])

    assert Store(tmp_path / "other").import_car(io.BytesIO(downloaded), archive.root) == archive.root


async def test_download__what_the_daemon_does_not_have__is_absent(place):
    with pytest.raises(BlockAbsent):
        _ = [chunk async for chunk in place.download(Cid.of(RAW, b"nowhere"))]


async def test_unpin__pinned_mix__is_lost_then(place, archive):
    await place.pin(archive, "night-bus/mix", None)

    await place.unpin(archive.root, None)

    assert (await place.check(archive.root, None)).status is CopyStatus.LOST


async def test_unpin__what_nobody_pinned__is_fine(place, archive):
    await place.unpin(archive.root, None)


async def test_every_question__daemon_was_killed__says_that_nothing_answers(create_place, create_js_ipfs, archive):
    daemon = create_js_ipfs()
    place = create_place(daemon)
    await place.pin(archive, "night-bus/mix", None)
    daemon.kill()

    for question in (
        place.pin(archive, "night-bus/mix", None),
        place.check(archive.root, None),
        place.list_roots(),
        place.fetch_block(archive, archive.root),
        anext(place.download(archive.root)),
        place.unpin(archive.root, None),
    ):
        with pytest.raises(PlaceUnavailable) as caught:
            await question
        assert str(caught.value) == NOTHING_ANSWERS
