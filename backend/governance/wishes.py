"""What people want to do about proposals, as it crosses HTTP."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, model_validator

from backend.core.types import Address, fit_bytes
from backend.drops.schemas import LARGEST_UINT256, PreparedTransaction
from backend.governance.models import SettingName, Support
from backend.governance.schemas import ActionView, ProposalId

MOST_ACTIONS = 8
MOST_CALL_BYTES = 1024
MOST_DESCRIPTION_BYTES = 2048
MOST_REASON_BYTES = 1024
LARGEST: Mapping[SettingName, int] = {
    SettingName.VOTING_DELAY: 2**48 - 1,
    SettingName.VOTING_PERIOD: 2**32 - 1,
    SettingName.LATE_EXTENSION: 2**48 - 1,
}
"""What the governor's functions take at most where that is less than a number of 256 bits."""
SPACE = 32


def _fit_line(text: str) -> str:
    if not text.strip():
        msg = "says nothing: write in a few words what this is about"
        raise ValueError(msg)
    if any(ord(letter) < SPACE for letter in text):
        msg = "is more than one line: put the rest into the text below it"
        raise ValueError(msg)
    return text


def _fit_text(text: str) -> str:
    # Half a character of UTF-16, which JSON can spell, is none: no contract can be told of it.
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        msg = "holds a character that is no text: write it anew"
        raise ValueError(msg)
    return text


def _fit_call(call: str) -> str:
    if len(call) % 2 or len(call) > 2 + 2 * MOST_CALL_BYTES:
        msg = f"is no call of at most {MOST_CALL_BYTES} bytes: do less in it, or do it in two actions"
        raise ValueError(msg)
    return call


def _fit_actions(actions: list["ActionWish"]) -> list["ActionWish"]:
    if not 1 <= len(actions) <= MOST_ACTIONS:
        msg = f"are {len(actions)}: a proposal has from 1 to {MOST_ACTIONS}. Make two of what is more"
        raise ValueError(msg)
    return actions


Number = Annotated[int, Field(ge=0, le=LARGEST_UINT256)]
"""A number of 256 bits: digits in a string, or a number in JSON."""
Reason = Annotated[str, AfterValidator(_fit_text), fit_bytes(MOST_REASON_BYTES)]
Text = Annotated[str, AfterValidator(_fit_text)]
Calldata = Annotated[str, Field(pattern="^0x[0-9a-fA-F]*$"), AfterValidator(_fit_call)]


class PaymentWish(BaseModel):
    """Pay somebody out of the treasury: coin, or a token, in the smallest unit."""

    kind: Literal["pay"]
    to: Address
    amount: Annotated[int, Field(ge=1, le=LARGEST_UINT256)]
    currency: Address | None = None


class SettingWish(BaseModel):
    """Change a rule of the governor: to a number, or for the guardian to an address, the zero address for nobody."""

    kind: Literal["setting"]
    name: SettingName
    value: Number | Address

    @model_validator(mode="after")
    def fit(self) -> "SettingWish":
        """Refuse what the setting cannot be at all; whether the governor accepts it is tried on the node."""
        if isinstance(self.value, int) is (self.name is SettingName.GUARDIAN):
            msg = "is of another kind: the guardian is an address, all else is a number in digits"
            raise ValueError(msg)
        if isinstance(self.value, int) and self.value > LARGEST.get(self.name, LARGEST_UINT256):
            msg = "is larger than any governor takes: write a smaller number"
            raise ValueError(msg)
        return self


class HandOverWish(BaseModel):
    """Offer a contract that the governor owns to somebody, who takes it over then."""

    kind: Literal["hand_over"]
    contract: Address
    to: Address


class TakeOverWish(BaseModel):
    """Take over a contract that was offered to the governor."""

    kind: Literal["take_over"]
    contract: Address


class SignalWish(BaseModel):
    """Do nothing: the vote is the message."""

    kind: Literal["signal"]


class CallWish(BaseModel):
    """Call anything."""

    kind: Literal["call"]
    target: Address
    value_wei: Number = 0
    calldata: Calldata = "0x"


ActionWish = Annotated[
    PaymentWish | SettingWish | HandOverWish | TakeOverWish | SignalWish | CallWish, Field(discriminator="kind")
]


class ProposalDraft(BaseModel):
    """What somebody thinks of proposing."""

    actions: Annotated[list[ActionWish], AfterValidator(_fit_actions)]
    title: Annotated[str, AfterValidator(_fit_text), AfterValidator(_fit_line)]
    text: Text = ""


class ActionForecast(ActionView):
    """What a proposal does, and what would come of it now."""

    outcome: str | None = Field(description="why it would fail now, all before it done too; null when it would succeed")


class ProposalPreview(BaseModel):
    """A proposal as it would be made."""

    id: ProposalId
    description: str
    actions: list[ActionForecast]


class ActionOutcome(BaseModel):
    """What a proposal does, and what would come of it if it were executed now."""

    sentence: str
    outcome: str | None = Field(description="why it would fail now, all before it done too; null when it would succeed")


class DeedWish(BaseModel):
    """Who would send the transaction."""

    account: Address


class VoteWish(DeedWish):
    """How somebody wants to vote, and why: 0 against, 1 for, 2 abstain."""

    proposal: Number
    support: Support
    reason: Reason = ""


class DelegationWish(DeedWish):
    """Who is to vote with somebody's fan tokens; null for nobody."""

    delegate: Address | None


class ProposalWish(ProposalDraft, DeedWish):
    """What somebody wants to propose; `only_proposer` keeps others from proposing the same first."""

    only_proposer: bool = False


class PreparedStep(PreparedTransaction):
    """A transaction that would succeed now, and what it does."""

    sentence: str


class PreparedProposal(PreparedStep, ProposalPreview):
    """A proposal that its sender can make now, and when people could vote on it if it were made at once."""

    begins_at: int
    ends_at: int
