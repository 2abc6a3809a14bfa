"""What crosses HTTP about gates."""

from enum import StrEnum

from pydantic import BaseModel

from backend.gates.verdict import AccessState, Need, Verdict


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
