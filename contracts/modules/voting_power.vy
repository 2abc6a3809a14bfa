# pragma version 0.4.3
"""
@title Voting power
@license AGPL-3.0-only
@notice Ask the fan token how many votes someone had.
"""


interface IVotes:
    def getPastVotes(account: address, timepoint: uint256) -> uint256: view
    def getPastTotalSupply(timepoint: uint256) -> uint256: view


MAX_PARAMS: constant(uint256) = 1024


TOKEN: immutable(address)


@deploy
def __init__(token: address):
    """
    @param token A token with votes by the second (ERC-5805, ERC-6372), whose supply fits 96 bits.
    """
    assert token != empty(address), "governor: token is zero address"
    TOKEN = token


@external
@view
def token() -> address:
    """
    @notice Return whose votes count.
    @return The fan token.
    """
    return TOKEN


@external
@view
def clock() -> uint48:
    """
    @notice Return the time that all is measured by (ERC-6372).
    @return The block's time in seconds.
    """
    return convert(block.timestamp, uint48)


@external
@pure
def CLOCK_MODE() -> String[64]:
    """
    @notice Return how the clock counts (ERC-6372).
    @return That it counts seconds.
    """
    return "mode=timestamp"


@external
@view
def getVotes(account: address, timepoint: uint256) -> uint256:
    """
    @notice Return how many votes an account had.
    @param account Who would vote.
    @param timepoint A time in the past.
    @return Its own and what others delegated to it, in token units.
    """
    return self._votes(account, timepoint)


@external
@view
def getVotesWithParams(account: address, timepoint: uint256, params: Bytes[MAX_PARAMS]) -> uint256:
    """
    @notice Return how many votes an account had.
    @param account Who would vote.
    @param timepoint A time in the past.
    @param params Anything; ignored.
    @return Its own and what others delegated to it, in token units.
    """
    return self._votes(account, timepoint)


@internal
@view
def _votes(account: address, timepoint: uint256) -> uint256:
    return staticcall IVotes(TOKEN).getPastVotes(account, timepoint)


@internal
@view
def _supply(timepoint: uint256) -> uint256:
    return staticcall IVotes(TOKEN).getPastTotalSupply(timepoint)
