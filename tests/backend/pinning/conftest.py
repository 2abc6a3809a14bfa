"""A label with an embedded store and two other places, whose copies are kept by hand: one look at a time."""

import io
import random
from dataclasses import dataclass
from datetime import datetime

import pytest

from backend.ipfs.store import Store
from backend.pinning.attending import CopyAttendant
from backend.pinning.audit_keeper import AuditKeeper
from backend.pinning.auditing import Auditor
from backend.pinning.audits import AuditRepository
from backend.pinning.copies import CopyRepository
from backend.pinning.keeper import CopyKeeper
from backend.pinning.proving import Prover
from backend.pinning.repository import PinRepository
from backend.pinning.restoring import Restoration
from tests.backend.pinning.fake_place import FakePlace


class InlineEngine:
    """Runs each workflow once, at once, as long as nothing is said to kill it."""

    def __init__(self, run):
        self._run = run
        self.started = []
        self.is_deadly = False

    async def start(self, workflow_id, *arguments):
        if workflow_id not in self.started:
            self.started.append(workflow_id)
            if not self.is_deadly:
                await self._run(*arguments)

    async def has_died(self, workflow_id):
        return self.is_deadly


class Listener:
    """An operator who remembers."""

    def __init__(self):
        self.told = []

    async def tell(self, sentence):
        self.told.append(sentence)


@dataclass
class Label:
    """What a test looks at and moves."""

    database: object
    store: object
    clock: object
    operator: Listener
    places: dict
    keeper: CopyKeeper
    audit_keeper: AuditKeeper
    attendant: CopyAttendant
    engine: InlineEngine

    async def pin(self, name, content=b"night"):
        node = self.store.add_file(io.BytesIO(content))
        async with self.database.transaction() as session:
            await PinRepository(session).name_pin(str(node.cid), name, node.total_size, self.clock())
        return node.cid

    async def look(self, times=1):
        for _ in range(times):
            await self.keeper.step()

    async def audit(self):
        """Ask for an audit and look until it is over; returns its row."""
        self.clock.advance(seconds=1)
        async with self.database.transaction() as session:
            audit = await AuditRepository(session).request(self.clock())
        for _ in range(4):
            await self.audit_keeper.step()
            await self.look()
        async with self.database.snapshot() as session:
            return await AuditRepository(session).get(audit.id)

    async def read(self, root, place):
        """Return where a copy stands, or `None`."""
        async with self.database.snapshot() as session:
            copy = await CopyRepository(session).find_copy(str(root), place)
        return copy and copy.standing

    def damage(self, root):
        """Flip a byte in the middle of a stored object."""
        (archive,) = (self.store.directory / "objects" / str(root)).glob("*.car")
        content = bytearray(archive.read_bytes())
        content[-1] ^= 1
        archive.write_bytes(content)


@pytest.fixture
def create_label(database, clock, tmp_path):
    def create_label(required=0, gateway=None, names=("attic", "cellar")):
        store, operator, places = Store(tmp_path / "ipfs"), Listener(), {name: FakePlace(name) for name in names}
        store.directory = tmp_path / "ipfs"
        prover = Prover(store, random.Random(7), 3)
        parts = {"prover": prover, "operator": operator, "clock": clock}
        restoration = Restoration(store, tmp_path / "spool")
        attendant = CopyAttendant(
            database, store, [*places.values()], required=required, restoration=restoration, **parts
        )
        auditor = Auditor(database, store, [*places.values()], gateway=gateway, **parts)

        async def attend(cid, place, due_at):
            await attendant.attend(cid, place, datetime.fromisoformat(due_at))

        engine = InlineEngine(attend)
        keeper = CopyKeeper(database, engine, attendant, places, clock)
        audit_keeper = AuditKeeper(database, InlineEngine(auditor.look), places, operator, clock)
        return Label(database, store, clock, operator, places, keeper, audit_keeper, attendant, engine)

    return create_label


@pytest.fixture
def label(create_label):
    return create_label()


@pytest.fixture
def attic(label):
    return label.places["attic"]
