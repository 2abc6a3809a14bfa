"""What others make of our gateway: archives unpacked by ipfs-car, kept and served by a real daemon."""

import httpx
import pytest
from fastapi import FastAPI

from backend.gateway.routes import router
from tests.backend.ipfs.kubo import MEBIBYTE, Keystream
from tests.serving import served

MIX_BYTES = 5 * MEBIBYTE + 7
NOTES = b"Tracklist: 1. Night bus"


@pytest.fixture
def content():
    return Keystream("mix", MIX_BYTES).read(MIX_BYTES)


@pytest.fixture
def release(store):
    mix = store.add_file(Keystream("mix", MIX_BYTES))
    return store.add_directory({"mix.opus": mix, "notes": store.add_directory({"tracks.txt": NOTES})}).cid


@pytest.fixture
def gateway(store):
    app = FastAPI()
    app.state.store = store
    app.include_router(router)
    with served(app) as url, httpx.Client(base_url=url) as client:
        yield client


@pytest.mark.parametrize(
    ("suffix", "files"),
    [
        pytest.param("?format=car", ["mix.opus", "notes/tracks.txt"], id="whole"),
        pytest.param("/notes?format=car", ["tracks.txt"], id="below a path"),
        pytest.param("?format=car&car-dups=y", ["mix.opus", "notes/tracks.txt"], id="duplicates"),
    ],
)
def test_archive__unpacked_by_ipfs_car__is_the_files(gateway, release, content, ipfs_car, tmp_path, suffix, files):
    archive, folder = tmp_path / "release.car", tmp_path / "unpacked"
    archive.write_bytes(gateway.get(f"/ipfs/{release}{suffix}").content)

    ipfs_car("unpack", archive, "--output", folder)

    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    known = {"mix.opus": content, "notes/tracks.txt": NOTES, "tracks.txt": NOTES}
    assert found == {name: known[name] for name in files}


def test_archive__imported_by_a_daemon__is_kept_and_served_in_parts(gateway, release, content, js_ipfs):
    with gateway.stream("GET", f"/ipfs/{release}?format=car") as archive:
        answer = httpx.post(
            f"{js_ipfs.url}/api/v0/dag/import", params={"pin-roots": "true"}, files={"file": archive.read()}
        )

    assert answer.status_code == 200
    for start, stop in ((0, 10), (MEBIBYTE - 3, MEBIBYTE + 3), (MIX_BYTES - 5, MIX_BYTES)):
        part = httpx.get(f"{js_ipfs.gateway}/ipfs/{release}/mix.opus", headers={"Range": f"bytes={start}-{stop - 1}"})
        assert (part.status_code, part.content) == (206, content[start:stop])
