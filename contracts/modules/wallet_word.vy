# pragma version 0.4.3
"""
@title Wallet word
@license AGPL-3.0-only
@notice Count in one word what a wallet holds and what was ever minted to it.
@dev From the lowest bit: balance 64, minted 64, free 128. A serial fits 32 bits, so no field can overflow.
"""


FIELD_MASK: constant(uint256) = 2**64 - 1
MINTED_AT: constant(uint256) = 64


@internal
@pure
def _balance(word: uint256) -> uint256:
    return word & FIELD_MASK


@internal
@pure
def _minted(word: uint256) -> uint256:
    return (word >> MINTED_AT) & FIELD_MASK


@internal
@pure
def _mint(word: uint256, quantity: uint256) -> uint256:
    return unsafe_add(word, quantity | (quantity << MINTED_AT))


@internal
@pure
def _receive(word: uint256) -> uint256:
    return unsafe_add(word, 1)


@internal
@pure
def _give(word: uint256) -> uint256:
    """
    @notice Take one edition off the balance.
    @param word The word of a wallet that holds at least one.
    """
    return unsafe_sub(word, 1)
