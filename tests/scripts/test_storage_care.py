import pytest

from scripts._refusal import Refusal
from scripts._screen import Declined
from scripts._storage_backend import StorageBackend
from scripts._storage_care import StorageCare
from tests.scripts.conftest import HastyClock
from tests.scripts.fake_storage import FakeStorage
from tests.scripts.storages import CID, create_audit, create_copy, create_object, create_place, create_storage

PLACES = (create_place("pinata"), create_place("home", "kubo"))


@pytest.fixture
def storage():
    fake = FakeStorage()
    fake.storage = create_storage(create_object("night-bus/mix", create_copy("pinata")), places=PLACES)
    return fake


@pytest.fixture
def care(storage, screen):
    return StorageCare(StorageBackend("http://label.test", storage.transport()), screen, HastyClock())


def test_audit__everything_there__waits_and_says_so(care, storage, screen):
    storage.audits = [create_audit(None, proofs=2), create_audit(None, proofs=9), create_audit(proofs=9)]

    assert care.audit()

    assert screen.said == [
        "The audit",
        "2 proofs",
        "9 proofs",
        "9 proofs",
        "9 proofs, 0 copies lost, 0 healed.",
        "Nothing is lost.",
    ]


def test_audit__copy_stays_lost__names_it(care, storage, screen):
    storage.storage["objects"] = [create_object("night-bus/mix", create_copy("pinata", "lost"), is_safe=False)]
    storage.audits = [create_audit(problems=["pinata lost night-bus/mix."], proofs=3, lost=1)]

    assert not care.audit()

    assert screen.said[-2:] == [
        "3 proofs, 1 copy lost, 0 healed.\n  pinata lost night-bus/mix.",
        "Still lost: night-bus/mix at pinata.",
    ]


def test_audit__place_is_down__promises_nothing(care, storage, screen):
    storage.audits = [create_audit(problems=["home does not answer."], proofs=3)]

    assert care.audit()

    assert screen.said[-1] == "Nothing is known to be lost, but not everything could be checked."


def test_audit__does_not_move__says_where_to_look(care, storage):
    storage.audits = [create_audit(None)] * 2000

    with pytest.raises(
        Refusal, match=r"^The audit has not moved for a quarter of an hour: look at `ape run storage st"
    ):
        care.audit()


def test_move__default_case__shows_what_moves_asks_waits_and_says_what_to_remove(care, storage, screen):
    storage.moves = [
        {"source": "pinata", "objects": 1, "moved": moved, "finished_at": end} for moved, end in ((0, None), (1, "now"))
    ]

    care.move("pinata", "home")

    assert screen.said[0] == "1 object, 52.1 MB, will be brought from pinata to home."
    assert screen.asked == ["Move them?"]
    assert screen.said[-1] == (
        "Everything of pinata is at home now. Remove “pinata” from PINNING_PLACES and start the backend again."
    )


def test_move__declined__moves_nothing(care, storage, screen):
    screen.answer = Declined()

    with pytest.raises(Declined):
        care.move("pinata", "home")
    assert storage.count("POST", "/api/storage/moves") == 0


@pytest.mark.parametrize(
    ("source", "destination", "sentence"),
    [
        ("attic", "home", r"^--from attic is no place of this server\. Its places are pinata, home\.$"),
        ("pinata", "embedded", r"^--to embedded is no place of this server\."),
        ("home", "home", r"^--from and --to are both home: name two places\.$"),
    ],
)
def test_move__places_that_cannot_be__are_named(care, source, destination, sentence):
    with pytest.raises(Refusal, match=sentence):
        care.move(source, destination)


def test_unpin__object_nobody_needs__is_removed_once_it_was_shown(care, storage, screen):
    storage.storage["objects"] = [create_object(None, create_copy("pinata"))]

    care.unpin(CID)

    assert screen.said == [
        f"{CID}, 52.1 MB, will be removed at embedded, pinata, for good.",
        f"{CID} is removed here, and elsewhere as soon as each place answers.",
    ]
    assert storage.asked[-1] == ("DELETE", f"/api/storage/objects/{CID}")


def test_unpin__unknown__says_where_to_look(care):
    with pytest.raises(Refusal, match=r"^This server keeps no object bafyno: `ape run storage status` lists those"):
        care.unpin("bafyno")
