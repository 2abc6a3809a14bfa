"""A label keeps its mix at a real IPFS daemon, and gets through everything that happens to that."""

import json

import httpx
import pytest

from tests.anvil import running_anvil
from tests.e2e.releases import write_release, write_wav
from tests.stage import Stage, eventually, find_account

DJ = find_account(0)


@pytest.fixture
def daemon(create_js_ipfs):
    return create_js_ipfs()


@pytest.fixture
def stage(tmp_path, daemon):
    places = [{"name": "attic", "kind": "kubo", "url": daemon.url}]
    settings = {"PINNING_PLACES": json.dumps(places), "PINNING_COPIES": "1"}
    with running_anvil("--slots-in-an-epoch", "1") as chain:
        (tmp_path / "stage").mkdir()
        stage = Stage(tmp_path / "stage", chain, settings)
        stage.open()
        yield stage
        stage.close()


@pytest.fixture
def release(tmp_path):
    folder = write_release(tmp_path / "night-bus")
    write_wav(folder / "mix.wav", 2)
    return folder


@pytest.fixture
def dj(stage):
    with stage.sign_in(DJ) as dj:
        yield dj


def read_objects(dj):
    return {kept["name"]: kept for kept in dj.get("/api/storage").json()["objects"]}


def read_copies(dj, place):
    return [copy for kept in read_objects(dj).values() for copy in kept["copies"] if copy["place"] == place]


def are_proven(dj):
    return all(copy["proven_at"] for copy in read_copies(dj, "attic")) and are_safe(dj)


def are_safe(dj):
    return all(kept["is_safe"] for kept in read_objects(dj).values())


def audit(dj):
    name = dj.post("/api/storage/audits").json()["id"]
    return eventually(lambda: (found := dj.get(f"/api/storage/audits/{name}").json())["finished_at"] and found)


def ask(daemon, command, **parameters):
    httpx.post(f"{daemon.url}/api/v0/{command}", params=parameters, timeout=30).raise_for_status()


def flip_a_byte(stage, cid):
    (archive,) = (stage.folder / "data" / "ipfs" / "objects" / cid).glob("*.car")
    content = bytearray(archive.read_bytes())
    content[-1] ^= 1
    archive.write_bytes(content)


def test_storage__everything_that_happens_to_a_copy__is_got_through(stage, daemon, create_js_ipfs, release, dj):
    # 1. The DJ publishes. Power fails here while copies are made; they are all at the daemon in the end.
    stage.publish(release)
    stage.backend.kill()
    stage.backend.start()
    objects = eventually(lambda: are_proven(dj) and read_objects(dj))
    kinds = ("cover", "hls_aac", "hls_opus", "metadata", "mix", "original", "preview", "thumbnail")
    assert sorted(objects) == [f"night-bus/{kind}" for kind in kinds]
    mix = objects["night-bus/mix"]["cid"]

    # 2. Power fails at the daemon. Nothing is called lost, and nothing safe.
    daemon.kill()
    found = audit(dj)
    assert found["lost"] == 0
    assert f"attic: {len(kinds)} objects are not proven" in found["problems"][0]
    assert {copy["status"] for copy in read_copies(dj, "attic")} == {"pinned"}
    assert not are_safe(dj)

    # 3. Its disk is gone too. An audit notices, and fills the new one.
    daemon = create_js_ipfs(port=daemon.port)
    found = audit(dj)
    assert (found["lost"], found["healed"]) == (len(kinds), len(kinds))
    assert are_proven(dj)

    # 4. Somebody unpins the mix there, and its bytes are collected.
    ask(daemon, "pin/rm", arg=mix)
    ask(daemon, "block/rm", arg=mix, force="true")
    found = audit(dj)
    assert (found["lost"], found["healed"]) == (1, 1)
    assert "(night-bus/mix)" in found["problems"][0]

    # 5. A bit rots on the label's own disk. The daemon's copy repairs it.
    flip_a_byte(stage, mix)
    assert dj.get(f"/ipfs/{mix}").status_code == 500
    found = audit(dj)
    assert (found["lost"], found["healed"]) == (1, 1)
    assert dj.get(f"/ipfs/{mix}").status_code == 200
    assert are_safe(dj)
