# pragma version 0.4.3
"""
@title Quorum
@license AGPL-3.0-only
@notice Say how many votes for or abstaining a proposal needs: a fraction of the supply, as it was when the vote began.
@dev The history keeps a lower quorum from reviving what was defeated under a higher one (CVE-2022-31198). The latest fraction
     and each earlier one is a word: percent 8, since 32, and in the latest how many there were before, 32.
"""

from ..interfaces import IFanGovernor

from . import governor_refusals
from . import voting_power
uses: voting_power


DENOMINATOR: constant(uint256) = 100
PERCENT_MASK: constant(uint256) = 255
SINCE_AT: constant(uint256) = 8
COUNT_AT: constant(uint256) = 40
FIELD_MASK: constant(uint256) = 2**32 - 1
MAX_HALVINGS: constant(uint256) = 32    # of a history of at most 2**32 changes


latest: uint256
earlier: HashMap[uint256, uint256]


@deploy
def __init__(numerator: uint256):
    """
    @param numerator The first quorum, in percent of the supply.
    """
    self._set(numerator)


@external
def updateQuorumNumerator(numerator: uint256):
    """
    @notice Change the quorum of proposals whose vote begins from now on; only a vote may.
    @param numerator In percent of the supply.
    """
    governor_refusals._check_is_governor()
    self._set(numerator)


@external
@view
def quorum(timepoint: uint256) -> uint256:
    """
    @notice Return how many votes a proposal needs whose vote began at a time.
    @param timepoint A time in the past.
    @return Votes, for or abstaining.
    """
    return self._quorum(timepoint)


@external
@view
def quorumNumerator(timepoint: uint256 = block.timestamp) -> uint256:
    """
    @notice Return the quorum as a fraction.
    @param timepoint When the vote begins; now, unless given.
    @return Percent of the supply.
    """
    return self._numerator(timepoint)


@external
@pure
def quorumDenominator() -> uint256:
    """
    @notice Return what the quorum is a fraction of.
    @return Always 100.
    """
    return DENOMINATOR


@internal
@view
def _quorum(timepoint: uint256) -> uint256:
    return voting_power._supply(timepoint) * self._numerator(timepoint) // DENOMINATOR


@internal
@view
def _numerator(timepoint: uint256) -> uint256:
    word: uint256 = self.latest
    if self._since(word) <= timepoint:
        return word & PERCENT_MASK

    low: uint256 = 0
    high: uint256 = word >> COUNT_AT
    for _: uint256 in range(MAX_HALVINGS):
        if low == high:
            break
        middle: uint256 = (low + high) // 2
        if self._since(self.earlier[middle]) <= timepoint:
            low = middle + 1
        else:
            high = middle
    return 0 if low == 0 else self.earlier[low - 1] & PERCENT_MASK


@internal
def _set(numerator: uint256):
    if numerator > DENOMINATOR:
        governor_refusals._refuse_quorum(numerator, DENOMINATOR)

    word: uint256 = self.latest
    count: uint256 = word >> COUNT_AT
    since: uint256 = self._since(word)
    if since != 0 and since != block.timestamp:
        self.earlier[count] = word & (2**COUNT_AT - 1)
        count += 1
    self.latest = numerator | (block.timestamp << SINCE_AT) | (count << COUNT_AT)
    log IFanGovernor.QuorumNumeratorUpdated(
        oldQuorumNumerator=word & PERCENT_MASK, newQuorumNumerator=numerator
    )


@internal
@pure
def _since(word: uint256) -> uint256:
    return (word >> SINCE_AT) & FIELD_MASK
