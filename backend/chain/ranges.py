"""How many blocks to read at once."""

from dataclasses import dataclass, replace

FIRST_BLOCKS = 500
MOST_BLOCKS = 5_000
GROWTH = 1.5


@dataclass(frozen=True)
class RangeSize:
    """A number of blocks that finds the node's limit: half after a refusal, half as many more after a success."""

    blocks: int = FIRST_BLOCKS

    @property
    def is_smallest(self) -> bool:
        """Whether it cannot be halved."""
        return self.blocks == 1

    def halved(self) -> "RangeSize":
        """Return the size to try after a refusal."""
        return replace(self, blocks=max(1, self.blocks // 2))

    def grown(self) -> "RangeSize":
        """Return the size to try after a success."""
        return replace(self, blocks=min(MOST_BLOCKS, int(self.blocks * GROWTH) + 1))
