# pragma version 0.4.3
"""
@title Sale word
@license AGPL-3.0-only
@notice Count the editions of a drop in one word, beside what its sale needs to remember.
@dev From the lowest bit: minted 32, lowered supply 32, closed 1, paused 1, phases 4, burned 32, frozen 1, trusting 1, free
     24, minted in tiers 1 to 4 32 each. All zero in a plain new drop, so that creating one writes nothing. *lowered
     supply*: zero for as promised. *phases*: how many were added. *trusting*: the transfer validator was removed.
"""


FIELD_MASK: constant(uint256) = 2**32 - 1
LOWERED_AT: constant(uint256) = 32
LOWERED_MASK: constant(uint256) = FIELD_MASK << LOWERED_AT
CLOSED: constant(uint256) = 1 << 64
PAUSED: constant(uint256) = 1 << 65
PHASES_AT: constant(uint256) = 66
PHASES_MASK: constant(uint256) = 15
BURNED_AT: constant(uint256) = 70
FROZEN: constant(uint256) = 1 << 102
TRUSTING: constant(uint256) = 1 << 103
TIERS_AT: constant(uint256) = 96        # and 32 more for each tier's number, from 1
LAST_TIER: constant(uint256) = 4


@internal
@pure
def _minted(word: uint256) -> uint256:
    return word & FIELD_MASK


@internal
@pure
def _count(word: uint256, quantity: uint256, tier: uint256) -> uint256:
    """
    @notice Count `quantity` more editions of a tier.
    @param quantity At most what keeps the count within the supply, which fits 32 bits.
    @param tier From 0 to 4; editions of the first are what is not of the others.
    """
    if tier == 0:
        return unsafe_add(word, quantity)
    return unsafe_add(word, quantity | (quantity << unsafe_add(TIERS_AT, unsafe_mul(32, tier))))


@internal
@pure
def _minted_of(word: uint256, tier: uint256) -> uint256:
    """
    @param tier From 0 to 4.
    """
    if tier != 0:
        return (word >> (TIERS_AT + 32 * tier)) & FIELD_MASK
    others: uint256 = 0
    for other: uint256 in range(1, LAST_TIER + 1):
        others += (word >> (TIERS_AT + 32 * other)) & FIELD_MASK
    return (word & FIELD_MASK) - others


@internal
@pure
def _burned(word: uint256) -> uint256:
    return (word >> BURNED_AT) & FIELD_MASK


@internal
@pure
def _count_burned(word: uint256) -> uint256:
    return unsafe_add(word, 1 << BURNED_AT)


@internal
@pure
def _lowered_supply(word: uint256) -> uint256:
    return (word & LOWERED_MASK) >> LOWERED_AT


@internal
@pure
def _is_lowered(word: uint256) -> bool:
    return word & LOWERED_MASK != 0


@internal
@pure
def _lower_supply(word: uint256, supply: uint256) -> uint256:
    """
    @notice Write down a smaller supply.
    @param supply From 1 to 2**32 - 1.
    """
    return (word & ~LOWERED_MASK) | (supply << LOWERED_AT)


@internal
@pure
def _is_closed(word: uint256) -> bool:
    return word & CLOSED != 0


@internal
@pure
def _close(word: uint256) -> uint256:
    return word | CLOSED


@internal
@pure
def _is_frozen(word: uint256) -> bool:
    return word & FROZEN != 0


@internal
@pure
def _freeze(word: uint256) -> uint256:
    return word | FROZEN


@internal
@pure
def _is_trusting(word: uint256) -> bool:
    return word & TRUSTING != 0


@internal
@pure
def _trust(word: uint256) -> uint256:
    return word | TRUSTING


@internal
@pure
def _is_paused(word: uint256) -> bool:
    return word & PAUSED != 0


@internal
@pure
def _mark_paused(word: uint256, is_paused: bool) -> uint256:
    if is_paused:
        return word | PAUSED
    return word & ~PAUSED


@internal
@pure
def _is_stopped(word: uint256) -> bool:
    """
    @notice Return whether the sale is closed for good or paused.
    """
    return word & (CLOSED | PAUSED) != 0


@internal
@pure
def _phases(word: uint256) -> uint256:
    return (word >> PHASES_AT) & PHASES_MASK


@internal
@pure
def _add_phase(word: uint256) -> uint256:
    """
    @param word A sale word with at most 14 phases.
    """
    return unsafe_add(word, 1 << PHASES_AT)
