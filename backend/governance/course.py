"""Prepare the steps of a proposal after its vote, and show what would come of it if it were executed now."""

from backend.chain.contracts import GOVERNOR, Contracts
from backend.chain.node import Node
from backend.core.keccak import write_checksum
from backend.drops.rehearsal import Rehearsed
from backend.governance.actions import write_duration
from backend.governance.drafts import compute_proposal_id, hash_description, list_columns
from backend.governance.errors import DeedRefused, DescriptionUnreadable, ExecutionFails
from backend.governance.models import Action
from backend.governance.refusals import Deed, ProposalAttempt
from backend.governance.rehearsing import DeedRehearsal
from backend.governance.schemas import ProposalView
from backend.governance.service import GovernanceService
from backend.governance.simulation import ActionSimulator
from backend.governance.wishes import ActionOutcome, PreparedStep

ADDRESS_BYTES = 20


class CourseService:
    """The use cases of a proposal that won, or is to be canceled; it asks the node and holds no key."""

    def __init__(
        self, governance: GovernanceService, node: Node, contracts: Contracts, rehearsal: DeedRehearsal
    ) -> None:
        self._governance = governance
        self._node = node
        self._contracts = contracts
        self._rehearsal = rehearsal
        self._simulator = ActionSimulator(node, contracts)

    async def queue(self, proposal_id: int, account: str) -> PreparedStep:
        """Return the transaction that has a proposal wait for its execution, or raise why it would not."""
        proposal = await self._governance.get_proposal(proposal_id)
        rehearsed = await self._rehearse("queue", proposal, ProposalAttempt(Deed.QUEUE, account, proposal))
        delay = int.from_bytes(await self._read("executionDelay"))
        wait = f"{write_duration(delay)} later" if delay else "then, at once,"
        return self._rehearsal.hand_out(
            rehearsed, f"This queues “{proposal.title}”: anyone can execute it {wait} and for two weeks."
        )

    async def execute(self, proposal_id: int, account: str) -> PreparedStep:
        """Return the transaction that does what a proposal says, or raise why it would not."""
        proposal = await self._governance.get_proposal(proposal_id)
        try:
            rehearsed = await self._rehearse("execute", proposal, ProposalAttempt(Deed.EXECUTE, account, proposal))
        except DeedRefused as error:
            raise await self._explain_failure(proposal) or error from error
        deeds = "; ".join(action.sentence for action in proposal.actions)
        return self._rehearsal.hand_out(rehearsed, f"This executes “{proposal.title}”: {deeds}.")

    async def cancel(self, proposal_id: int, account: str) -> PreparedStep:
        """Return the transaction that cancels a proposal, or raise why it would not."""
        proposal = await self._governance.get_proposal(proposal_id)
        guardian = write_checksum("0x" + (await self._read("proposalGuardian"))[-ADDRESS_BYTES:].hex())
        rehearsed = await self._rehearse("cancel", proposal, ProposalAttempt(Deed.CANCEL, account, proposal, guardian))
        return self._rehearsal.hand_out(rehearsed, f"This cancels “{proposal.title}” for good.")

    async def simulate(self, proposal_id: int) -> list[ActionOutcome]:
        """Return what would come of a proposal if it were executed now; raises `ProposalMissing`."""
        proposal = await self._governance.get_proposal(proposal_id)
        around = await self._governance.get_surroundings()
        outcomes = await self._simulator.foresee(_list_actions(proposal), around)
        told = zip(proposal.actions, outcomes, strict=True)
        return [ActionOutcome(sentence=action.sentence, outcome=outcome) for action, outcome in told]

    async def _rehearse(self, function: str, proposal: ProposalView, attempt: ProposalAttempt) -> Rehearsed:
        actions, description_hash = _list_actions(proposal), hash_description(proposal.description)
        # The governor keeps no actions: their hash is the proposal's id.
        if compute_proposal_id(actions, description_hash) != proposal.id:
            raise DescriptionUnreadable(proposal.title, proposal.transaction)
        data = self._contracts.encode(GOVERNOR, function, *list_columns(actions), description_hash)
        return await self._rehearsal.rehearse(self._governor, data, attempt)

    async def _explain_failure(self, proposal: ProposalView) -> ExecutionFails | None:
        """Return which action fails, if one does when it is tried as the governor would."""
        for told in await self.simulate(proposal.id):
            if told.outcome:
                return ExecutionFails(proposal.title, told.sentence, told.outcome)
        return None

    async def _read(self, function: str) -> bytes:
        return await self._node.call(self._governor, self._contracts.encode(GOVERNOR, function))

    @property
    def _governor(self) -> str:
        return self._governance.get_addresses()[0]


def _list_actions(proposal: ProposalView) -> list[Action]:
    return [action.as_action() for action in proposal.actions]
