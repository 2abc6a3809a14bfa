# pragma version 0.4.3
"""
@title Proposal word
@license AGPL-3.0-only
@notice Say in one word who proposed, when the vote is, and which bit of a voter's words tells that they voted.
@dev From the lowest bit: proposer 160, snapshot 32, voting period 32, index 32. Times are in seconds, until 2106. The word of
     a proposal is never zero; what it would do is not kept: its id proves that.
"""


FIELD_MASK: constant(uint256) = 2**32 - 1
SNAPSHOT_AT: constant(uint256) = 160
PERIOD_AT: constant(uint256) = 192
INDEX_AT: constant(uint256) = 224
PAGE_AT: constant(uint256) = 232       # of the index all but its lowest 8 bits


@internal
@pure
def _pack(proposer: address, snapshot: uint256, period: uint256, index: uint256) -> uint256:
    """
    @notice Write the word of a new proposal.
    @param snapshot When votes are weighed; at most 2**32 - 1, as period and index.
    """
    return convert(proposer, uint256) | (snapshot << SNAPSHOT_AT) | (period << PERIOD_AT) | (index << INDEX_AT)


@internal
@pure
def _proposer(word: uint256) -> address:
    return convert(word & (2**160 - 1), address)


@internal
@pure
def _snapshot(word: uint256) -> uint256:
    return (word >> SNAPSHOT_AT) & FIELD_MASK


@internal
@pure
def _deadline(word: uint256) -> uint256:
    """
    @notice Return the last second of the vote, unless it was extended.
    """
    return unsafe_add((word >> SNAPSHOT_AT) & FIELD_MASK, (word >> PERIOD_AT) & FIELD_MASK)


@internal
@view
def _is_open(word: uint256, extension: uint256) -> bool:
    """
    @notice Return whether it is time to vote; false for no proposal.
    """
    snapshot: uint256 = (word >> SNAPSHOT_AT) & FIELD_MASK
    period: uint256 = (word >> PERIOD_AT) & FIELD_MASK
    return block.timestamp > snapshot and block.timestamp <= unsafe_add(unsafe_add(snapshot, period), extension)


@internal
@pure
def _page(word: uint256, voter: address) -> uint256:
    """
    @notice Return the key of the word that marks whether a voter voted on this proposal and 255 others.
    """
    return convert(voter, uint256) | ((word >> PAGE_AT) << 160)


@internal
@pure
def _mark(word: uint256) -> uint256:
    """
    @notice Return the bit that marks it.
    """
    return 1 << ((word >> INDEX_AT) & 255)
