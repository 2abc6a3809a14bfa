"""Say in a sentence why an action of a proposal would fail. Pure: values in, values out."""

from collections.abc import Callable, Mapping

from backend.chain.errors import Reverted
from backend.chain.reverts import read_custom_error
from backend.core.keccak import write_checksum
from backend.governance.actions import write_duration

NO_CONTRACT = "there is no contract at {}: the call would do nothing"
ALONE = "{}, tried by itself: the chain's node cannot try several actions in a row"
WORDS: Mapping[str, str] = {
    "ownable_2step: caller is not the new owner": "it was not offered to the governor: its owner hands it over first",
    "ownable: caller is not the owner": "the governor does not own it",
    "label: not the owner": "the governor does not own the label",
    "split: not the owner": "the governor does not own the split",
}
NAMES: Mapping[str, Callable[..., str]] = {
    "GovernorInvalidVotingPeriod(uint256)": lambda seconds: f"people cannot vote for {write_duration(seconds)}",
    "GovernorPreventLateQuorumVoteExtensionTooLarge(uint256,uint256)": lambda _, most: (
        f"a late vote cannot be extended by more than the voting period, {write_duration(most)}"
    ),
    "GovernorInvalidQuorumFraction(uint256,uint256)": lambda percent, _: (
        f"a quorum of {percent:,} % is more than all fan tokens"
    ),
    "ERC20InsufficientBalance(address,uint256,uint256)": lambda account, *_: (
        f"{write_checksum(account)} holds too little of the token"
    ),
    "ERC20InsufficientAllowance(address,uint256,uint256)": lambda account, *_: (
        f"{write_checksum(account)} may not take that much of the token"
    ),
    "ERC20InvalidReceiver(address)": lambda account: f"the token cannot be sent to {write_checksum(account)}",
    "OwnableUnauthorizedAccount(address)": lambda _: "the governor does not own it",
}


def explain_failure(refused: Reverted) -> str:
    """Return why whoever was called refuses, in its own words unless they are known here."""
    found = read_custom_error(refused.data, NAMES)
    if found:
        return NAMES[found.signature](*found.values)
    if refused.reason:
        return WORDS.get(refused.reason, f"it is refused: “{refused.reason}”")
    return "it is refused, and no reason is given"


def tell_shortage(held: str | None, spent: str | None) -> str:
    """Return that the treasury holds too little; `spent` is what is paid before, if anything."""
    if held is None:
        return "the treasury holds nothing of it"
    return f"the treasury holds {held} only" + (f", and {spent} of it are paid before" if spent else "")
