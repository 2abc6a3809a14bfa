# pragma version 0.4.3
"""
@title Tally word
@license AGPL-3.0-only
@notice Say in one word how a vote stands and what became of it.
@dev From the lowest bit: votes for 96, votes against 96, when it may be executed 32, by how many seconds the vote was extended
     30, canceled 1, executed 1. Abstentions have a word of their own, which few voters pay for.
"""


VOTES_MASK: constant(uint256) = 2**96 - 1
AGAINST_AT: constant(uint256) = 96
ETA_AT: constant(uint256) = 192
ETA_MASK: constant(uint256) = 2**32 - 1
EXTENSION_AT: constant(uint256) = 224
EXTENSION_MASK: constant(uint256) = 2**30 - 1
CANCELED: constant(uint256) = 1 << 254
EXECUTED: constant(uint256) = 1 << 255


@internal
@pure
def _add_for(word: uint256, weight: uint256) -> uint256:
    assert weight <= unsafe_sub(VOTES_MASK, word & VOTES_MASK), "governor: votes exceed any supply"
    return unsafe_add(word, weight)


@internal
@pure
def _add_against(word: uint256, weight: uint256) -> uint256:
    assert weight <= unsafe_sub(VOTES_MASK, (word >> AGAINST_AT) & VOTES_MASK), "governor: votes exceed any supply"
    return unsafe_add(word, weight << AGAINST_AT)


@internal
@pure
def _queue(word: uint256, eta: uint256) -> uint256:
    """
    @param word Of a proposal that is not queued.
    @param eta At most 2**32 - 1.
    """
    return word | (eta << ETA_AT)


@internal
@pure
def _extend(word: uint256, seconds: uint256) -> uint256:
    """
    @param word Of a vote that was not extended.
    @param seconds At most 2**30 - 1.
    """
    return word | (seconds << EXTENSION_AT)


@internal
@pure
def _cancel(word: uint256) -> uint256:
    return word | CANCELED


@internal
@pure
def _execute(word: uint256) -> uint256:
    return word | EXECUTED


@internal
@pure
def _votes_for(word: uint256) -> uint256:
    return word & VOTES_MASK


@internal
@pure
def _votes_against(word: uint256) -> uint256:
    return (word >> AGAINST_AT) & VOTES_MASK


@internal
@pure
def _eta(word: uint256) -> uint256:
    return (word >> ETA_AT) & ETA_MASK


@internal
@pure
def _extension(word: uint256) -> uint256:
    return (word >> EXTENSION_AT) & EXTENSION_MASK


@internal
@pure
def _is_canceled(word: uint256) -> bool:
    return word & CANCELED != 0


@internal
@pure
def _is_executed(word: uint256) -> bool:
    return word & EXECUTED != 0
