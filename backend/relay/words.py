"""Say where something signed is on its way. Pure."""

from collections.abc import Mapping

from backend.relay.models import Relay, RelayKind, RelayState

SENTENCES: Mapping[tuple[str, str], str] = {
    (RelayKind.BALLOT, RelayState.WAITING): "Your vote is handed in and sets out in a moment.",
    (RelayKind.BALLOT, RelayState.SENT): "Your vote is on its way to the chain.",
    (RelayKind.BALLOT, RelayState.CONFIRMED): "Your vote is cast.",
    (RelayKind.DELEGATION, RelayState.WAITING): "Your choice is handed in and sets out in a moment.",
    (RelayKind.DELEGATION, RelayState.SENT): "Your choice is on its way to the chain.",
    (RelayKind.DELEGATION, RelayState.CONFIRMED): "Your choice of who votes counts from now on.",
}


def describe(relay: Relay) -> str:
    """Return the sentence for who signed."""
    return relay.outcome or SENTENCES[relay.kind, relay.state]
