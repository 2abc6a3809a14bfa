"""What the governor holds, as the node says now."""

from backend.chain.contracts import Contracts
from backend.chain.errors import NodeRefused, OutOfGas, Reverted
from backend.chain.node import Node
from backend.governance.actions import write_units
from backend.governance.schemas import HoldingView
from backend.governance.service import GovernanceService

WORD_BYTES = 32


class BalanceReader:
    """Asks the node what somebody holds."""

    def __init__(self, node: Node, contracts: Contracts) -> None:
        self._node = node
        self._contracts = contracts

    async def read(self, token: str | None, account: str) -> int | None:
        """Return what an account holds of a token, or of coin; `None` of what is no token."""
        if token is None:
            return await self._node.balance(account)
        try:
            answer = await self._node.call(token, self._contracts.encode("Token", "balanceOf", account))
        except (Reverted, NodeRefused, OutOfGas):
            return None
        return int.from_bytes(answer[:WORD_BYTES])


class TreasuryService:
    """Tells what fans decide about."""

    def __init__(self, governance: GovernanceService, contracts: Contracts, balances: BalanceReader) -> None:
        self._governance = governance
        self._contracts = contracts
        self._balances = balances

    async def list_holdings(self) -> list[HoldingView]:
        """Return what the governor holds of coin, the label's currencies and the fan token; zeros are left out."""
        governor, fan_token = self._governance.get_addresses()
        around = await self._governance.get_surroundings()
        tokens = (None, *self._contracts.deployment.currencies, fan_token)
        held = [(token, await self._balances.read(token, governor)) for token in tokens]
        return [
            HoldingView(currency=token, amount=units, text=write_units(units, token, around))
            for token, units in held
            if units
        ]
