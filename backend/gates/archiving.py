"""Write down the gates of a release with all that they name, and bring them to another server."""

import json

from sqlalchemy.ext.asyncio import AsyncSession

from backend.gates.archive import ArchivedGift, GateArchive
from backend.gates.entitlements import EntitlementService
from backend.gates.keeping import GateKeeping
from backend.gates.repository import GateRepository
from backend.gates.tree import Granted, Leaf, Listed, read_gate


class GateArchiving:
    """Moves gates between servers. What is here already stays: it may be newer."""

    def __init__(self, session: AsyncSession, keeping: GateKeeping) -> None:
        self._gates = GateRepository(session)
        self._entitlements = EntitlementService(session)
        self._keeping = keeping

    async def write(self, slug: str) -> GateArchive:
        """Return what was set for a release; raises `ReleaseMissing`."""
        await self._keeping.check_release(slug)
        trees = {recording: json.loads(tree) for recording, tree in await self._gates.list_trees(slug)}
        leaves = [leaf for tree in trees.values() for leaf in read_gate(tree).leaves]
        return GateArchive(
            gates=trees, lists=await self._gates.read_lists(_list_names(leaves)), gifts=await self._list_gifts(leaves)
        )

    async def restore(self, slug: str, archive: GateArchive, owner: str) -> None:
        """Keep what is not here yet; raises `ReleaseMissing`.

        A gate may name a drop that arrives later: until then nobody has editions of it.
        """
        await self._keeping.check_release(slug)
        for name in archive.lists.keys() - await self._gates.find_lists(archive.lists):
            await self._keeping.put_list(name, list(dict.fromkeys(archive.lists[name])), owner)
        for gift in archive.gifts:
            await self._entitlements.grant(
                gift.source, gift.name, gift.wallet, gift.starts_at, gift.ends_at, kind=gift.kind
            )
        present = {recording for recording, _ in await self._gates.list_trees(slug)}
        for recording in archive.gates.keys() - present:
            await self._keeping.keep_gate(slug, recording, archive.gates[recording], owner)

    async def _list_gifts(self, leaves: list[Leaf]) -> list[ArchivedGift]:
        kinds = {(leaf.kind, leaf.name) for leaf in leaves if isinstance(leaf, Granted)}
        given = await self._entitlements.list_of_kinds(kinds)
        return [ArchivedGift.model_validate(each.model_dump()) for each in given]


def _list_names(leaves: list[Leaf]) -> set[str]:
    return {leaf.name for leaf in leaves if isinstance(leaf, Listed)}
