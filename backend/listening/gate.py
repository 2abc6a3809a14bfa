"""May this wallet hear this mix? Pure: values in, value out.

An edition grants once its arrival is final, and stops granting as soon as its departure is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class AccessState(StrEnum):
    """Where a listener stands."""

    ANONYMOUS = "anonymous"
    STRANGER = "stranger"
    PENDING = "pending"
    HOLDER = "holder"


@dataclass(frozen=True)
class Access:
    """Whether a wallet may hear a mix, and the editions that say so."""

    state: AccessState
    serials: tuple[int, ...] = ()

    @property
    def is_granted(self) -> bool:
        """Whether the full mix may be played."""
        return self.state is AccessState.HOLDER

    @property
    def sentence(self) -> str:
        """Say why in words a fan understands."""
        return SENTENCES[self.state].format(editions=_name(self.serials))


SENTENCES = {
    AccessState.ANONYMOUS: "Sign in with the wallet that holds an edition to hear the full mix.",
    AccessState.STRANGER: "This wallet holds no edition of this mix. Collect one to hear it in full.",
    AccessState.PENDING: "{editions} is being confirmed. The full mix opens in a moment.",
    AccessState.HOLDER: "You hold {editions}: the full mix is yours to hear.",
}


def decide(viewer: str | None, final_serials: Sequence[int], fresh_serials: Sequence[int]) -> Access:
    """Return where `viewer` stands, from the editions it holds for good and those still being confirmed."""
    if viewer is None:
        return Access(AccessState.ANONYMOUS)
    if final_serials:
        return Access(AccessState.HOLDER, tuple(final_serials))
    if fresh_serials:
        return Access(AccessState.PENDING, tuple(fresh_serials))
    return Access(AccessState.STRANGER)


def _name(serials: Sequence[int]) -> str:
    return ", ".join(f"#{serial}" for serial in serials)
