"""A move leaves a place copy by copy, and never leaves an object with too few."""

import pytest

from backend.pinning.describing import Policy
from backend.pinning.moving import MoveService
from backend.pinning.repository import PinRepository
from backend.places.errors import PlaceUnavailable

SILENT = PlaceUnavailable("attic", "it does not answer")


@pytest.fixture
def create_move(database, clock):
    """Ask for a move; returns a function that tells how far it is."""

    async def create_move(label, source, destination, required=0):
        clock.advance(seconds=1)
        policy = Policy(dict.fromkeys(label.places, "fake"), required)
        async with database.transaction() as session:
            await MoveService(session, policy, clock).request(source, destination)

        async def read():
            async with database.snapshot() as session:
                return (await MoveService(session, policy, clock).list_all())[-1]

        return read

    return create_move


@pytest.fixture
async def mix(label):
    root = await label.pin("night-bus/mix")
    await label.look()
    return root


async def test_move__other_copy_proven__leaves_the_source(label, attic, mix, create_move):
    read = await create_move(label, "attic", "cellar")

    await label.look(2)

    assert attic.unpinned == [str(mix)]
    assert await label.read(mix, "attic") is None
    state = await read()
    assert (state.objects, state.moved, state.finished_at) == (1, 1, label.clock())


async def test_move__other_copy_not_there__stays(label, attic, create_move):
    label.places["cellar"].problem = SILENT
    root = await label.pin("night-bus/mix")
    await label.look()
    read = await create_move(label, "attic", "cellar")

    await label.look(3)

    assert attic.unpinned == []
    assert (await label.read(root, "attic")).is_well
    assert ((await read()).moved, (await read()).finished_at) == (0, None)


async def test_move__other_copy_comes_later__goes_on(label, attic, clock, create_move):
    label.places["cellar"].problem = SILENT
    root = await label.pin("night-bus/mix")
    await label.look()
    read = await create_move(label, "attic", "cellar")
    label.places["cellar"].problem = None

    clock.advance(minutes=1)
    await label.look(3)

    assert attic.unpinned == [str(root)]
    assert (await read()).finished_at == clock()


async def test_move__while_and_after_it__brings_nothing_to_the_source(label, attic, mix, create_move):
    await create_move(label, "attic", "cellar")
    later = await label.pin("last-tram/mix", b"tram")
    await label.look(3)

    assert str(later) not in attic.uploads
    assert (await label.read(later, "cellar")).is_well


async def test_move__object_without_a_name__moves_too(label, attic, mix, create_move, clock):
    label.places["cellar"].problem = SILENT
    old = await label.pin("night-bus/cover", b"old")
    await label.look()
    await label.pin("night-bus/cover", b"new")
    label.places["cellar"].problem = None
    await create_move(label, "attic", "cellar")

    clock.advance(minutes=1)
    await label.look(4)

    assert str(old) in attic.unpinned
    assert (await label.read(old, "cellar")).is_well


async def test_move__too_few_copies_elsewhere__waits(create_label, create_move, clock):
    label = create_label(required=2, names=("attic", "barn", "cellar"))
    label.places["barn"].problem = SILENT
    root = await label.pin("night-bus/mix")
    await label.look()
    read = await create_move(label, "attic", "cellar", required=2)
    await label.look(3)
    assert label.places["attic"].unpinned == []

    label.places["barn"].problem = None
    for _ in range(2):
        clock.advance(minutes=20)
        await label.look()
    await label.look()

    assert label.places["attic"].unpinned == [str(root)]
    assert (await read()).finished_at == clock()


async def test_move__from_a_place_the_settings_forgot__forgets_its_copies(label, mix, create_move, database, clock):
    (forgotten,) = [label.places.pop("attic")]
    label.attendant._places.pop("attic")
    label.keeper._places -= {"attic"}
    read = await create_move(label, "attic", "cellar")

    await label.look(2)

    assert forgotten.unpinned == []
    assert (await read()).moved == 1


async def test_move__source_does_not_answer__is_asked_again(label, attic, mix, create_move, clock):
    attic.problem = SILENT
    read = await create_move(label, "attic", "cellar")
    await label.look()
    assert (await label.read(mix, "attic")).problem == SILENT.sentence

    attic.problem = None
    clock.advance(minutes=1)
    await label.look(2)

    assert (await read()).moved == 1


async def test_move__back_again__brings_the_copies_back(label, attic, mix, create_move):
    await create_move(label, "attic", "cellar")
    await label.look(2)

    read = await create_move(label, "cellar", "attic")
    await label.look(3)

    assert (await label.read(mix, "attic")).is_well
    assert await label.read(mix, "cellar") is None
    assert (await read()).source == "cellar"


async def test_remove_pin__at_places__leaves_each_when_it_answers(label, attic, mix, database, clock):
    attic.problem = SILENT
    clock.advance(seconds=1)
    async with database.transaction() as session:
        pins = PinRepository(session)
        await pins.name_pin("bafkother", "night-bus/mix", 1, clock())
        await pins.remove_pin(str(mix), label.places, clock())
    await label.look()
    assert label.places["cellar"].unpinned == [str(mix)]

    attic.problem = None
    clock.advance(minutes=1)
    await label.look()

    assert attic.unpinned == [str(mix)]
    assert await label.read(mix, "attic") is None
