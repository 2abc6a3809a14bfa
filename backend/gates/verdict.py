"""What a gate says to a listener."""

from dataclasses import dataclass
from enum import StrEnum


class AccessState(StrEnum):
    """Where a listener stands."""

    ANONYMOUS = "anonymous"
    STRANGER = "stranger"
    PENDING = "pending"
    PAUSED = "paused"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Witness:
    """A token that opens a gate, the wallet or vault that holds it, and the block it came there in."""

    contract: str
    token_id: int
    owner: str
    block_number: int


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a gate asks for, in words a fan understands."""

    sentence: str
    is_met: bool
    url: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a recording may be heard, and why."""

    state: AccessState
    sentence: str
    witnesses: tuple[Witness, ...]
    needs: tuple[Need, ...]
    gate_digest: str
    block_number: int

    @property
    def is_granted(self) -> bool:
        """Whether the recording may be played."""
        return self.state is AccessState.HOLDER
