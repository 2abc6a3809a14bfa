"""Try what a fan would send to governor or token, and say why it would be refused."""

from backend.chain.contracts import Contracts
from backend.chain.errors import Reverted
from backend.chain.node import Call
from backend.core.errors import HecticError
from backend.drops.rehearsal import Rehearsal, Rehearsed
from backend.drops.schemas import PreparedTransaction
from backend.governance.refusals import Attempt, explain_refusal
from backend.governance.wishes import PreparedStep


class DeedRehearsal:
    """Tries deeds on the node."""

    def __init__(self, rehearsal: Rehearsal, contracts: Contracts) -> None:
        self._rehearsal = rehearsal
        self._contracts = contracts

    async def rehearse(self, contract: str, data: str, attempt: Attempt) -> Rehearsed:
        """Run a call; raises the sentence why it would be refused, or why the sender cannot pay for it."""

        def explain(refused: Reverted) -> HecticError:
            return explain_refusal(refused, attempt)

        call: Call = {"from": attempt.account, "to": contract, "data": data, "value": "0x0"}
        return await self._rehearsal.rehearse(call, explain)

    def prepare(self, rehearsed: Rehearsed) -> PreparedTransaction:
        """Return a transaction as the account's wallet takes it."""
        return rehearsed.prepare(self._contracts.chain_id)

    def hand_out(self, rehearsed: Rehearsed, sentence: str) -> PreparedStep:
        """Return a transaction with what it does."""
        return PreparedStep(**self.prepare(rehearsed).model_dump(), sentence=sentence)
