"""What the label keeps, and under which names, on both databases."""

import pytest

from backend.pinning.copies import CopyRepository
from backend.pinning.models import Move, Pin
from backend.pinning.moves import MoveRepository
from backend.pinning.repository import PinRepository
from backend.pinning.standing import prove
from backend.places.place import CopyStatus
from tests.backend.chain.databases import each_database  # noqa: F401 - a fixture

COVER, LATER_COVER = "bafkcover", "bafklater"


@pytest.fixture
def name_pin(each_database, clock):  # noqa: F811 - the fixture
    async def name_pin(cid, name):
        async with each_database.transaction() as session:
            await PinRepository(session).name_pin(cid, name, 5, clock())

    return name_pin


@pytest.fixture
def list_names(each_database):  # noqa: F811 - the fixture
    async def list_names():
        async with each_database.snapshot() as session:
            pins = PinRepository(session)
            names = await pins.list_names()
            return {pin.cid: names.get(pin.cid, []) for pin in await pins.list_pins()}

    return list_names


async def test_name_pin__new__is_kept_here(name_pin, list_names, each_database):  # noqa: F811 - the fixture
    await name_pin(COVER, "night-bus/cover")

    async with each_database.snapshot() as session:
        (copy,) = await CopyRepository(session).list_copies()
    assert await list_names() == {COVER: ["night-bus/cover"]}
    assert (copy.place, copy.standing.status, copy.standing.due_at) == ("embedded", CopyStatus.PINNED, None)


async def test_name_pin__again__changes_nothing(name_pin, list_names):
    await name_pin(COVER, "night-bus/cover")
    await name_pin(COVER, "night-bus/cover")

    assert await list_names() == {COVER: ["night-bus/cover"]}


async def test_name_pin__another_object__takes_the_name_of_the_older(name_pin, list_names):
    await name_pin(COVER, "night-bus/cover")
    await name_pin(LATER_COVER, "night-bus/cover")

    assert await list_names() == {COVER: [], LATER_COVER: ["night-bus/cover"]}


async def test_name_pin__cover_of_two_releases__is_needed_by_the_one_that_keeps_it(name_pin, list_names):
    await name_pin(COVER, "last-tram/cover")
    await name_pin(COVER, "night-bus/cover")
    await name_pin(LATER_COVER, "night-bus/cover")

    assert await list_names() == {COVER: ["last-tram/cover"], LATER_COVER: ["night-bus/cover"]}


async def test_remove_pin__at_a_place__is_gone_once_it_left(name_pin, list_names, each_database, clock):  # noqa: F811 - the fixture
    await name_pin(COVER, "night-bus/cover")
    await name_pin(LATER_COVER, "night-bus/cover")
    async with each_database.transaction() as session:
        await CopyRepository(session).request(COVER, "bucket", clock())
        await PinRepository(session).remove_pin(COVER, ["bucket"], clock())
    assert await list_names() == {LATER_COVER: ["night-bus/cover"]}

    async with each_database.transaction() as session:
        (left,) = await CopyRepository(session).list_copies([COVER])
        await CopyRepository(session).forget(left)

    async with each_database.snapshot() as session:
        assert await session.get(Pin, COVER) is None


async def test_name_pin__removed_before__is_kept_again(name_pin, list_names, each_database, clock):  # noqa: F811 - the fixture
    await name_pin(COVER, "night-bus/cover")
    await name_pin(LATER_COVER, "night-bus/cover")
    async with each_database.transaction() as session:
        await PinRepository(session).remove_pin(COVER, [], clock())

    await name_pin(COVER, "night-bus/cover")

    assert await list_names() == {COVER: ["night-bus/cover"], LATER_COVER: []}


async def test_list_missing__named_pins__until_they_are_asked_for(name_pin, each_database, clock):  # noqa: F811 - the fixture
    await name_pin(COVER, "night-bus/cover")
    await name_pin(LATER_COVER, "night-bus/cover")

    async with each_database.transaction() as session:
        copies = CopyRepository(session)
        assert await copies.list_missing("attic") == [LATER_COVER]
        await copies.request(LATER_COVER, "attic", clock())
        assert await copies.list_missing("attic") == []


async def test_list_missing__moved_here__has_what_nobody_names_too(name_pin, each_database, clock):  # noqa: F811
    await name_pin(COVER, "night-bus/cover")
    await name_pin(LATER_COVER, "night-bus/cover")

    async with each_database.transaction() as session:
        copies = CopyRepository(session)
        await copies.request(COVER, "attic", clock())
        await MoveRepository(session).save(Move(source="attic", destination="cellar", objects=1, asked_at=clock()))
        assert set(await copies.list_missing("cellar")) == {COVER, LATER_COVER}


async def test_change__as_it_was_seen__happens_once(name_pin, each_database, clock):  # noqa: F811 - the fixture
    await name_pin(COVER, "night-bus/cover")
    async with each_database.transaction() as session:
        copies = CopyRepository(session)
        await copies.request(COVER, "attic", clock())
        (seen,) = await copies.list_due("attic", clock(), 2)

        assert await copies.change(seen, prove(seen.standing, clock()))
        assert not await copies.change(seen, prove(seen.standing, clock()))
        assert await copies.list_due("attic", clock(), 2) == []


async def test_list_ready__other_copy_proven__names_the_one_that_may_leave(name_pin, each_database, clock):  # noqa: F811
    await name_pin(COVER, "night-bus/cover")
    move = Move(source="attic", destination="cellar", objects=1, asked_at=clock())
    async with each_database.transaction() as session:
        copies, moves = CopyRepository(session), MoveRepository(session)
        for place in ("attic", "cellar"):
            await copies.request(COVER, place, clock())
        for place, is_ready in (("attic", False), ("cellar", True)):
            seen = await copies.find_copy(COVER, place)
            await copies.change(seen, prove(seen.standing, clock()))
            assert bool(await moves.list_ready(move)) is is_ready


async def test_adopt__what_no_pin_speaks_of__is_kept_without_a_name(name_pin, list_names, each_database, clock):  # noqa: F811
    await name_pin(COVER, "night-bus/cover")

    async with each_database.transaction() as session:
        await PinRepository(session).adopt({COVER: 5, LATER_COVER: 7}, clock())

    assert await list_names() == {COVER: ["night-bus/cover"], LATER_COVER: []}


async def test_find_by_prefix__slug_of_another__is_not_found(name_pin, each_database):  # noqa: F811 - the fixture
    await name_pin(COVER, "night-bus/cover")
    await name_pin(LATER_COVER, "night_bus/cover")

    async with each_database.snapshot() as session:
        assert await PinRepository(session).find_by_prefix("night_bus/") == {"night_bus/cover": LATER_COVER}
