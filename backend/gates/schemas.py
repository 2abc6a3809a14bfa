"""What crosses HTTP about gates."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from backend.core.types import Address, Wei
from backend.gates.verdict import AccessState, Need, Verdict

NAME_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"
SOURCE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9:._-]{0,127}$"
GateName = Annotated[str, StringConstraints(pattern=NAME_PATTERN)]


class Recording(StrEnum):
    """What can be heard of a release: the mix, or the file as the DJ handed it in."""

    MIX = "mix"
    ORIGINAL = "original"


class NeedDetails(BaseModel):
    """One thing a gate asks for, and where it can be had."""

    sentence: str
    is_met: bool
    url: str | None

    @classmethod
    def of(cls, need: Need) -> "NeedDetails":
        """Write a need down."""
        return cls(sentence=need.sentence, is_met=need.is_met, url=need.url)


class AccessAnswer(BaseModel):
    """Whether a recording may be heard in full, and why; serials are of the editions that open it."""

    state: AccessState
    sentence: str
    serials: list[int]
    needs: list[NeedDetails]
    gate_digest: str
    block_number: int

    @classmethod
    def of(cls, verdict: Verdict) -> "AccessAnswer":
        """Write a verdict down."""
        return cls(
            state=verdict.state,
            sentence=verdict.sentence,
            serials=[witness.token_id for witness in verdict.witnesses],
            needs=[NeedDetails.of(need) for need in verdict.needs],
            gate_digest=verdict.gate_digest,
            block_number=verdict.block_number,
        )


class GateAnswer(BaseModel):
    """The gate of a recording; nobody has set the default one."""

    gate: dict[str, Any]
    digest: str
    set_by: str | None
    set_at: datetime | None


class ListAnswer(BaseModel):
    """A list of wallets as it is kept."""

    name: str
    count: int


class Gift(BaseModel):
    """What a wallet is given: an entitlement, or a badge."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["entitlement", "badge"] = "entitlement"
    name: GateName
    wallet: Address
    starts_at: AwareDatetime | None = Field(default=None, description="without it, from now on")
    ends_at: AwareDatetime | None = Field(default=None, description="without it, for good")

    @model_validator(mode="after")
    def _check_order(self) -> "Gift":
        if self.starts_at and self.ends_at and self.starts_at >= self.ends_at:
            msg = "ends_at should be later than starts_at"
            raise ValueError(msg)
        return self


class GiftAnswer(BaseModel):
    """Something that was given; `source` names it."""

    source: str
    kind: str
    name: str
    wallet: str
    starts_at: datetime
    ends_at: datetime | None


class VaultAnswer(BaseModel):
    """A vault that lets a wallet of the member listen with all it holds, at one contract, or by one token."""

    vault: str
    delegate: str
    kind: str
    contract: str | None
    token_id: Wei | None
    is_settled: bool


class HoldingAnswer(BaseModel):
    """The editions of one release in one wallet or vault."""

    slug: str
    title: str
    artist: str
    cover_url: str
    serials: list[int]
    pending_serials: list[int]
    wallet: str
    is_vault: bool
