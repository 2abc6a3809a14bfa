"""What a governor can be asked to do, as calls; they are written here, so that no server has to be believed."""

import re
from collections.abc import Callable

from eth_abi.abi import encode
from eth_utils.crypto import keccak

from scripts._currencies import ZERO_ADDRESS, Currency
from scripts._durations import SECONDS, read_duration
from scripts._fields import read_account, shift
from scripts._live_governor import LiveGovernor
from scripts._proposal import Action
from scripts._refusal import Refusal
from scripts._rule_lines import PERCENT

AMOUNT = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,30})?")
NOBODY = "nobody"
NOTHING = b""
LONGEST = SECONDS["year"]  # of the governor's times


class AmountWrong(Refusal):
    """That is no amount of the currency."""

    def __init__(self, field: str, value: str, currency: Currency) -> None:
        super().__init__(
            f"{field} is {value}: write an amount of {currency.symbol} above 0, at most {currency.decimals} decimals."
        )


class PercentWrong(Refusal):
    """That is no part of all tokens."""

    def __init__(self, value: str) -> None:
        super().__init__(f"VALUE is {value}: write a whole number of percent from 1 to 100.")


def read_amount(field: str, value: str, currency: Currency) -> int:
    """Return an amount in the currency's smallest unit, exactly."""
    _, _, fraction = value.partition(".")
    units = shift(value, currency.decimals) if AMOUNT.fullmatch(value) and len(fraction) <= currency.decimals else 0
    if not units:
        raise AmountWrong(field, value, currency)
    return units


def pay(to: str, units: int, currency: Currency) -> Action:
    """Pay somebody out of the treasury."""
    if currency.is_coin:
        return to, units, NOTHING
    return currency.address, 0, _call("transfer(address,uint256)", to, units)


def set_rule(governor: LiveGovernor, name: str, value: str) -> Action:
    """Change one of SETTINGS."""
    signature, read = SETTINGS[name]
    return governor.address, 0, _call(signature, read(value, governor.currency))


def hand_over(contract: str, owner: str) -> Action:
    """Offer a contract that the governor owns to another owner."""
    return contract, 0, _call("transfer_ownership(address)", owner)


def take_over(contract: str) -> Action:
    """Become the owner of a contract that was offered to the governor."""
    return contract, 0, _call("accept_ownership()")


def signal(governor: LiveGovernor) -> Action:
    """Do nothing: the vote is the message."""
    return governor.address, 0, NOTHING


def _call(signature: str, *arguments: object) -> bytes:
    types = signature[signature.index("(") + 1 : -1]
    return keccak(text=signature)[:4] + encode(types.split(",") if types else [], arguments)


def _read_seconds(value: str, _token: Currency) -> int:
    return read_duration("VALUE", value, LONGEST)


def _read_threshold(value: str, token: Currency) -> int:
    return 0 if value == "0" else read_amount("VALUE", value, token)


def _read_percent(value: str, _token: Currency) -> int:
    if not (value.isdecimal() and 1 <= int(value) <= PERCENT):
        raise PercentWrong(value)
    return int(value)


def _read_guardian(value: str, _token: Currency) -> str:
    return ZERO_ADDRESS if value == NOBODY else read_account("VALUE", value)


SETTINGS: dict[str, tuple[str, Callable[[str, Currency], int | str]]] = {
    "voting-delay": ("setVotingDelay(uint48)", _read_seconds),
    "voting-period": ("setVotingPeriod(uint32)", _read_seconds),
    "proposal-threshold": ("setProposalThreshold(uint256)", _read_threshold),
    "quorum-percent": ("updateQuorumNumerator(uint256)", _read_percent),
    "late-extension": ("setLateQuorumVoteExtension(uint48)", _read_seconds),
    "execution-delay": ("setExecutionDelay(uint256)", _read_seconds),
    "guardian": ("setProposalGuardian(address)", _read_guardian),
}
