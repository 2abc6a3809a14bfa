"""Create a split that belongs to no drop: a fixed one, or one whose payees an owner can change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ape.exceptions import ContractLogicError
from eth_utils.crypto import keccak

from scripts._abis import contract_at
from scripts._amounts import show_percent
from scripts._chain import Request
from scripts._chain_refusals import TransactionRefused
from scripts._currencies import Currency
from scripts._decision import Decision
from scripts._desk import Desk
from scripts._fields import shift
from scripts._payees import SHARE_DECIMALS, Payee, pack_payees
from scripts._refusal import Refusal
from scripts._split_terms import REWARD_BITS, SplitTerms

HIGHEST_REWARD = 10_000  # parts per million
REWARD = re.compile(r"[01](?:\.[0-9]{1,4})?")
NAME_BITS = 80
MOST_SETTLED = 8
PURPOSE = "the split"


class RewardWrong(Refusal):
    """The reward of whoever pays out is none."""

    def __init__(self, reward: str) -> None:
        super().__init__(
            f"--reward is {reward}: it should be a part of 100 from 0 to 1 with at most 4 decimals, such as 0.5."
        )


class SettledWithoutOwner(Refusal):
    """A fixed split has nothing to settle before a change."""

    def __init__(self) -> None:
        super().__init__("--settle is for splits whose payees can change: name the --owner who may, or leave it out.")


class TooManySettled(Refusal):
    """More tokens than one change can settle."""

    def __init__(self, count: int) -> None:
        super().__init__(f"--settle is given {count} tokens, a split settles at most {MOST_SETTLED}: leave some out.")


class ContractMissing(Refusal):
    """The code of such splits was never deployed with this label."""

    def __init__(self, kind: str, network: str) -> None:
        super().__init__(f"No {kind} is recorded for {network}: run `ape run label deploy` with the same --network.")


@dataclass(frozen=True)
class Plan:
    """A split as it shall be; without an owner it is fixed, and settles nothing before a change."""

    terms: SplitTerms
    owner: str | None = None
    settled: tuple[Currency, ...] = ()

    @property
    def kind(self) -> str:
        """The contract that creates it."""
        return "ManagedSplit" if self.owner else "RoyaltySplit"

    @property
    def arguments(self) -> tuple[Any, ...]:
        """What that contract's `create` asks for."""
        fixed = (self.terms.words, self.terms.tag)
        return (*fixed, self.owner, [token.address for token in self.settled]) if self.owner else fixed


def plan_split(
    payees: Sequence[Payee], reward: str, name: str | None, owner: str | None, settled: Sequence[Currency]
) -> Plan:
    """Return a split of payees; `name` tells it from others of the same. Raises for what a split cannot be."""
    tokens = sorted({token.address: token for token in settled}.values(), key=lambda token: int(token.address, 16))
    if tokens and not owner:
        raise SettledWithoutOwner
    if len(tokens) > MOST_SETTLED:
        raise TooManySettled(len(tokens))
    distinct = int.from_bytes(keccak(text=name)) >> (256 - NAME_BITS) if name else 0
    tag = distinct << REWARD_BITS | _read_reward(reward)
    return Plan(SplitTerms(tuple(pack_payees(payees)), tag), owner, tuple(tokens))


def decide_creation(desk: Desk, plan: Plan) -> Decision:
    """Create a split, whose address is known before."""
    record = desk.deployments.find_contract(plan.kind)
    if record is None:
        raise ContractMissing(plan.kind, desk.chain.network.title)
    creator = contract_at(plan.kind, record["address"])
    try:
        address = str(creator.create.call(*plan.arguments))
    except ContractLogicError as error:
        raise TransactionRefused(PURPOSE, error.message) from error
    return Decision(
        step=f"create split {address}",
        request=Request(PURPOSE, bytes(creator.create.encode_input(*plan.arguments)), str(creator.address)),
        plan="\n".join((f"a split will be at {address}.", *_list_terms(plan))),
        outcome=f"The split is at {address}: send it money, then `ape run royalties distribute {address}` pays it out.",
        already=f"The split of these payees is at {address} already",
        is_so=lambda: desk.chain.has_code(address),
    )


def list_shares(terms: SplitTerms) -> list[str]:
    """Return a line for each payee."""
    return [f"  {show_percent(share):>10}  {account}" for account, share in terms.shares]


def _list_terms(plan: Plan) -> list[str]:
    lines = list_shares(plan.terms)
    if plan.terms.reward:
        lines.append(f"  Whoever pays out keeps {show_percent(plan.terms.reward)} of it.")
    if plan.owner is None:
        return [*lines, "  Nobody can ever change that. This is FINAL."]
    tokens = "".join(f", {token.symbol} ({token.address})" for token in plan.settled)
    return [*lines, f"  {plan.owner} may change the payees; what came in before of POL{tokens} stays with these."]


def _read_reward(reward: str) -> int:
    parts = shift(reward, SHARE_DECIMALS) if REWARD.fullmatch(reward) else HIGHEST_REWARD + 1
    if parts > HIGHEST_REWARD:
        raise RewardWrong(reward)
    return parts
