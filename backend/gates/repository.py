"""All SQL of gates that are kept."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.core.db import choose_insert
from backend.gates.models import GateList, GateListEntry, GateTree, RecordingGate


class GateRepository:
    """Reads and writes gates; wallets are in checksum case."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find_gate(self, slug: str, recording: str) -> tuple[RecordingGate, str] | None:
        """Return the gate that is set for a recording, and its tree in canonical JSON, or `None`."""
        statement = (
            select(RecordingGate, col(GateTree.tree))
            .join(GateTree, col(GateTree.digest) == col(RecordingGate.digest))
            .where(col(RecordingGate.slug) == slug, col(RecordingGate.recording) == recording)
        )
        row = (await self._session.execute(statement)).one_or_none()
        return None if row is None else (row[0], row[1])

    async def list_trees(self, slug: str) -> list[tuple[str, str]]:
        """Return the recordings of a release that have a gate, each with its tree in canonical JSON."""
        statement = (
            select(col(RecordingGate.recording), col(GateTree.tree))
            .join(GateTree, col(GateTree.digest) == col(RecordingGate.digest))
            .where(col(RecordingGate.slug) == slug)
            .order_by(col(RecordingGate.recording))
        )
        return [(recording, tree) for recording, tree in (await self._session.execute(statement)).all()]

    async def find_lists(self, names: Collection[str]) -> set[str]:
        """Return those of some names that a list has."""
        statement = select(col(GateList.name)).where(col(GateList.name).in_(names))
        return set((await self._session.execute(statement)).scalars())

    async def read_lists(self, names: Collection[str]) -> dict[str, list[str]]:
        """Return the wallets of the lists that have some names, in order."""
        lists: dict[str, list[str]] = {name: [] for name in sorted(await self.find_lists(names))}
        statement = (
            select(col(GateListEntry.name), col(GateListEntry.wallet))
            .where(col(GateListEntry.name).in_(names))
            .order_by(col(GateListEntry.name), col(GateListEntry.wallet))
        )
        for name, wallet in (await self._session.execute(statement)).all():
            lists[name].append(wallet)
        return lists

    async def set_gate(self, gate: RecordingGate, tree: str) -> None:
        """Set the gate of a recording, and keep its tree for good."""
        keeping = choose_insert(self._session)(GateTree).values(digest=gate.digest, tree=tree)
        await self._session.execute(keeping.on_conflict_do_nothing())
        await self._session.merge(gate)
        await self._session.flush()

    async def clear_gate(self, slug: str, recording: str) -> None:
        """Let the default decide again."""
        gate = await self._session.get(RecordingGate, (slug, recording))
        if gate is not None:
            await self._session.delete(gate)
            await self._session.flush()
