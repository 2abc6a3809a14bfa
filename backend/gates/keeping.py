"""Set gates and the lists they name."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.catalog.errors import ReleaseMissing
from backend.catalog.models import Release
from backend.chain.following import follow_contract
from backend.core.clock import Clock
from backend.gates.checking import check_tree, walk_tree
from backend.gates.entitlements import EntitlementService
from backend.gates.errors import DropUnknown, ListUnknown
from backend.gates.models import GateList, GateListEntry, RecordingGate
from backend.gates.repository import GateRepository
from backend.gates.tree import ANY_DROP, DEFAULT, digest_tree, list_tokens, read_gate, write_canonically
from backend.gates.watching import GateWatcher


@dataclass(frozen=True, slots=True)
class Setting:
    """The gate of a recording; nobody has set the default one."""

    tree: dict[str, Any]
    digest: str
    set_by: str | None = None
    set_at: datetime | None = None


class GateKeeping:
    """What the label decides about its gates."""

    def __init__(self, session: AsyncSession, clock: Clock, watcher: GateWatcher) -> None:
        self._session = session
        self._watcher = watcher
        self._gates = GateRepository(session)
        self._clock = clock

    async def get_gate(self, slug: str, recording: str) -> Setting:
        """Return the gate of a recording, the default where none is set; raises `ReleaseMissing`."""
        await self.check_release(slug)
        found = await self._gates.find_gate(slug, recording)
        if found is None:
            return Setting(DEFAULT, digest_tree(DEFAULT))
        gate, tree = found
        return Setting(json.loads(tree), gate.digest, gate.set_by, gate.set_at)

    async def set_gate(self, slug: str, recording: str, tree: dict[str, Any], owner: str) -> Setting:
        """Set the gate of a recording, and have the index follow what it asks for.

        Raises `ReleaseMissing`, `GateWrong`, `DropUnknown` or `ListUnknown`.
        """
        await self.check_release(slug)
        check_tree(tree)
        await self._check_names(tree)
        return await self.keep_gate(slug, recording, tree, owner)

    async def keep_gate(self, slug: str, recording: str, tree: dict[str, Any], owner: str) -> Setting:
        """Set a gate that was checked, whatever it names."""
        setting = Setting(tree, digest_tree(tree), owner, self._clock())
        gate = RecordingGate(slug=slug, recording=recording, digest=setting.digest, set_by=owner, set_at=self._clock())
        await self._gates.set_gate(gate, write_canonically(tree))
        for token in list_tokens(read_gate(tree)):
            await follow_contract(self._session, token)
        await self._watcher.gate_changed(self._session, slug)
        return setting

    async def clear_gate(self, slug: str, recording: str) -> None:
        """Let the default decide again; raises `ReleaseMissing`."""
        await self.check_release(slug)
        await self._gates.clear_gate(slug, recording)
        await self._watcher.gate_changed(self._session, slug)

    async def take_back(self, source: str) -> None:
        """Take back what a wallet was given; raises `EntitlementMissing`."""
        name, wallet = await EntitlementService(self._session).revoke(source)
        await self._watcher.taken_back(self._session, name, wallet)

    async def put_list(self, name: str, wallets: Sequence[str], owner: str) -> None:
        """Keep a list of wallets, in checksum case, instead of what was there by its name."""
        await self._session.execute(delete(GateListEntry).where(col(GateListEntry.name) == name))
        await self._session.merge(GateList(name=name, count=len(wallets), set_by=owner, set_at=self._clock()))
        await self._session.flush()
        if wallets:
            await self._session.execute(insert(GateListEntry), [{"name": name, "wallet": each} for each in wallets])

    async def check_release(self, slug: str) -> None:
        """Raise `ReleaseMissing` for a slug without a release."""
        if await self._session.get(Release, slug) is None:
            raise ReleaseMissing(slug)

    async def _check_names(self, tree: dict[str, Any]) -> None:
        """Refuse what is misspelt: it would shut out everybody."""
        nodes = [node for _, node in walk_tree(tree)]
        drops = {node["editions"].get("drop", ANY_DROP) for node in nodes if "editions" in node} - {ANY_DROP}
        lists = {node["allow_list"] for node in nodes if "allow_list" in node}
        for drop in sorted(drops - await self._find(col(Release.slug), drops)):
            raise DropUnknown(drop)
        for name in sorted(lists - await self._find(col(GateList.name), lists)):
            raise ListUnknown(name)

    async def _find(self, column: Any, names: set[str]) -> set[str]:  # noqa: ANN401 - a column of any table
        return set((await self._session.execute(select(column).where(column.in_(names)))).scalars())
