"""Use cases of the storage: see where everything is, have it checked, moved, taken in and let go."""

import asyncio
from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from backend.core.clock import Clock
from backend.ipfs.cid import Cid
from backend.ipfs.errors import ContentMissing
from backend.ipfs.store import Store
from backend.pinning.audits import AuditRepository
from backend.pinning.copies import CopyRepository, KnownCopy
from backend.pinning.describing import Policy, describe_object, describe_places
from backend.pinning.models import Audit, Pin
from backend.pinning.moves import MoveRepository
from backend.pinning.refusals import NameTaken, ObjectMissing, ObjectNeeded
from backend.pinning.repository import PinRepository
from backend.pinning.schemas import AuditState, KeptObject, ObjectState, StorageState


class StorageService:
    """What the label's owner sees of its copies and does about them."""

    def __init__(self, session: AsyncSession, store: Store, policy: Policy, clock: Clock) -> None:
        self._pins = PinRepository(session)
        self._copies = CopyRepository(session)
        self._moves = MoveRepository(session)
        self._audits = AuditRepository(session)
        self._store = store
        self._policy = policy
        self._clock = clock

    async def describe(self) -> StorageState:
        """Return everything the label keeps and where it is."""
        copies, latest = await self._copies.list_copies(), await self._audits.find_latest()
        return StorageState(
            required_copies=self._policy.required,
            places=describe_places(copies, await self._moves.list_moves(), self._policy),
            objects=self._describe_all(await self._pins.list_pins(), await self._pins.list_names(), copies),
            audit=describe_audit(latest) if latest else None,
        )

    async def describe_release(self, slug: str) -> list[ObjectState]:
        """Return the objects of one release, by the name each has there."""
        named = await self._pins.find_by_prefix(f"{slug}/")
        copies = await self._copies.list_copies(named.values())
        pins = {pin.cid: pin for pin in await self._pins.list_pins()}
        return [
            describe_object(pins[cid], name, [copy for copy in copies if copy.cid == cid], self._policy)
            for name, cid in named.items()
        ]

    async def request_audit(self) -> Audit:
        """Ask for an audit, or join the one that is under way."""
        return await self._audits.request(self._clock())

    async def get_audit(self, audit_id: str) -> AuditState:
        """Return what an audit found; raise `AuditMissing`."""
        return describe_audit(await self._audits.get(audit_id))

    async def keep(self, root: Cid, size: int, name: str | None) -> KeptObject:
        """Keep an object that was just taken into the store; raise `NameTaken` when the name is another object's."""
        cid = str(root)
        if name is None:
            await self._pins.add_pin(cid, size, self._clock())
        elif await self._pins.find_named(name) in (None, cid):
            await self._pins.name_pin(cid, name, size, self._clock())
        else:
            raise NameTaken(name)
        return KeptObject(cid=cid, size=size)

    async def remove(self, root: Cid) -> None:
        """Unpin an object everywhere.

        Raises `ObjectMissing`, `ObjectNeeded` while it has a name, and `StillReferenced` when another object needs it.
        """
        pin, names = await self._pins.find_pin(str(root)), await self._pins.list_names([str(root)])
        if str(root) in names:
            raise ObjectNeeded(root, names[str(root)][0])
        try:
            await asyncio.to_thread(self._store.unpin, root)
        except ContentMissing:
            if pin is None:
                raise ObjectMissing(root) from None
        await self._pins.remove_pin(str(root), self._policy.kinds, self._clock())

    def _describe_all(
        self, pins: Iterable[Pin], names: dict[str, list[str]], copies: Iterable[KnownCopy]
    ) -> list[ObjectState]:
        of: dict[str, list[KnownCopy]] = {}
        for copy in copies:
            of.setdefault(copy.cid, []).append(copy)
        return [
            describe_object(pin, next(iter(names.get(pin.cid, [])), None), of.get(pin.cid, []), self._policy)
            for pin in pins
        ]


def describe_audit(audit: Audit) -> AuditState:
    """Return what is told of an audit."""
    return AuditState.model_validate(audit, from_attributes=True)
