"""An audit finds what was lost anywhere, has it brought again, and tells the operator once."""

import io

import pytest

from backend.core.place_settings import EMBEDDED, GATEWAY
from backend.pinning.audits import AuditRepository
from backend.pinning.copies import CopyRepository
from backend.pinning.standing import follow
from backend.places.errors import PlaceUnavailable
from backend.places.place import CopyStatus, Report
from tests.backend.conftest import NOON
from tests.backend.pinning.fake_place import FakePlace

SILENT = PlaceUnavailable("attic", "it does not answer")


@pytest.fixture
async def mix(label):
    """Return a pin that is at every place."""
    root = await label.pin("night-bus/mix")
    await label.look()
    return root


async def test_audit__all_is_well__proves_every_copy(label, mix):
    audit = await label.audit()

    assert (audit.proofs, audit.lost, audit.healed, audit.problems) == (3, 0, 0, [])
    assert audit.finished_at is not None
    for place in (EMBEDDED, "attic", "cellar"):
        assert (await label.read(mix, place)).proven_at == label.clock()
    assert label.operator.told == []


async def test_audit__place_lists_it_no_more__is_healed_and_told(label, attic, mix):
    attic.lose(mix)

    audit = await label.audit()

    loss = "attic: 1 object is lost (night-bus/mix). attic does not list it among its pins any more."
    assert (audit.lost, audit.healed, audit.problems) == (1, 1, [loss])
    assert label.operator.told == [
        f"The audit of the label's copies found: {loss}",
        "1 of 1 lost copies are healed.",
    ]
    assert (await label.read(mix, "attic")).is_well
    assert attic.uploads == [str(mix)] * 2


async def test_audit__listed_but_a_leaf_is_gone__is_healed(label, attic, mix):
    attic.blocks.clear()

    audit = await label.audit()

    assert (audit.lost, audit.healed) == (1, 1)
    assert f"attic says that it is pinned, but does not have its block {mix}." in audit.problems[0]


async def test_audit__place_that_cannot_list__is_found_by_its_blocks(label, attic, mix):
    attic.can_list = False
    attic.blocks.clear()

    assert (await label.audit()).healed == 1


async def test_audit__other_bytes__is_healed(label, attic, mix):
    attic.blocks[mix] = b"noise"

    audit = await label.audit()

    assert (audit.lost, audit.healed) == (1, 1)
    assert f"attic gave bytes for its block {mix} that do not hash to that." in audit.problems[0]


async def test_audit__place_silent__says_so_and_counts_nothing_as_lost(label, attic, mix):
    attic.problem = SILENT

    audit = await label.audit()

    copy = await label.read(mix, "attic")
    assert (audit.lost, audit.problems) == (
        0,
        [f"attic: 1 object is not proven (night-bus/mix). {SILENT.sentence}"],
    )
    assert (copy.status, copy.problem, copy.proven_at) == (CopyStatus.PINNED, SILENT.sentence, NOON)
    assert len(label.operator.told) == 1


async def test_audit__place_empty_after_it_was_silent__is_healed(label, attic, mix):
    attic.problem = SILENT
    await label.audit()
    attic.problem = None
    attic.lose(mix)

    assert (await label.audit()).healed == 1


async def test_audit__place_falls_silent__is_asked_three_times(label, attic, monkeypatch):
    for number in range(5):
        await label.pin(f"night-bus/{number}", bytes([number]))
    await label.look(3)
    asked = []

    async def fetch_block(archive, cid):
        asked.append(cid)
        raise SILENT

    monkeypatch.setattr(attic, "fetch_block", fetch_block)
    audit = await label.audit()

    named = "night-bus/0, night-bus/1, night-bus/2, …"
    assert audit.problems == [f"attic: 5 objects are not proven ({named}). {SILENT.sentence}"]
    assert len(asked) == 3


async def test_audit__cannot_be_healed__says_what_is_still_missing(label, attic, mix):
    attic.lose(mix)
    refuse = attic.pin

    async def pin(archive, name, reference):
        raise SILENT

    attic.pin = pin
    audit = await label.audit()
    attic.pin = refuse

    assert (audit.lost, audit.healed) == (1, 0)
    assert audit.problems[1] == f"attic: 1 object is still missing (night-bus/mix). {SILENT.sentence}"
    assert label.operator.told[1].startswith("0 of 1 lost copies are healed. attic: 1 object is still missing")


async def test_audit__byte_flipped_here__is_repaired_from_a_place(label, mix):
    label.damage(mix)

    audit = await label.audit()

    assert (audit.lost, audit.healed) == (1, 1)
    assert audit.problems[0].startswith("embedded: 1 object is lost (night-bus/mix). The stored copy of")
    assert label.store.check(mix) == []


async def test_audit__object_gone_here__is_brought_back(label, mix):
    label.store.unpin(mix)

    audit = await label.audit()

    assert (audit.lost, audit.healed) == (1, 1)
    assert mix in label.store.list_objects()


async def test_audit__first_place_gives_noise__is_repaired_from_the_second(label, attic, mix):
    attic.archives[str(mix)] = b"noise"
    label.damage(mix)

    await label.audit()

    assert label.store.check(mix) == []


async def test_audit__damaged_everywhere__says_so_plainly(label, attic, mix):
    for place in label.places.values():
        place.archives[str(mix)] = b""
    label.damage(mix)

    audit = await label.audit()

    assert (audit.lost, audit.healed) == (1, 0)
    assert "It is not whole here and no place gave a whole copy: restore it from a backup." in audit.problems[-1]


async def test_audit__independent_gateway__is_shown_and_never_healed(create_label):
    gateway = FakePlace("independent gateway")
    label = create_label(gateway=gateway)
    root = await label.pin("night-bus/mix")
    await label.look()

    audit = await label.audit()

    copy = await label.read(root, GATEWAY)
    assert (copy.status, copy.due_at, gateway.uploads) == (CopyStatus.LOST, None, [])
    assert (audit.lost, audit.finished_at) == (0, label.clock())
    assert audit.problems[0].startswith("independent gateway: 1 object is lost (night-bus/mix).")


async def test_audit__independent_gateway_has_it__is_proven(create_label):
    gateway = FakePlace("independent gateway")
    label = create_label(gateway=gateway)
    root = await label.pin("night-bus/mix")
    await gateway.pin(label.store.open_archive(root), "night-bus/mix", None)

    audit = await label.audit()

    assert (await label.read(root, GATEWAY)).is_well
    assert audit.problems == []


async def test_request__while_one_is_under_way__is_that(label, database, clock):
    async with database.transaction() as session:
        first = await AuditRepository(session).request(clock())
        clock.advance(minutes=1)
        second = await AuditRepository(session).request(clock())

    assert (first.id, second.id) == ("20260601T120000000000Z", "20260601T120000000000Z")


async def test_audit__damaged_everywhere_until_a_place_came_back__heals_at_once(label, attic, mix):
    archives = {name: dict(place.archives) for name, place in label.places.items()}
    for place in label.places.values():
        place.archives[str(mix)] = b""
    label.damage(mix)
    await label.audit()
    attic.archives = archives["attic"]

    audit = await label.audit()

    assert (audit.lost, audit.healed) == (1, 1)
    assert label.store.check(mix) == []


async def test_audit__object_nobody_recorded__is_kept_without_a_name(label, mix):
    orphan = label.store.add_file(io.BytesIO(b"a preparation died here"))

    await label.audit()

    assert (await label.read(orphan.cid, EMBEDDED)).is_well
    assert await label.read(orphan.cid, "attic") is None


async def test_audit__part_of_another_object__is_no_object_of_its_own(label):
    folder = label.store.add_directory({"1": b"{}"})
    label.store.add_directory({"gold": folder})

    await label.audit()

    assert await label.read(folder.cid, EMBEDDED) is None


async def test_audit__what_it_found_lost_is_not_tried_for_hours__ends(label, attic, mix, clock):
    attic.lose(mix)
    label.engine.start = start_nothing
    assert (await label.audit()).finished_at is None

    clock.advance(hours=6)
    await label.audit_keeper.step()

    assert label.operator.told[1].startswith("0 of 1 lost copies are healed. attic: 1 object is still missing")


async def test_audit__brought_and_not_proven_yet__waits(label, attic, mix, clock):
    attic.lose(mix)
    label.engine.start = start_nothing
    audit = await label.audit()
    async with label.database.transaction() as session:
        copies = CopyRepository(session)
        lost = await copies.find_copy(str(mix), "attic")
        await copies.change(lost, follow(lost.standing, Report(CopyStatus.PINNED), clock()))

    await label.audit_keeper.step()

    async with label.database.snapshot() as session:
        assert (await AuditRepository(session).get(audit.id)).finished_at is None


async def test_audit__a_moment_after_another__is_one_of_its_own(label, mix):
    first = await label.audit()
    label.clock.advance(seconds=-1, microseconds=1)

    assert (await label.audit()).id != first.id


async def test_audit__lost_at_a_place_the_settings_forget__ends(label, attic, mix):
    attic.lose(mix)
    label.engine.start = start_nothing
    label.audit_keeper._places -= {"attic"}

    assert (await label.audit()).finished_at is not None


async def start_nothing(workflow_id, *arguments):
    """Be an engine that is busy with something else."""


async def test_audit__died__says_so(label):
    label.audit_keeper._engine.is_deadly = True

    audit = await label.audit()

    assert audit.problems == ["The audit stopped unexpectedly; the server's log says why. Start another one."]
    assert audit.finished_at is not None
