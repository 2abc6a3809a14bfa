# pragma version 0.4.3
"""
@title Sale word
@license AGPL-3.0-only
@notice Count the editions of a drop in one word, beside what its sale may need to remember.
@dev From the lowest bit: minted 32, free 224. All zero in a new drop, so that creating one writes nothing.
"""


MINTED_MASK: constant(uint256) = 2**32 - 1


@internal
@pure
def _minted(word: uint256) -> uint256:
    return word & MINTED_MASK


@internal
@pure
def _count(word: uint256, quantity: uint256) -> uint256:
    """
    @notice Count `quantity` more editions.
    @param quantity At most what keeps the count within the supply, which fits 32 bits.
    """
    return unsafe_add(word, quantity)
