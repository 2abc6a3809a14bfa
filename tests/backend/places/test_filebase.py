"""Archives at Filebase, in a real bucket; what unpacks them there is played by the test."""

import io

import pytest

from backend.ipfs.store import Store
from backend.places.bucket import Bucket
from backend.places.errors import CidDiffers
from backend.places.filebase import FilebasePlace
from backend.places.place import CopyStatus, Report
from tests.backend.places.gateways import open_gateway


@pytest.fixture
def kept(tmp_path):
    return Store(tmp_path / "kept")


@pytest.fixture
async def place(s3, kept, request):
    bucket = Bucket("filebase", s3, f"mixes/{request.node.name}", "me", "it")
    place = FilebasePlace("filebase", bucket, open_gateway("filebase", kept))
    yield place
    await place.close()


@pytest.fixture
def unpack(bucket_owner, archive, kept, request):
    """Import the archive as Filebase does, and say what it became."""
    key = f"{request.node.name}/{archive.root}.car"

    def unpack(cid=archive.root):
        found = bucket_owner.get_object(Bucket="mixes", Key=key)
        assert found["Metadata"] == {"import": "car"}
        kept.import_car(io.BytesIO(found["Body"].read()))
        metadata = {**found["Metadata"], "cid": str(cid)}
        source = {"Bucket": "mixes", "Key": key}
        bucket_owner.copy_object(**source, CopySource=source, Metadata=metadata, MetadataDirective="REPLACE")

    return unpack


async def test_pin__until_it_is_unpacked__is_pinning(place, archive, unpack):
    report = await place.pin(archive, "night-bus/mix", None)
    unpack()

    assert report == Report(CopyStatus.PINNING, reference=str(archive.root))
    assert await place.check(archive.root, report.reference) == Report(CopyStatus.PINNED)
    assert await place.list_roots() == {str(archive.root)}


async def test_check__became_another_object__is_not_accepted(place, archive, unpack):
    await place.pin(archive, "night-bus/mix", None)
    unpack("QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn")

    with pytest.raises(CidDiffers):
        await place.check(archive.root, None)


async def test_fetch_block__unpacked__comes_from_the_gateway(place, archive, store, unpack):
    await place.pin(archive, "night-bus/mix", None)
    unpack()

    assert await place.fetch_block(archive, archive.root) == store.read_block(archive.root)
    assert b"".join([chunk async for chunk in place.download(archive.root)]) == b"".join(archive.chunks())


async def test_unpin__pinned_mix__is_lost_then(place, archive):
    await place.pin(archive, "night-bus/mix", None)

    await place.unpin(archive.root, None)

    assert await place.check(archive.root, None) == Report(CopyStatus.LOST)
