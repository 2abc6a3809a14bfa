"""Take what was checked, and tell where it is on its way."""

from backend.drops.tracking import TrackingRules
from backend.governance.repository import GovernanceRepository
from backend.relay.admission import RelayAdmission
from backend.relay.errors import RelayMissing
from backend.relay.models import Relay, RelayKind, RelayState
from backend.relay.repository import RelayRepository
from backend.relay.schemas import RelayStatus, RelayView
from backend.relay.words import describe


class RelayService:
    """The use cases of relays that need no node."""

    def __init__(
        self,
        repository: RelayRepository,
        governance: GovernanceRepository,
        admission: RelayAdmission,
        rules: TrackingRules,
    ) -> None:
        self._repository = repository
        self._governance = governance
        self._admission = admission
        self._rules = rules

    async def find_status(self) -> RelayStatus:
        """Tell whether votes are brought now."""
        reason = await self._admission.find_obstacle()
        return RelayStatus(is_open=reason is None, reason=reason)

    async def accept(self, checked: Relay) -> RelayView:
        """Have something that was checked brought; what is known already is not brought again."""
        await self._repository.lock()
        known = await self._repository.find(checked.id)
        # What was known when it was checked was not checked again.
        if known and (checked.state != RelayState.WAITING or not known.can_be_tried_again):
            return await self._describe(known)
        await self._admission.admit(checked)
        if known:
            await self._repository.delete(known.id)
        await self._repository.create(checked)
        return await self._describe(checked)

    async def get(self, relay_id: str) -> RelayView:
        """Return where something signed is on its way; raises `RelayMissing`."""
        relay = await self._repository.find(relay_id)
        if relay is None:
            raise RelayMissing
        return await self._describe(relay)

    async def _describe(self, relay: Relay) -> RelayView:
        transaction = relay.transaction_hash
        return RelayView(
            id=relay.id,
            state=RelayState(relay.state),
            sentence=describe(relay),
            transaction=transaction,
            transaction_url=self._rules.link(transaction) if transaction else None,
            is_counted=await self._is_counted(relay),
        )

    async def _is_counted(self, relay: Relay) -> bool:
        """Tell whether the tables of governance show it, whoever brought it; what is chosen may be another by now."""
        if relay.state != RelayState.CONFIRMED:
            return False
        if relay.kind == RelayKind.DELEGATION:
            return await self._governance.has_chosen(relay.account, relay.delegate)
        return await self._governance.find_ballot(relay.proposal or 0, relay.account) is not None
