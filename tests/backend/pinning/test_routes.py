"""The storage over HTTP: anonymous first, then strangers, then the owner."""

import io

import pytest

from backend.core.place_settings import EMBEDDED, PlaceSettings
from backend.ipfs.store import Store
from backend.pinning.copies import CopyRepository
from backend.pinning.intake import Intake
from backend.pinning.repository import PinRepository
from backend.pinning.routes import router
from backend.pinning.standing import Standing
from backend.places.place import CopyStatus
from tests.backend.catalog.conftest import anonymous, app, manifest, owner, sign_in, uploads  # noqa: F401 - fixtures

ROUTES = [
    ("GET", "/api/storage"),
    ("POST", "/api/storage/audits"),
    ("GET", "/api/storage/audits/20260601T120000Z"),
    ("POST", "/api/storage/moves"),
    ("GET", "/api/storage/moves"),
    ("PUT", "/api/storage/objects/bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"),
    ("DELETE", "/api/storage/objects/bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"),
    ("GET", "/api/releases/night-bus/copies"),
]
TOO_FEW = (
    "“attic” cannot be left: PINNING_COPIES asks for 2 places, it would leave 1. "
    "Add a place first, or ask for fewer copies."
)
ABSENT = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"


def at(name):
    return PlaceSettings(name=name, kind="kubo", url="http://127.0.0.1:5001")


@pytest.fixture
def store(app, tmp_path):  # noqa: F811 - the fixture
    app.include_router(router)
    app.state.store = Store(tmp_path / "ipfs")
    app.state.intake = Intake(app.state.store, tmp_path / "spool")
    return app.state.store


@pytest.fixture(autouse=True)
def configure(app, store, settings):  # noqa: F811 - the fixture
    def configure(names=("attic", "cellar"), required=1):
        places = [at(name) for name in names]
        app.state.settings = settings.model_copy(update={"pinning_places": places, "pinning_copies": required})

    configure()
    return configure


@pytest.fixture
def pin(store, database, clock):
    async def pin(name, content=b"night"):
        node = store.add_file(io.BytesIO(content))
        async with database.transaction() as session:
            await PinRepository(session).name_pin(str(node.cid), name, node.total_size, clock())
        return str(node.cid)

    return pin


@pytest.fixture
def put_copy(database, clock):
    async def put_copy(cid, place, status=CopyStatus.PINNED, problem=None):
        async with database.transaction() as session:
            copies = CopyRepository(session)
            await copies.request(cid, place, clock())
            seen = await copies.find_copy(cid, place)
            await copies.change(seen, Standing(status, since=clock(), problem=problem, proven_at=clock()))

    return put_copy


@pytest.fixture
def archive(tmp_path):
    """Write an archive with another store; returns the CID and the bytes."""

    def archive(content):
        other = Store(tmp_path / "elsewhere")
        root = other.add_file(io.BytesIO(content)).cid
        return str(root), b"".join(other.open_archive(root).chunks())

    return archive


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_routes__anonymous__answer_401(anonymous, method, path):  # noqa: F811 - the fixture
    assert (await anonymous.request(method, path)).status_code == 401


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_routes__stranger__answer_403(sign_in, stranger, method, path):  # noqa: F811 - the fixture
    assert (await (await sign_in(stranger)).request(method, path)).status_code == 403


async def test_read_storage__nothing_kept__is_empty(owner):  # noqa: F811 - the fixture
    answer = (await owner.get("/api/storage")).json()

    assert (answer["required_copies"], answer["objects"], answer["audit"]) == (1, [], None)
    assert answer["places"][0] == {"name": "attic", "kind": "kubo", "problem": None, "moving_to": None}


async def test_read_storage__one_copy__is_safe_and_shows_its_age(owner, pin, put_copy):  # noqa: F811 - the fixture
    cid = await pin("night-bus/mix")
    await put_copy(cid, "attic")

    (kept,) = (await owner.get("/api/storage")).json()["objects"]

    noon = "2026-06-01T12:00:00Z"
    assert (kept["cid"], kept["name"], kept["size"], kept["is_safe"]) == (cid, "night-bus/mix", 5, True)
    assert kept["copies"] == [
        {"place": EMBEDDED, "status": "pinned", "since": noon, "proven_at": None, "problem": None},
        {"place": "attic", "status": "pinned", "since": noon, "proven_at": noon, "problem": None},
    ]


@pytest.mark.parametrize(
    ("status", "problem"), [(CopyStatus.FAILED, "No."), (CopyStatus.PINNED, "Silent."), (CopyStatus.LOST, "Gone.")]
)
async def test_read_storage__copy_in_trouble__is_not_safe_and_says_why(owner, pin, put_copy, status, problem):  # noqa: F811
    await put_copy(await pin("night-bus/mix"), "attic", status, problem)

    answer = (await owner.get("/api/storage")).json()

    assert answer["objects"][0]["is_safe"] is False
    assert answer["places"][0]["problem"] == problem


async def test_read_storage__copies_at_a_former_place__show_it(owner, pin, put_copy):  # noqa: F811 - the fixture
    await put_copy(await pin("night-bus/mix"), "storacha")

    answer = (await owner.get("/api/storage")).json()

    assert answer["places"][-1]["name"] == "storacha"
    assert answer["places"][-1]["kind"] == "unknown"
    assert answer["objects"][0]["is_safe"] is False


async def test_read_copies__of_a_release__are_those_of_its_objects(owner, pin, manifest):  # noqa: F811 - the fixture
    await owner.put("/api/releases/night-bus", json=manifest)
    await pin("night-bus/mix")
    await pin("night-bus-two/mix", b"another")

    answer = (await owner.get("/api/releases/night-bus/copies")).json()

    assert [kept["name"] for kept in answer] == ["night-bus/mix"]


async def test_read_copies__unknown_release__answers_404(owner):  # noqa: F811 - the fixture
    assert (await owner.get("/api/releases/night-bus/copies")).status_code == 404


async def test_start_audit__twice__is_the_same_and_can_be_read(owner):  # noqa: F811 - the fixture
    first, second = await owner.post("/api/storage/audits"), await owner.post("/api/storage/audits")

    assert (first.status_code, first.json()) == (202, second.json())
    audit = (await owner.get(f"/api/storage/audits/{first.json()['id']}")).json()
    assert (audit["started_at"], audit["finished_at"], audit["problems"]) == ("2026-06-01T12:00:00Z", None, [])
    assert (await owner.get("/api/storage")).json()["audit"] == audit


async def test_read_audit__unknown__says_so(owner):  # noqa: F811 - the fixture
    answer = await owner.get("/api/storage/audits/yesterday")

    assert (answer.status_code, answer.json()["detail"]) == (404, "There was no audit yesterday. Start one.")


async def test_keep_object__archive__is_kept_under_its_name(owner, archive, store):  # noqa: F811 - the fixture
    cid, content = archive(b"night")

    answer = await owner.put(f"/api/storage/objects/{cid}", params={"name": "night-bus/mix"}, content=content)

    assert answer.json() == {"cid": cid, "size": len(content)}
    (kept,) = (await owner.get("/api/storage")).json()["objects"]
    assert (kept["cid"], kept["name"]) == (cid, "night-bus/mix")
    assert [str(root) for root in store.pins()] == [cid]


async def test_keep_object__again_without_a_name__changes_nothing(owner, archive):  # noqa: F811 - the fixture
    cid, content = archive(b"night")
    for params in ({"name": "night-bus/mix"}, {}):
        await owner.put(f"/api/storage/objects/{cid}", params=params, content=content)

    assert [kept["name"] for kept in (await owner.get("/api/storage")).json()["objects"]] == ["night-bus/mix"]


@pytest.mark.parametrize("break_archive", [lambda car: car[:-1], lambda car: car[:-1] + b"\0", lambda _: b""])
async def test_keep_object__broken_archive__keeps_nothing(owner, archive, store, break_archive):  # noqa: F811
    cid, content = archive(b"night")

    answer = await owner.put(f"/api/storage/objects/{cid}", content=break_archive(content))

    assert answer.status_code == 422
    assert store.pins() == []


async def test_keep_object__larger_than_the_disk__says_so_before_it_is_sent(owner, archive):  # noqa: F811 - the fixture
    cid, content = archive(b"night")

    answer = await owner.put(f"/api/storage/objects/{cid}", content=content, headers={"Content-Length": str(10**18)})

    assert answer.status_code == 503
    assert "The disk of the content store is full" in answer.json()["detail"]


async def test_keep_object__name_of_another__says_so(owner, pin, archive):  # noqa: F811 - the fixture
    await pin("night-bus/mix")
    cid, content = archive(b"another")

    answer = await owner.put(f"/api/storage/objects/{cid}", params={"name": "night-bus/mix"}, content=content)

    assert answer.status_code == 409
    assert answer.json()["detail"] == "“night-bus/mix” is another object already. Use another name."


async def test_keep_object__no_cid__answers_400(owner):  # noqa: F811 - the fixture
    assert (await owner.put("/api/storage/objects/mix", content=b"")).status_code == 400


async def test_remove_object__with_a_name__is_needed(owner, pin):  # noqa: F811 - the fixture
    cid = await pin("night-bus/mix")

    answer = await owner.delete(f"/api/storage/objects/{cid}")

    sentence = f"{cid} is night-bus/mix: a release needs it. Only what has no name can be unpinned."
    assert (answer.status_code, answer.json()["detail"]) == (409, sentence)


async def test_remove_object__without_a_name__is_gone_here(owner, pin, store):  # noqa: F811 - the fixture
    old, new = await pin("night-bus/cover", b"old"), await pin("night-bus/cover", b"new")

    assert (await owner.delete(f"/api/storage/objects/{old}")).status_code == 204

    assert [kept["cid"] for kept in (await owner.get("/api/storage")).json()["objects"]] == [new]
    assert [str(root) for root in store.pins()] == [new]


async def test_remove_object__unknown__says_so(owner):  # noqa: F811 - the fixture
    answer = await owner.delete(f"/api/storage/objects/{ABSENT}")

    sentence = f"This label does not keep {ABSENT}. Look at the list of its objects."
    assert (answer.status_code, answer.json()["detail"]) == (404, sentence)


async def test_start_move__to_another_place__is_counted(owner, pin, put_copy):  # noqa: F811 - the fixture
    await put_copy(await pin("night-bus/mix"), "attic")
    wanted = {"source": "attic", "destination": "cellar"}

    answer = await owner.post("/api/storage/moves", json=wanted)

    state = wanted | {"objects": 1, "moved": 0, "finished_at": None}
    assert (answer.status_code, answer.json()) == (202, state)
    assert (await owner.get("/api/storage/moves")).json() == [state]
    assert (await owner.get("/api/storage")).json()["places"][0]["moving_to"] == "cellar"


@pytest.mark.parametrize(
    ("source", "destination", "status", "sentence"),
    [
        ("attic", "attic", 422, "“attic” cannot be moved to itself. Name another place."),
        ("attic", "barn", 422, "“barn” is no place of this label; PINNING_PLACES has: attic, cellar."),
        ("barn", "attic", 422, "“barn” is no place of this label; PINNING_PLACES has: attic, cellar."),
        (EMBEDDED, "attic", 422, "“embedded” is no place of this label; PINNING_PLACES has: attic, cellar."),
        (
            "attic",
            "cellar",
            409,
            TOO_FEW,
        ),
    ],
    ids=["itself", "unknown destination", "unknown source", "embedded", "too few"],
)
async def test_start_move__what_cannot_be__says_why(owner, pin, configure, source, destination, status, sentence):  # noqa: F811
    configure(required=2)
    await pin("night-bus/mix")

    answer = await owner.post("/api/storage/moves", json={"source": source, "destination": destination})

    assert (answer.status_code, answer.json()["detail"]) == (status, sentence)


async def test_start_move__to_a_place_that_is_left__says_so(owner, pin, put_copy, configure):  # noqa: F811
    configure(names=("attic", "cellar", "barn"))
    await put_copy(await pin("night-bus/mix"), "cellar")
    await owner.post("/api/storage/moves", json={"source": "cellar", "destination": "barn"})

    answer = await owner.post("/api/storage/moves", json={"source": "attic", "destination": "cellar"})

    assert answer.status_code == 409
    assert answer.json()["detail"] == "“cellar” is being moved to “barn”. Wait for that, or move to another place."
