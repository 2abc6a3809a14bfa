"""Describing a release and handing in its files, over HTTP."""

import hashlib

import pytest

from backend.catalog.models import Preparation, PreparationStatus, Stage
from backend.catalog.repository import CatalogRepository

RELEASE = "/api/releases/night-bus"
SOUND = b"sound" * 100_000
ACCOUNT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
ANONYMOUS_CALLS = [
    ("PUT", ""),
    ("GET", ""),
    ("PUT", "/audio"),
    ("PUT", "/cover"),
    ("POST", "/preparation"),
    ("GET", "/preparation"),
]


async def hand_in(client):
    await client.put(RELEASE + "/audio", content=SOUND)
    return await client.put(RELEASE + "/cover", content=b"cover")


async def publish(database):
    async with database.transaction() as session:
        release = await CatalogRepository(session).get_release("night-bus")
        release.drop_address, release.drop_block = "0x" + "d7" * 20, 7


@pytest.mark.parametrize(("method", "path"), ANONYMOUS_CALLS, ids=" ".join)
async def test_any_call__anonymous__answers_401(anonymous, manifest, method, path):
    answer = await anonymous.request(method, RELEASE + path, json=manifest)

    assert answer.status_code == 401


@pytest.mark.parametrize(("method", "path"), ANONYMOUS_CALLS, ids=" ".join)
async def test_any_call__not_the_owner__answers_403(sign_in, stranger, manifest, method, path):
    client = await sign_in(stranger)

    answer = await client.request(method, RELEASE + path, json=manifest)

    assert answer.status_code == 403
    assert "does not own this label" in answer.json()["detail"]


async def test_describe_release__written_before_a_field_existed__is_unchanged(sign_in, artist, database, manifest):
    client = await sign_in(artist)
    await client.put(RELEASE, json=manifest)
    await publish(database)
    async with database.transaction() as session:
        release = await CatalogRepository(session).get_release("night-bus")
        release.manifest = {name: value for name, value in release.manifest.items() if name != "details"}

    assert (await client.put(RELEASE, json=manifest)).status_code == 200


@pytest.mark.parametrize(
    ("details", "field"),
    [
        pytest.param({"released": "2026-02-31"}, "details.released", id="a day that never was"),
        pytest.param({"isrc": "42"}, "details.isrc", id="no ISRC"),
        pytest.param({"project": {"title": "Line 9", "type": "LP"}}, "details.project.type", id="no kind of project"),
    ],
)
async def test_describe_release__wrong_detail__names_it(sign_in, artist, manifest, details, field):
    client = await sign_in(artist)

    answer = await client.put(RELEASE, json=manifest | {"details": details})

    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_describe_release__by_crew_that_creates__is_taken(app, sign_in, stranger, manifest):
    app.state.node.rights[stranger.address] = 1
    client = await sign_in(stranger)

    assert (await client.put(RELEASE, json=manifest)).status_code == 200


async def test_describe_release__by_crew_that_does_other_things__answers_403(app, sign_in, stranger, manifest):
    app.state.node.rights[stranger.address] = 2 + 4
    client = await sign_in(stranger)

    assert (await client.put(RELEASE, json=manifest)).status_code == 403


async def test_describe_release__published_with_one_more_phase__keeps_its_name(owner, manifest, database):
    manifest["phases"] = [{"name": "Friends"}]
    await owner.put(RELEASE, json=manifest)
    await publish(database)

    answer = await owner.put(RELEASE, json=manifest | {"phases": [{"name": "Friends"}, {"name": "Late"}]})

    assert (answer.status_code, answer.json()["status"]) == (200, "live")


async def test_describe_release__published_with_another_phase__is_refused(owner, manifest, database):
    manifest["phases"] = [{"name": "Friends"}]
    await owner.put(RELEASE, json=manifest)
    await publish(database)

    assert (await owner.put(RELEASE, json=manifest | {"phases": [{"name": "Late"}]})).status_code == 409


async def test_describe_release__new__is_a_draft(owner, manifest):
    state = (await owner.put(RELEASE, json=manifest)).json()

    assert (state["status"], state["audio"], state["cover"]) == ("draft", None, None)
    assert state["url"] == "http://label.test/drops/night-bus"


async def test_upload_audio__whole_file__is_kept_and_hashed(owner, manifest, uploads):
    await owner.put(RELEASE, json=manifest)

    state = (await owner.put(RELEASE + "/audio", content=SOUND)).json()

    digest = hashlib.sha256(SOUND).hexdigest()
    assert state["audio"] == {"size": len(SOUND), "sha256": digest}
    assert uploads.path_of("night-bus", digest).read_bytes() == SOUND


async def test_upload_audio__unknown_release__answers_404_and_keeps_nothing(owner, tmp_path):
    assert (await owner.put(RELEASE + "/audio", content=SOUND)).status_code == 404
    assert list((tmp_path / "uploads").iterdir()) == []


async def test_upload_audio__published_release__is_refused_and_keeps_nothing(owner, manifest, database, tmp_path):
    await owner.put(RELEASE, json=manifest)
    await publish(database)

    assert (await owner.put(RELEASE + "/audio", content=SOUND)).status_code == 409
    assert list((tmp_path / "uploads").iterdir()) == []


async def test_upload_audio__empty__answers_422_and_keeps_nothing(owner, manifest, tmp_path):
    await owner.put(RELEASE, json=manifest)

    answer = await owner.put(RELEASE + "/audio", content=b"")

    assert (answer.status_code, answer.json()["field"]) == (422, "audio")
    assert list((tmp_path / "uploads").iterdir()) == []


async def test_upload_cover__announced_over_25_mb__answers_413(owner, manifest):
    await owner.put(RELEASE, json=manifest)

    answer = await owner.put(RELEASE + "/cover", content=bytes(25 * 1024**2 + 1))

    assert answer.status_code == 413
    assert "larger than 25 MB" in answer.json()["detail"]


async def test_prepare_release__without_audio__names_what_is_missing(owner, manifest):
    await owner.put(RELEASE, json=manifest)

    answer = await owner.post(RELEASE + "/preparation")

    assert (answer.status_code, answer.json()["field"]) == (409, "audio")


async def test_prepare_release__twice__queues_one(owner, manifest, database):
    await owner.put(RELEASE, json=manifest)
    await hand_in(owner)

    first, second = [(await owner.post(RELEASE + "/preparation")).json() for _ in range(2)]

    assert first == second
    async with database.snapshot() as session:
        assert (await CatalogRepository(session).find_preparation("night-bus")).workflow_id == "prepare:night-bus:1"


async def test_prepare_release__after_a_failure__is_a_new_attempt(owner, manifest, database):
    await owner.put(RELEASE, json=manifest)
    await hand_in(owner)
    await owner.post(RELEASE + "/preparation")
    async with database.transaction() as session:
        (await session.get_one(Preparation, "night-bus")).status = PreparationStatus.FAILED

    state = (await owner.post(RELEASE + "/preparation")).json()

    assert (state["status"], state["stage"]) == (PreparationStatus.QUEUED, Stage.WAITING)
    async with database.snapshot() as session:
        assert (await CatalogRepository(session).find_preparation("night-bus")).workflow_id == "prepare:night-bus:2"


async def test_describe_release__while_it_is_prepared__answers_409(owner, manifest):
    await owner.put(RELEASE, json=manifest)
    await hand_in(owner)
    await owner.post(RELEASE + "/preparation")

    answer = await owner.put(RELEASE, json=manifest | {"supply": 50})

    assert answer.status_code == 409
    assert "being prepared" in answer.json()["detail"]


async def test_describe_release__published__cannot_change(owner, manifest, database):
    await owner.put(RELEASE, json=manifest)
    await publish(database)

    answer = await owner.put(RELEASE, json=manifest | {"supply": 50})

    assert answer.status_code == 409
    assert (await owner.put(RELEASE, json=manifest)).json()["status"] == "live"


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"supply": 0}, "supply", "greater than or equal to 1"),
        ({"supply": 10_001}, "supply", "less than or equal to 10000"),
        ({"royalty_bps": 1_001}, "royalty_bps", "less than or equal to 1000"),
        ({"tiers": [{"name": "Gold", "supply": 1}]}, "tiers", "has one entry"),
        ({"tiers": [{"name": "Gold", "supply": 0}] * 2}, "tiers.0.supply", "greater than or equal to 1"),
        ({"phases": [{"name": ""}]}, "phases.0.name", "at least 1 character"),
        ({"phases": [{"name": "Friends"}] * 9}, "phases", "at most 8 items"),
        ({"payees": [{"account": "0x12", "share": 1_000_000}]}, "payees.0.account", "not an address"),
        ({"payees": [{"account": ACCOUNT, "share": 999_999}]}, "payees", "must sum to 1000000"),
        ({"title": "é" * 33}, "title", "66 bytes"),
        ({"surprise": 1}, "surprise", "not permitted"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_describe_release__broken_rule__names_the_field(owner, manifest, change, field, words):
    answer = await owner.put(RELEASE, json=manifest | change)

    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert words in answer.json()["detail"]


async def test_describe_release__open_supply_with_tiers_and_phases__is_taken(owner, manifest):
    tiers = [{"name": "Standard", "supply": None}, {"name": "Gold", "supply": 10}]

    answer = await owner.put(RELEASE, json=manifest | {"supply": None, "tiers": tiers, "phases": [{"name": "Friends"}]})

    assert answer.status_code == 200


@pytest.mark.parametrize("slug", ["Night", "-night", "night_bus", "a" * 65], ids=str)
async def test_describe_release__bad_slug__answers_422(owner, manifest, slug):
    assert (await owner.put(f"/api/releases/{slug}", json=manifest)).status_code == 422
