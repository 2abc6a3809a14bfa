"""Try on the node what the relayer would send, before anything is promised; it holds no key and changes nothing."""

from backend.chain.contracts import Contracts
from backend.chain.errors import OutOfGas, Reverted
from backend.chain.node import Node
from backend.core.errors import HecticError
from backend.governance.errors import DeedRefused
from backend.governance.refusals import Attempt, explain_refusal
from backend.relay.admission import NO_RELAYER, RelayAdmission
from backend.relay.calls import write_call
from backend.relay.errors import RelayClosed, RelayTooDear, SignatureRefused
from backend.relay.facts import Facts
from backend.relay.messages import compute_digest, find_key_signature, write_typed_data
from backend.relay.models import Relay, RelayKind
from backend.relay.repository import RelayRepository
from backend.relay.schemas import RelayDraft

MOST_GAS = 500_000
"""A passkey that a contract checks costs 350,000. Beyond, a wallet burns what is meant for others' votes."""
GAS_MARGIN_PERCENT = 25
GAS_MARGIN = 30_000
"""A ballot that comes before this one may leave it to bring the quorum late, which extends the vote."""


class RelayRehearsal:
    """Has things drafted, told apart and tried."""

    def __init__(
        self, repository: RelayRepository, admission: RelayAdmission, facts: Facts, node: Node, contracts: Contracts
    ) -> None:
        self._repository = repository
        self._admission = admission
        self._facts = facts
        self._node = node
        self._contracts = contracts

    async def admit(self, relay: Relay) -> None:
        """Raise why the relayer would not pay for this."""
        await self._admission.admit(relay)

    async def draft(self, relay: Relay) -> RelayDraft:
        """Return what its account signs, with the next nonce."""
        kind = RelayKind(relay.kind)
        relay.nonce = await self._facts.find_nonce(kind, relay.account)
        return RelayDraft(typed_data=write_typed_data(relay, await self._facts.find_domain(kind)))

    async def identify(self, relay: Relay) -> Relay | None:
        """Give a relay its digest, and a key's signature as contracts take it; return what is known by the digest."""
        digest = compute_digest(relay, await self._facts.find_domain(RelayKind(relay.kind)))
        relay.id = f"0x{digest.hex()}"
        relay.signature = find_key_signature(relay, digest) or relay.signature
        known = await self._repository.find(relay.id)
        return known if known and not known.can_be_tried_again else None

    async def rehearse(self, relay: Relay, attempt: Attempt) -> bytes:
        """Try the very call that would be sent, and reserve the gas it may use; return what the contract answers."""
        purse = await self._repository.find_purse()
        if purse is None:
            raise RelayClosed(NO_RELAYER)
        relay.gas = MOST_GAS
        call = write_call(relay, self._contracts, purse.relayer)
        try:
            answer, estimate = await self._node.simulate(call), await self._node.estimate_gas(call)
        except OutOfGas as error:
            raise RelayTooDear(relay.account) from error
        except Reverted as error:
            raise _explain(error, attempt) from error
        relay.gas = estimate * (100 + GAS_MARGIN_PERCENT) // 100 + GAS_MARGIN
        if relay.gas > MOST_GAS:
            raise RelayTooDear(relay.account)
        return answer


def _explain(refused: Reverted, attempt: Attempt) -> HecticError:
    """Return the error for a refusal; what has no sentence of its own is the signature's fault."""
    error = explain_refusal(refused, attempt)
    return SignatureRefused(attempt.account) if isinstance(error, DeedRefused) else error
