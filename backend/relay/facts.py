"""What governor and fan token say right now about someone who votes without a fee."""

from eth_abi.abi import decode

from backend.chain.contracts import FAN_TOKEN, GOVERNOR, Contracts
from backend.chain.errors import Reverted
from backend.chain.node import Node
from backend.core.keccak import write_checksum
from backend.governance.states import ProposalState
from backend.holdings.balances import NOBODY
from backend.relay.calls import find_contract
from backend.relay.messages import Domain
from backend.relay.models import RelayKind

INTERFACES = {RelayKind.BALLOT: GOVERNOR, RelayKind.DELEGATION: FAN_TOKEN}


class Facts:
    """Asks the node, each time anew."""

    def __init__(self, node: Node, contracts: Contracts) -> None:
        self._node = node
        self._contracts = contracts

    async def find_domain(self, kind: RelayKind) -> Domain:
        """Return the contract that takes what is signed, by the name it gives itself."""
        (name,) = decode(["string"], await self._ask(kind, "name"))
        return Domain(name, self._contracts.chain_id, find_contract(kind, self._contracts))

    async def find_nonce(self, kind: RelayKind, account: str) -> int:
        """Return the number that the next signature of an account must bear."""
        return int.from_bytes(await self._ask(kind, "nonces", account))

    async def find_state(self, proposal: int) -> ProposalState | None:
        """Return where a proposal stands, or `None` when there is none."""
        try:
            return list(ProposalState)[int.from_bytes(await self._ask(RelayKind.BALLOT, "state", proposal))]
        except Reverted:
            return None

    async def has_voted(self, proposal: int, account: str) -> bool:
        """Tell whether a vote of the account is counted."""
        return bool(int.from_bytes(await self._ask(RelayKind.BALLOT, "hasVoted", proposal, account)))

    async def find_weight(self, proposal: int, account: str) -> int:
        """Return how much a vote of the account weighs on a proposal whose vote has begun, in token units."""
        snapshot = int.from_bytes(await self._ask(RelayKind.BALLOT, "proposalSnapshot", proposal))
        return int.from_bytes(await self._ask(RelayKind.BALLOT, "getVotes", account, snapshot))

    async def find_balance(self, account: str) -> int:
        """Return how many fan tokens an account has, in token units."""
        return int.from_bytes(await self._ask(RelayKind.DELEGATION, "balanceOf", account))

    async def find_delegate(self, account: str) -> str | None:
        """Return who votes with an account's tokens, or `None` for nobody."""
        delegate = write_checksum("0x" + (await self._ask(RelayKind.DELEGATION, "delegates", account))[-20:].hex())
        return None if delegate == NOBODY else delegate

    async def find_time(self) -> int:
        """Return the time at the head of the chain, in Unix seconds."""
        return (await self._node.head()).timestamp

    async def _ask(self, kind: RelayKind, function: str, *arguments: object) -> bytes:
        contract = find_contract(kind, self._contracts)
        return await self._node.call(contract, self._contracts.encode(INTERFACES[kind], function, *arguments))
