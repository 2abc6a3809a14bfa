"""Copies are asked for, brought, proven and brought again."""

import pytest

from backend.pinning.keeper import AT_ONCE
from backend.places.errors import PlaceRefused, PlaceUnavailable
from backend.places.place import CopyStatus

SILENT = PlaceUnavailable("attic", "it does not answer")


async def test_step__nothing_pinned__does_nothing(label):
    await label.look()

    assert label.engine.started == []


async def test_step__new_pin__is_copied_to_every_place_and_proven(label, clock):
    root = await label.pin("night-bus/mix")

    await label.look()

    for name in ("attic", "cellar"):
        copy = await label.read(root, name)
        assert (copy.status, copy.proven_at, copy.due_at) == (CopyStatus.PINNED, clock(), None)
        assert label.places[name].names == {str(root): "night-bus/mix"}


async def test_step__again__brings_nothing_twice(label, attic):
    root = await label.pin("night-bus/mix")

    await label.look(3)

    assert attic.uploads == [str(root)]


async def test_step__pin_without_a_name__is_not_copied(label, attic):
    old = await label.pin("night-bus/cover", b"old")
    new = await label.pin("night-bus/cover", b"new")

    await label.look()

    assert attic.uploads == [str(new)]
    assert await label.read(old, "attic") is None


async def test_step__many_due__starts_a_few_of_each_place(label):
    for number in range(5):
        await label.pin(f"night-bus/{number}", bytes([number]))

    await label.look()

    assert len(label.engine.started) == 2 * AT_ONCE


async def test_step__place_silent__goes_on_with_the_other(label, attic):
    attic.problem = SILENT
    root = await label.pin("night-bus/mix")

    await label.look()

    copy = await label.read(root, "attic")
    assert (copy.status, copy.problem) == (CopyStatus.FAILED, SILENT.sentence)
    assert (await label.read(root, "cellar")).is_well


async def test_step__failed_before__is_tried_when_it_is_due(label, attic, clock):
    attic.problem = SILENT
    root = await label.pin("night-bus/mix")
    await label.look(2)
    attic.problem = None
    await label.look()
    assert (await label.read(root, "attic")).status is CopyStatus.FAILED

    clock.advance(minutes=1)
    await label.look()

    assert (await label.read(root, "attic")).is_well


async def test_step__told_when_to_come_back__waits_that_long(label, attic, clock):
    attic.problem = PlaceUnavailable("attic", "it asks for patience", retry_after_seconds=600)
    root = await label.pin("night-bus/mix")
    await label.look()
    attic.problem = None

    clock.advance(minutes=9)
    await label.look()
    assert (await label.read(root, "attic")).status is CopyStatus.FAILED

    clock.advance(minutes=1)
    await label.look()
    assert (await label.read(root, "attic")).is_well


async def test_step__service_at_work__is_asked_until_it_is_done(label, attic, clock):
    attic.status, attic.reference = CopyStatus.QUEUED, "r1"
    root = await label.pin("night-bus/mix")
    await label.look()
    copy = await label.read(root, "attic")
    assert (copy.status, copy.reference) == (CopyStatus.QUEUED, "r1")

    attic.status = CopyStatus.PINNED
    clock.advance(minutes=2)
    await label.look()

    assert (await label.read(root, "attic")).is_well
    assert attic.uploads == [str(root)]


async def test_step__service_forgot_what_it_was_asked__is_asked_again(label, attic, clock):
    attic.status, attic.reference = CopyStatus.QUEUED, "r1"
    root = await label.pin("night-bus/mix")
    await label.look()
    attic.lose(root)
    attic.status = CopyStatus.PINNED

    clock.advance(minutes=2)
    await label.look()

    assert attic.uploads == [str(root)] * 2
    assert (await label.read(root, "attic")).is_well


async def test_step__service_queues_for_hours__is_asked_again_and_told(label, attic, clock):
    attic.status, attic.reference = CopyStatus.QUEUED, "r1"
    root = await label.pin("night-bus/mix")
    for _ in range(12):
        clock.advance(hours=1)
        await label.look()

    copy = await label.read(root, "attic")
    assert "It has been queued for" in copy.problem
    assert len(attic.uploads) > 1
    assert len([told for told in label.operator.told if told.startswith("attic keeps failing")]) == 1


async def test_step__service_says_pinned_and_is_not__is_lost(label, attic):
    async def pin(archive, name, reference):
        report = await FakePin(archive, name, reference)
        attic.blocks.clear()
        return report

    FakePin, attic.pin = attic.pin, pin  # noqa: N806 - the method as it was
    root = await label.pin("night-bus/mix")

    await label.look(5)

    copy = await label.read(root, "attic")
    assert (copy.status, attic.uploads) == (CopyStatus.LOST, [str(root)])
    assert copy.problem == f"attic says that it is pinned, but does not have its block {root}."


async def test_step__place_refuses_for_half_an_hour__tells_the_operator_once(label, attic, clock):
    attic.problem = PlaceRefused("attic", "401 Unauthorized")
    for number in range(2):
        await label.pin(f"night-bus/{number}", bytes([number]))
    for _ in range(10):
        await label.look()
        clock.advance(hours=7)

    assert label.operator.told == [f"attic keeps failing, and copies wait for it: {attic.problem.sentence}"]


async def test_step__attempt_died__is_tried_again(label, clock):
    label.engine.is_deadly = True
    root = await label.pin("night-bus/mix")
    await label.look()
    copy = await label.read(root, "attic")
    assert (copy.status, copy.problem) == (
        CopyStatus.FAILED,
        "The last attempt stopped unexpectedly; the server's log says why.",
    )

    label.engine.is_deadly = False
    clock.advance(minutes=1)
    await label.look()

    assert (await label.read(root, "attic")).is_well


async def test_step__own_object_damaged__is_made_whole_and_then_copied(label, attic, clock):
    root = await label.pin("night-bus/mix")
    attic.problem = SILENT
    await label.look()
    attic.problem = None
    label.damage(root)

    clock.advance(minutes=1)
    await label.look(2)
    assert "is damaged and was not used" in (await label.read(root, "attic")).problem
    clock.advance(minutes=2)
    await label.look()

    assert (await label.read(root, "embedded")).is_well
    assert (await label.read(root, "attic")).is_well
    assert label.store.check(root) == []


@pytest.mark.parametrize("minutes", [0, 1])
async def test_attend__no_longer_due__does_nothing(label, attic, clock, minutes):
    root = await label.pin("night-bus/mix")
    await label.look()
    due = clock.now
    clock.advance(minutes=minutes)

    await label.attendant.attend(str(root), "attic", due)

    assert attic.uploads == [str(root)]
