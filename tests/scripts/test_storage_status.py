import pytest

from scripts._storage_status import is_safe, write_status
from scripts._words import say_age, say_count, say_size
from tests.scripts.storages import (
    CID,
    FIVE_MINUTES_AGO,
    NOW,
    create_audit,
    create_copy,
    create_object,
    create_place,
    create_storage,
)

PLACES = (create_place("pinata"), create_place("home", "kubo"))


def test_write_status__everything_at_its_place__is_a_table_and_a_judgement():
    copies = (create_copy("pinata"), create_copy("home"))
    storage = create_storage(
        create_object("night-bus/mix", *copies),
        create_object("night-bus/cover", *copies, size=310_000),
        places=PLACES,
        required_copies=2,
        audit=create_audit(proofs=18),
    )

    assert write_status(storage, NOW).splitlines() == [
        "embedded: this server's own store",
        "pinata: service",
        "home: kubo",
        "",
        "              size  embedded                pinata                  home",
        "night-bus",
        "  cover     310 KB  pinned, proven 3 h ago  pinned, proven 3 h ago  pinned, proven 3 h ago",
        "  mix      52.1 MB  pinned, proven 3 h ago  pinned, proven 3 h ago  pinned, proven 3 h ago",
        "",
        "Last audit 3 h ago: 18 proofs, 0 copies lost, 0 healed.",
        "",
        "SAFE: 2 objects, each here and at 2 other places.",
    ]


def test_write_status__copies_on_their_way_and_lost__says_since_when_and_why():
    lost = create_copy("pinata", "lost", FIVE_MINUTES_AGO, None, "pinata does not know it. It is sent again.")
    storage = create_storage(
        create_object("night-bus/mix", lost, create_copy("home", "queued", FIVE_MINUTES_AGO, None), is_safe=False),
        create_object("night-bus/cover", create_copy("home", proven_at=None)),
        places=PLACES,
    )

    lines = write_status(storage, NOW).splitlines()

    assert "lost for 5 min  queued for 5 min" in next(line for line in lines if line.startswith("  mix"))
    assert "no copy         pinned, not proven yet" in next(line for line in lines if line.startswith("  cover"))
    assert "night-bus/mix at pinata: pinata does not know it. It is sent again." in lines
    assert lines[-1] == "NOT SAFE: 1 of 2 objects lacking copies. Each should be here and at 1 other place."


def test_write_status__place_is_down__says_so_once():
    silent = create_copy("home", problem="home does not answer.")
    objects = [create_object(f"night-bus/{part}", silent, is_safe=False) for part in ("cover", "mix", "preview")]

    lines = write_status(create_storage(*objects, places=PLACES), NOW).splitlines()

    assert [line for line in lines if "does not answer" in line] == [
        "night-bus/cover and 2 more at home: home does not answer."
    ]


@pytest.mark.parametrize(
    ("storage", "line"),
    [
        (create_storage(), "Nothing is kept yet."),
        (create_storage(), "There was no audit yet: `ape run storage audit` starts one."),
        (
            create_storage(create_object("night-bus/mix"), required_copies=0),
            "SAFE here, but no copy elsewhere is asked for: set PINNING_PLACES and PINNING_COPIES.",
        ),
        (
            create_storage(places=[create_place("pinata", problem="It does not answer.", moving_to="home")]),
            "pinata: service, everything moves to home - It does not answer.",
        ),
        (
            create_storage(audit=create_audit(finished_at=None, proofs=1)),
            "An audit runs for 3 h: 1 proof so far.",
        ),
        (
            create_storage(audit=create_audit(problems=["home does not answer."], proofs=1, lost=1, healed=1)),
            "Last audit 3 h ago: 1 proof, 1 copy lost, 1 healed.",
        ),
        (create_storage(audit=create_audit(problems=["home does not answer."])), "  home does not answer."),
        (create_storage(create_object(None, size=7)), "No release needs these; `ape run storage unpin` removes one:"),
        (create_storage(create_object(None, size=7)), f"  {CID}  7 B"),
    ],
)
def test_write_status__everything_else__has_its_line(storage, line):
    assert line in write_status(storage, NOW).splitlines()


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (create_object("night-bus/mix"), True),
        (create_object("night-bus/mix", is_safe=False), False),
        (create_object(None, is_safe=False), True),
    ],
    ids=["safe", "not safe", "needed by nobody"],
)
def test_is_safe__what_is_needed__decides(entry, expected):
    assert is_safe(create_storage(entry)) is expected


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 KB"), (999_900, "1.0 MB"), (310_400, "310 KB"), (2 * 10**9, "2.0 GB")],
)
def test_say_size__bytes__have_three_digits_at_most(size, words):
    assert say_size(size) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2027-01-15T08:00:05Z", "a moment"),
        ("2027-01-15T07:59:01Z", "a moment"),
        ("2027-01-15T07:58:59Z", "1 min"),
        ("2027-01-13T09:00:00Z", "47 h"),
        ("2027-01-12T08:00:00+00:00", "3 days"),
    ],
)
def test_say_age__moment__is_rounded_down(moment, words):
    assert say_age(moment, NOW) == words


def test_say_count__one_and_many__agree():
    assert [say_count(1, "copy"), say_count(2, "copy"), say_count(1_000, "object")] == [
        "1 copy",
        "2 copies",
        "1,000 objects",
    ]
