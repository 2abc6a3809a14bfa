"""Try on the node what a governor would do, without a vote."""

from collections.abc import Sequence
from typing import NamedTuple

from backend.chain.contracts import GOVERNOR, Contracts
from backend.chain.errors import NodeRefused, OutOfGas, Reverted
from backend.chain.node import Call, Node
from backend.governance.actions import Surroundings, read_call, write_units
from backend.governance.drafts import NOTHING, list_columns
from backend.governance.models import Action
from backend.governance.outcomes import ALONE, NO_CONTRACT, explain_failure, tell_shortage
from backend.governance.treasury import BalanceReader

TRANSFER = "transfer(address,uint256)"


class Need(NamedTuple):
    """What an action takes out of the treasury: of which token, or coin."""

    token: str | None
    units: int


class ActionSimulator:
    """Tries actions on the chain as it is now.

    The governor is asked to pass each on itself (its `relay`), as if a vote had made it, with its own coin. They are
    tried in a row, each on what those before it left; a node without `eth_simulateV1` tries each by itself, which is
    told where it matters. Nobody knows what comes in until a proposal is executed: a failure now need not be one then.
    """

    def __init__(self, node: Node, contracts: Contracts) -> None:
        self._node = node
        self._contracts = contracts
        self._balances = BalanceReader(node, contracts)

    async def foresee(self, actions: Sequence[Action], around: Surroundings) -> list[str | None]:
        """Return why each action would fail now, or `None` where it would succeed."""
        calls = [self._write_call(action, around.governor) for action in zip(*list_columns(actions), strict=True)]
        try:
            answers, is_row = await self._node.simulate_row(calls), True
        except NodeRefused:
            answers, is_row = [await self._try_alone(call) for call in calls], False
        outcomes = []
        for place, answer in enumerate(answers):
            before = actions[:place] if is_row else ()
            outcome = await self._explain(answer, actions[place], before, around)
            outcomes.append(ALONE.format(outcome) if outcome and place and not is_row else outcome)
        return outcomes

    def _write_call(self, action: tuple[str, int, bytes], governor: str) -> Call:
        data = self._contracts.encode(GOVERNOR, "relay", *action)
        return {"from": governor, "to": governor, "data": data, "value": "0x0"}

    async def _try_alone(self, call: Call) -> bytes | Reverted:
        try:
            return await self._node.simulate(call)
        except Reverted as refused:
            return refused
        except OutOfGas:  # in a row it is the contract's failure, too
            return Reverted("")

    async def _explain(
        self, answer: bytes | Reverted, action: Action, before: Sequence[Action], around: Surroundings
    ) -> str | None:
        target, _, call = action
        if not isinstance(answer, Reverted):
            is_lost = call != NOTHING and not await self._node.has_code(target)
            return NO_CONTRACT.format(target) if is_lost else None
        return await self._find_shortage(action, before, around) or explain_failure(answer)

    async def _find_shortage(self, action: Action, before: Sequence[Action], around: Surroundings) -> str | None:
        """Return that the treasury holds too little for an action, if that is so."""
        need = _find_need(action)
        if need is None:
            return None
        held = await self._balances.read(need.token, around.governor)
        spent = sum(each.units for each in map(_find_need, before) if each and each.token == need.token)
        if held is None or held >= spent + need.units:
            return None
        return tell_shortage(*(write_units(units, need.token, around) if units else None for units in (held, spent)))


def _find_need(action: Action) -> Need | None:
    target, value, call = action
    if int(value):
        return Need(None, int(value))
    arguments = read_call(TRANSFER, bytes.fromhex(call[2:]))
    return Need(target, arguments[1]) if arguments else None
