"""Say in a sentence what an action of a proposal does. Pure: values in, values out.

A sentence is only told of a call that is known to the byte: people decide by it. All else is a call with bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eth_abi.abi import decode, encode
from eth_abi.exceptions import DecodingError

from backend.chain.currency import Currency
from backend.core.keccak import keccak, write_checksum
from backend.governance.amounts import write_exactly, write_fan_tokens
from backend.governance.models import SettingName
from backend.holdings.balances import NOBODY

SELECTOR_BYTES = 4
UNLIMITED = 2**256 - 1  # wallets and contracts write "any amount" so
SHARE_BITS = 96  # a split's payee is a word: the account above, the share of a million below
SHARE_MASK = 2**SHARE_BITS - 1
PERCENT_DIGITS = 4  # of a share of a million
CREW_RIGHTS = ("create drops and phases", "give editions away", "pause sales")
UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
DURATIONS = {
    "setVotingDelay(uint48)": (SettingName.VOTING_DELAY, "time before a vote"),
    "setVotingPeriod(uint32)": (SettingName.VOTING_PERIOD, "voting period"),
    "setLateQuorumVoteExtension(uint48)": (SettingName.LATE_EXTENSION, "extension of a late vote"),
    "setExecutionDelay(uint256)": (SettingName.EXECUTION_DELAY, "time before execution"),
}


@dataclass(frozen=True)
class Surroundings:
    """What sentences call things: the contracts, the currencies, and the settings when the proposal was made."""

    governor: str
    fan_token: str | None
    label: str
    coin: str
    find_currency: Callable[[str], Currency | None]
    settings: Mapping[str, str] = field(default_factory=dict)


def describe_action(target: str, value_wei: int, call: str, around: Surroundings) -> str:
    """Return what an action does; `call` is 0x hex."""
    content = bytes.fromhex(call[2:])
    if not content:
        return _describe_payment(target, value_wei, around)
    sentence = _describe_call(target, content, around) or f"call {target} with {_count(len(content), 'byte')}"
    return f"{sentence}, with {write_units(value_wei, None, around)}" if value_wei else sentence


def write_duration(seconds: int) -> str:
    """Return a duration in the largest unit that has no remainder: "3 days", "90 minutes"."""
    size, unit = next((size, unit) for size, unit in UNITS if size == 1 or (seconds and seconds % size == 0))
    return _count(seconds // size, unit)


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"


def _describe_payment(target: str, value_wei: int, around: Surroundings) -> str:
    if value_wei:
        return f"pay {write_units(value_wei, None, around)} to {target}"
    return "do nothing: the vote is the message" if target == around.governor else f"call {target}"


def _describe_call(target: str, content: bytes, around: Surroundings) -> str | None:
    for signature, describe in _list_known(target, around):
        arguments = read_call(signature, content)
        if arguments is not None:
            return describe(signature, arguments, target, around)
    return None


Describe = Callable[[str, tuple[Any, ...], str, Surroundings], str | None]


def _list_known(target: str, around: Surroundings) -> list[tuple[str, Describe]]:
    own = {around.governor: OF_THE_GOVERNOR, around.label: OF_THE_LABEL}.get(target, {})
    return [*own.items(), *OF_ANYTHING.items()]


def read_call(signature: str, content: bytes) -> tuple[Any, ...] | None:
    """Return the arguments of a call, or `None` when it is another one, or not written as a wallet writes it."""
    if content[:SELECTOR_BYTES] != keccak(signature.encode())[:SELECTOR_BYTES]:
        return None
    inside = signature[signature.index("(") + 1 : -1]
    types = inside.split(",") if inside else []
    try:
        values = decode(types, content[SELECTOR_BYTES:])
    except (DecodingError, OverflowError):
        return None
    return tuple(values) if encode(types, values) == content[SELECTOR_BYTES:] else None


def _change_duration(signature: str, arguments: tuple[Any, ...], _target: str, around: Surroundings) -> str:
    name, called = DURATIONS[signature]
    return _change(f"the {called}", around.settings.get(name), arguments[0], write_duration)


def _change_threshold(_signature: str, arguments: tuple[Any, ...], _target: str, around: Surroundings) -> str:
    before = around.settings.get(SettingName.PROPOSAL_THRESHOLD)
    return _change("how many votes a proposer needs", before, arguments[0], write_exactly)


def _change_quorum(_signature: str, arguments: tuple[Any, ...], _target: str, around: Surroundings) -> str:
    before = around.settings.get(SettingName.QUORUM_NUMERATOR)
    return _change("the quorum", before, arguments[0], lambda percent: f"{percent:,} % of all fan tokens")


def _change_guardian(_signature: str, arguments: tuple[Any, ...], _target: str, _around: Surroundings) -> str:
    guardian = write_checksum(arguments[0])
    return "have no guardian any more" if guardian == NOBODY else f"make {guardian} the guardian"


def _relay(_signature: str, arguments: tuple[Any, ...], _target: str, around: Surroundings) -> str:
    target, value_wei, call = arguments
    return describe_action(write_checksum(target), value_wei, f"0x{call.hex()}", around)


def _pay_token(_signature: str, arguments: tuple[Any, ...], target: str, around: Surroundings) -> str:
    return f"pay {write_units(arguments[1], target, around)} to {write_checksum(arguments[0])}"


def _approve(_signature: str, arguments: tuple[Any, ...], target: str, around: Surroundings) -> str:
    spender, units = arguments
    is_any = units == UNLIMITED
    amount = f"any amount of {_name_token(target, around)}" if is_any else write_units(units, target, around)
    return f"let {write_checksum(spender)} take {amount}"


def _hand_over(_signature: str, arguments: tuple[Any, ...], target: str, around: Surroundings) -> str:
    return f"hand {_name(target, around)} to {write_checksum(arguments[0])}"


def _take_over(_signature: str, _arguments: tuple[Any, ...], target: str, around: Surroundings) -> str:
    return f"take over {_name(target, around)}"


def _delegate(_signature: str, arguments: tuple[Any, ...], target: str, around: Surroundings) -> str:
    return f"let {write_checksum(arguments[0])} vote with the treasury's tokens of {_name(target, around)}"


def _change_payees(_signature: str, arguments: tuple[Any, ...], target: str, _around: Surroundings) -> str:
    _, _, successors = arguments
    parts = ", ".join(f"{_read_account(word)} {_percent(word & SHARE_MASK)}" for word in successors)
    return f"have the split {target} pay what comes in later to {parts}"


def _allow_currency(_signature: str, arguments: tuple[Any, ...], _target: str, around: Surroundings) -> str:
    token, is_allowed = arguments
    name = _name_token(write_checksum(token), around)
    return f"let new drops be priced in {name}" if is_allowed else f"let no new drop be priced in {name}"


def _set_crew(_signature: str, arguments: tuple[Any, ...], _target: str, _around: Surroundings) -> str | None:
    account, rights = write_checksum(arguments[0]), arguments[1]
    if rights >= 2 ** len(CREW_RIGHTS):
        return None
    named = [words for place, words in enumerate(CREW_RIGHTS) if rights >> place & 1]
    return f"let {account} act for the label: {', '.join(named) or 'nothing any more'}"


OF_THE_GOVERNOR: Mapping[str, Describe] = {
    **dict.fromkeys(DURATIONS, _change_duration),
    "setProposalThreshold(uint256)": _change_threshold,
    "updateQuorumNumerator(uint256)": _change_quorum,
    "setProposalGuardian(address)": _change_guardian,
    "relay(address,uint256,bytes)": _relay,
}
OF_THE_LABEL: Mapping[str, Describe] = {
    "allow_currency(address,bool)": _allow_currency,
    "set_crew(address,uint256)": _set_crew,
}
OF_ANYTHING: Mapping[str, Describe] = {
    "transfer(address,uint256)": _pay_token,
    "approve(address,uint256)": _approve,
    "transfer_ownership(address)": _hand_over,
    "accept_ownership()": _take_over,
    "delegate(address)": _delegate,
    "change_payees(uint256[],uint256,uint256[])": _change_payees,
}


def _name(contract: str, around: Surroundings) -> str:
    names = {around.label: "the label", around.fan_token: "the fan token", around.governor: "the governor"}
    return names.get(contract, f"the contract {contract}")


def _name_token(token: str, around: Surroundings) -> str:
    if token == around.fan_token:
        return "the fan token"
    known = around.find_currency(token)
    return known.symbol if known else f"the token {token}"


def _read_account(word: int) -> str:
    return write_checksum(f"0x{word >> SHARE_BITS:040x}")


def _percent(parts_per_million: int) -> str:
    return f"{write_exactly(parts_per_million, PERCENT_DIGITS)} %"


def write_units(units: int, token: str | None, around: Surroundings) -> str:
    """Return an amount of a token, or of coin, to its last digit."""
    if token is None:
        return f"{write_exactly(units)} {around.coin}"
    if token == around.fan_token:
        return write_fan_tokens(units)
    known = around.find_currency(token)
    return (
        f"{write_exactly(units, known.decimals)} {known.symbol}"
        if known
        else f"{_count(units, 'unit')} of the token {token}"
    )


def _change(what: str, before: str | None, after: int, write: Callable[[int], str]) -> str:
    since = f" from {write(int(before))}" if before is not None else ""
    return f"change {what}{since} to {write(after)}"
