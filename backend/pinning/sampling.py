"""Choose the blocks that prove a copy."""

import random
from collections.abc import Sequence

from backend.ipfs.cid import RAW, Cid


def choose_blocks(blocks: Sequence[Cid], count: int, chance: random.Random) -> list[Cid]:
    """Return up to `count` different blocks of an object, at least one, the first of them a leaf.

    `blocks` are all of its blocks depth first: where no leaf is raw, the last one is a leaf.
    """
    leaves = [cid for cid in blocks if cid.codec == RAW] or blocks[-1:]
    leaf = chance.choice(leaves)
    others = [cid for cid in blocks if cid != leaf]
    return [leaf, *chance.sample(others, min(count - 1, len(others)))]
