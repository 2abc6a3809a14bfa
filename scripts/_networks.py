"""What differs between the chains a label may live on, known by their chain id (EIP-155)."""

from dataclasses import dataclass

GWEI = 10**9
LOCAL_CHAIN_ID = 31337


@dataclass(frozen=True)
class Network:
    """A chain: how its records are named, the tip its nodes insist on, and when a block counts."""

    chain_id: int
    name: str
    title: str
    least_tip_wei: int = 0
    confirmations: int = 0

    @property
    def is_local(self) -> bool:
        """Whether this chain may vanish with the process that runs it."""
        return self.chain_id == LOCAL_CHAIN_ID


# Polygon's pool turns away tips under 25 gwei while its nodes may suggest less; two blocks have never been reorganised.
KNOWN = {
    network.chain_id: network
    for network in (
        Network(137, "polygon", "Polygon", least_tip_wei=30 * GWEI, confirmations=2),
        Network(80002, "amoy", "Polygon Amoy (test money)", least_tip_wei=30 * GWEI, confirmations=2),
        Network(LOCAL_CHAIN_ID, "local", "the local chain"),
    )
}


def network_of(chain_id: int) -> Network:
    """Return the network with this chain id; an unknown one is named by its number."""
    return KNOWN.get(chain_id, Network(chain_id, str(chain_id), f"chain {chain_id}"))
