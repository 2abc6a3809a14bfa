"""Archives in a bucket of a real S3 server: whole there, read in ranges, and good to repair from."""

import io
import random

import pytest

from backend.ipfs.cid import RAW, Cid
from backend.ipfs.errors import BlockDamaged
from backend.ipfs.store import Store
from backend.places.bucket import PIECE_BYTES, Bucket
from backend.places.bucket_place import BucketPlace
from backend.places.errors import BlockAbsent, PlaceRefused, PlaceUnavailable
from backend.places.place import CopyStatus, Report

LARGE = random.Random(9).randbytes(2 * PIECE_BYTES + 4321)


@pytest.fixture
async def create_place(s3, request):
    places = []

    def create(url=s3, bucket=f"mixes/{request.node.name}"):
        places.append(BucketPlace("box", Bucket("box", url, bucket, "me", "it")))
        return places[-1]

    yield create
    for place in places:
        await place.close()


@pytest.fixture
def place(create_place):
    return create_place()


@pytest.fixture
def archive(store):
    return store.open_archive(store.add_file(io.BytesIO(LARGE)).cid)


async def test_pin__large_mix__is_there_byte_for_byte(place, archive, bucket_owner, request):
    report = await place.pin(archive, "night-bus/mix", None)

    assert report == Report(CopyStatus.PINNED)
    found = bucket_owner.get_object(Bucket="mixes", Key=f"{request.node.name}/{archive.root}.car")
    assert found["Body"].read() == b"".join(archive.chunks())
    assert found["Metadata"] == {"root": str(archive.root)}
    assert found["ETag"].strip('"').endswith("-3")  # in three pieces


async def test_pin__again__changes_nothing(place, archive):
    await place.pin(archive, "night-bus/mix", None)

    assert await place.pin(archive, "night-bus/mix", None) == Report(CopyStatus.PINNED)
    assert await place.list_roots() == {str(archive.root)}


async def test_pin__bucket_that_is_not_there__is_refused(create_place, archive):
    place = create_place(bucket="attic")

    with pytest.raises(PlaceRefused) as caught:
        await place.pin(archive, "night-bus/mix", None)

    assert str(caught.value) == (
        "box refuses: it answered 404, NoSuchBucket: The specified bucket does not exist. "
        "Check its entry in PINNING_PLACES and your account there."
    )


async def test_pin__our_own_block_is_damaged__leaves_nothing_there(place, archive, monkeypatch):
    def break_after_the_first(_chunks=archive.chunks):
        yield next(_chunks())
        raise BlockDamaged(archive.root)

    monkeypatch.setattr(archive, "chunks", break_after_the_first)

    with pytest.raises(BlockDamaged):
        await place.pin(archive, "night-bus/mix", None)

    assert await place.check(archive.root, None) == Report(CopyStatus.LOST)


async def test_check__before_and_after__is_lost_then_pinned(place, archive):
    before = await place.check(archive.root, None)
    await place.pin(archive, "night-bus/mix", None)

    assert before == Report(CopyStatus.LOST)
    assert await place.check(archive.root, None) == Report(CopyStatus.PINNED)


async def test_list_roots__other_files_in_the_bucket__are_left_out(place, archive, bucket_owner, request):
    await place.pin(archive, "night-bus/mix", None)
    bucket_owner.put_object(Bucket="mixes", Key=f"{request.node.name}/notes.txt", Body=b"mine")
    bucket_owner.put_object(Bucket="mixes", Key="elsewhere/bafy.car", Body=b"another label's")

    assert await place.list_roots() == {str(archive.root)}


async def test_fetch_block__every_block__is_read_as_a_range(place, archive, store):
    await place.pin(archive, "night-bus/mix", None)

    for cid in archive.blocks:
        assert await place.fetch_block(archive, cid) == store.read_block(cid)


async def test_fetch_block__archive_is_cut_off__is_absent(place, archive, bucket_owner, request):
    key = {"Bucket": "mixes", "Key": f"{request.node.name}/{archive.root}.car"}
    bucket_owner.put_object(**key, Body=b"".join(archive.chunks())[:1000])

    with pytest.raises(BlockAbsent):
        await place.fetch_block(archive, archive.blocks[-1])


async def test_fetch_block__archive_is_not_there__is_absent(place, archive):
    with pytest.raises(BlockAbsent) as caught:
        await place.fetch_block(archive, archive.root)

    assert str(caught.value) == f"box does not have {archive.root}. It is brought there again by itself."


async def test_download__pinned_mix__can_be_imported(place, archive, tmp_path):
    await place.pin(archive, "night-bus/mix", None)

    downloaded = b"".join([chunk async for chunk in place.download(archive.root)])

    assert Store(tmp_path / "other").import_car(io.BytesIO(downloaded), archive.root) == archive.root


async def test_download__what_is_not_there__is_absent(place):
    with pytest.raises(BlockAbsent):
        _ = [chunk async for chunk in place.download(Cid.of(RAW, b"nowhere"))]


async def test_unpin__pinned_mix__is_gone_and_twice_is_fine(place, archive):
    await place.pin(archive, "night-bus/mix", None)

    await place.unpin(archive.root, None)
    await place.unpin(archive.root, None)

    assert await place.check(archive.root, None) == Report(CopyStatus.LOST)


async def test_every_question__nothing_answers__says_so(create_place, archive, unused_tcp_port):
    place = create_place(url=f"http://127.0.0.1:{unused_tcp_port}")

    for question in (place.pin(archive, "x", None), place.check(archive.root, None), place.list_roots()):
        with pytest.raises(PlaceUnavailable) as caught:
            await question
        assert str(caught.value) == (
            "box cannot be asked now: nothing answers at its address. It is asked again by itself."
        )
