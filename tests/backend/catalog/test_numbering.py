"""Numbering the editions of an open supply, over HTTP, with a node that says how many there are."""

import json

import pytest

from backend.catalog.models import FileKind, Recording, Release, ReleaseFile
from backend.catalog.repository import CatalogRepository
from backend.ipfs.cid import DAG_PB, Cid
from backend.ipfs.store import Store
from backend.pinning.repository import PinRepository

NUMBERED = "/api/releases/night-bus/numbered"
CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy"
DROP = "0x" + "d7" * 20
OPEN = 2**32 - 1


@pytest.fixture
def store(app, tmp_path):
    app.state.store = Store(tmp_path / "ipfs")
    return app.state.store


@pytest.fixture
def release(database, clock, manifest, store):
    """Put a prepared release into the catalogue; its drop is on chain unless told otherwise."""

    async def release(drop=DROP, **changes):
        rows = [
            Release(slug="night-bus", key="0x01", manifest=manifest | changes, created_at=clock(), drop_address=drop),
            Recording(
                slug="night-bus",
                audio_sha256="a" * 64,
                duration_seconds=60,
                loudness_lufs=-9,
                tempo_bpm=None,
                peaks=[],
                mime_type="audio/wav",
            ),
            *(
                ReleaseFile(slug="night-bus", kind=kind, source_sha256="a" * 64, cid=CID, size=1, mime_type="audio/mp4")
                for kind in FileKind
            ),
        ]
        async with database.transaction() as session:
            for row in rows:
                await CatalogRepository(session).save(row)

    return release


@pytest.fixture
def count(app):
    """Let the chain say how many editions there are, and how many there may be."""

    def count(minted, supply):
        app.state.node.numbers |= {"minted": minted, "supply": supply}

    return count


def read_json(store, digest, name):
    file = store.open(store.resolve(Cid.from_digest(bytes.fromhex(digest[2:]), DAG_PB), name))
    return json.loads(file.read_at(0, file.size))


async def test_number__anonymous__answers_401(anonymous):
    assert (await anonymous.post(NUMBERED)).status_code == 401


async def test_number__not_the_owner__answers_403(sign_in, stranger):
    assert (await (await sign_in(stranger)).post(NUMBERED)).status_code == 403


async def test_number__open_supply_that_is_over__describes_each_edition(owner, release, count, store):
    await release(supply=None)
    count(3, 3)

    numbered = (await owner.post(NUMBERED)).json()

    token = read_json(store, numbered["metadata_digest"], "3")
    assert (numbered["minted"], token["name"], token["nftSerialNumber"]) == (3, "Night Bus #3", 3)
    assert token["attributes"][-1]["max_value"] == 3
    assert read_json(store, numbered["metadata_digest"], "contract.json")["name"] == "Night Bus"


async def test_number__open_supply_that_is_over__keeps_the_directory(owner, release, count, store, database):
    await release(supply=None)
    count(3, 3)

    await owner.post(NUMBERED)

    async with database.snapshot() as session:
        names = await PinRepository(session).list_names()
    assert names == {str(cid): ["night-bus/numbered"] for cid in store.pins()}


async def test_number__tiers__describes_each_edition_in_each_folder(owner, release, count, store):
    tiers = [{"name": "Standard", "supply": None}, {"name": "Gold", "supply": 1}]
    await release(supply=None, tiers=tiers)
    count(2, 2)

    digest = (await owner.post(NUMBERED)).json()["metadata_digest"]

    assert read_json(store, digest, "1/2")["attributes"][2] == {"trait_type": "Tier", "value": "Gold"}


async def test_number__twice__is_the_same(owner, release, count):
    await release(supply=None)
    count(3, 3)

    assert (await owner.post(NUMBERED)).json() == (await owner.post(NUMBERED)).json()


@pytest.mark.parametrize(
    ("drop", "supply", "numbers", "sentence"),
    [
        (None, None, (0, 0), "“night-bus” has no drop yet. Publish it first."),
        (DROP, 100, (3, 3), "Each edition of “night-bus” has its own document already. There is nothing to number."),
        (DROP, None, (3, OPEN), "“night-bus” can still be collected. Number its editions once the cut-off is past, or"),
        (DROP, None, (0, 0), "Nobody collected “night-bus”. There is nothing to number."),
        (DROP, None, (100_001, 100_001), "“night-bus” has 100,001 editions, 100,000 can be numbered. Freeze its"),
    ],
    ids=["no drop", "numbered already", "still selling", "nobody", "too many"],
)
async def test_number__what_cannot_be__says_why(owner, release, count, drop, supply, numbers, sentence):
    await release(drop, supply=supply)
    count(*numbers)

    answer = await owner.post(NUMBERED)

    assert answer.status_code == 409
    assert sentence in answer.json()["detail"]


async def test_number__release_prepared_elsewhere__says_so(owner, manifest, database, count, store):
    await owner.put("/api/releases/night-bus", json=manifest | {"supply": None})
    async with database.transaction() as session:
        (await CatalogRepository(session).get_release("night-bus")).drop_address = DROP
    count(3, 3)

    answer = await owner.post(NUMBERED)

    assert answer.json()["detail"] == "This server did not prepare “night-bus”. Ask the one that did."
