"""Show what a proposal would do before it is made, and prepare it."""

from backend.chain.contracts import GOVERNOR, Contracts
from backend.chain.node import Node
from backend.core.clock import write_moment
from backend.governance.drafts import (
    ActionWriter,
    compute_proposal_id,
    hash_description,
    list_columns,
    write_description,
)
from backend.governance.errors import DescriptionTooLong
from backend.governance.models import Action
from backend.governance.portrayal import describe_actions
from backend.governance.refusals import Attempt, Deed
from backend.governance.rehearsing import DeedRehearsal
from backend.governance.service import GovernanceService
from backend.governance.simulation import ActionSimulator
from backend.governance.wishes import (
    MOST_DESCRIPTION_BYTES,
    ActionForecast,
    PreparedProposal,
    ProposalDraft,
    ProposalPreview,
    ProposalWish,
)


class ProposingService:
    """The use cases of a proposal that is being written; it asks the node and holds no key."""

    def __init__(
        self, governance: GovernanceService, node: Node, contracts: Contracts, rehearsal: DeedRehearsal
    ) -> None:
        self._governance = governance
        self._node = node
        self._contracts = contracts
        self._rehearsal = rehearsal
        self._simulator = ActionSimulator(node, contracts)

    async def preview(self, draft: ProposalDraft, only_proposer: str | None = None) -> ProposalPreview:
        """Return a proposal as it would be made, and what would come of it now."""
        actions = self._write_actions(draft)
        description = write_description(draft.title, draft.text, only_proposer)
        size = len(description.encode())
        if size > MOST_DESCRIPTION_BYTES:
            raise DescriptionTooLong(size - MOST_DESCRIPTION_BYTES)
        return ProposalPreview(
            id=compute_proposal_id(actions, hash_description(description)),
            description=description,
            actions=await self._foresee(actions),
        )

    async def prepare(self, wish: ProposalWish) -> PreparedProposal:
        """Return the transaction that proposes, or raise why it would not."""
        preview = await self.preview(wish, wish.account if wish.only_proposer else None)
        governor, _ = self._governance.get_addresses()
        arguments = (*list_columns(self._write_actions(wish)), preview.description)
        data = self._contracts.encode(GOVERNOR, "propose", *arguments)
        rehearsed = await self._rehearsal.rehearse(governor, data, Attempt(Deed.PROPOSE, wish.account))
        transaction = self._rehearsal.prepare(rehearsed)
        begins, ends = await self._foresee_vote(governor)
        sentence = (
            f"This proposes “{wish.title}”. Made now, it can be voted on from {write_moment(begins)} "
            f"to {write_moment(ends)}."
        )
        told = {"begins_at": begins, "ends_at": ends, "sentence": sentence}
        return PreparedProposal(**transaction.model_dump(), **preview.model_dump(), **told)

    async def _foresee(self, actions: list[Action]) -> list[ActionForecast]:
        around = await self._governance.get_surroundings()
        outcomes = await self._simulator.foresee(actions, around)
        described = zip(describe_actions(actions, around), outcomes, strict=True)
        return [ActionForecast(**view.model_dump(), outcome=outcome) for view, outcome in described]

    async def _foresee_vote(self, governor: str) -> tuple[int, int]:
        """Return when people could vote on a proposal that is made now."""
        delay, period = [await self._read_number(governor, name) for name in ("votingDelay", "votingPeriod")]
        begins = (await self._node.head()).timestamp + delay
        return begins, begins + period

    async def _read_number(self, governor: str, function: str) -> int:
        return int.from_bytes(await self._node.call(governor, self._contracts.encode(GOVERNOR, function)))

    def _write_actions(self, draft: ProposalDraft) -> list[Action]:
        governor, _ = self._governance.get_addresses()
        writer = ActionWriter(self._contracts, governor)
        return [writer.write(wish) for wish in draft.actions]
