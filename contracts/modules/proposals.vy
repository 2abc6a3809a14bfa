# pragma version 0.4.3
"""
@title Proposals
@license AGPL-3.0-only
@notice Know where each proposal stands: when it is voted on, what the votes are, whether it waits, and whether it was done.
"""

from . import governor_refusals
from . import proposal_word
from . import quorum_history
from . import tally_word
uses: quorum_history


PENDING: constant(uint256) = 0
ACTIVE: constant(uint256) = 1
CANCELED: constant(uint256) = 2
DEFEATED: constant(uint256) = 3
SUCCEEDED: constant(uint256) = 4
QUEUED: constant(uint256) = 5
EXPIRED: constant(uint256) = 6
EXECUTED: constant(uint256) = 7
# What nobody cared to carry out for so long is no longer what the fans want.
GRACE_SECONDS: constant(uint256) = 14 * 24 * 60 * 60


words: HashMap[uint256, uint256]
tallies: HashMap[uint256, uint256]
abstentions: HashMap[uint256, uint256]


@external
@view
def state(proposal_id: uint256) -> uint8:
    """
    @notice Return where a proposal stands.
    @param proposal_id Of a proposal that was made.
    @return 0 pending, 1 active, 2 canceled, 3 defeated, 4 succeeded, 5 queued, 6 expired, 7 executed.
    """
    return convert(self._state(proposal_id), uint8)


@external
@view
def proposalSnapshot(proposal_id: uint256) -> uint256:
    """
    @notice Return when votes are weighed; people can vote from the next second on.
    @param proposal_id Of a proposal.
    @return A time in seconds; zero for no proposal.
    """
    return proposal_word._snapshot(self.words[proposal_id])


@external
@view
def proposalDeadline(proposal_id: uint256) -> uint256:
    """
    @notice Return the last second in which people can vote.
    @param proposal_id Of a proposal.
    @return A time in seconds, extension included; zero for no proposal.
    """
    return self._deadline(self.words[proposal_id], self.tallies[proposal_id])


@external
@view
def proposalProposer(proposal_id: uint256) -> address:
    """
    @notice Return who made a proposal.
    @param proposal_id Of a proposal.
    @return An account; the zero address for no proposal.
    """
    return proposal_word._proposer(self.words[proposal_id])


@external
@view
def proposalEta(proposal_id: uint256) -> uint256:
    """
    @notice Return from when on a queued proposal may be executed.
    @param proposal_id Of a proposal.
    @return A time in seconds; zero unless it was queued.
    """
    return tally_word._eta(self.tallies[proposal_id])


@external
@pure
def proposalNeedsQueuing(proposal_id: uint256) -> bool:
    """
    @notice Return whether a proposal must be queued before it is executed.
    @param proposal_id Of a proposal.
    @return Always true.
    """
    return True


@external
@view
def proposalVotes(proposal_id: uint256) -> (uint256, uint256, uint256):
    """
    @notice Return how a vote stands.
    @param proposal_id Of a proposal.
    @return Votes against, for, and abstaining.
    """
    tally: uint256 = self.tallies[proposal_id]
    return tally_word._votes_against(tally), tally_word._votes_for(tally), self.abstentions[proposal_id]


@external
@pure
def grace_period() -> uint256:
    """
    @notice Return how long a proposal that won waits to be queued, and one that is due to be executed, before it expires.
    @return Seconds.
    """
    return GRACE_SECONDS


@internal
@view
def _check_state(proposal_id: uint256, expected: uint256):
    """
    @notice Refuse unless a proposal stands there.
    """
    state: uint256 = self._state(proposal_id)
    if state != expected:
        governor_refusals._refuse_state(proposal_id, state, 1 << expected)


@internal
@view
def _state(proposal_id: uint256) -> uint256:
    tally: uint256 = self.tallies[proposal_id]
    if tally_word._is_executed(tally):
        return EXECUTED
    if tally_word._is_canceled(tally):
        return CANCELED
    eta: uint256 = tally_word._eta(tally)
    if eta != 0:    # it had won by then, and neither votes nor quorum of the past change
        return EXPIRED if block.timestamp >= eta + GRACE_SECONDS else QUEUED

    word: uint256 = self.words[proposal_id]
    if word == 0:
        governor_refusals._refuse_unknown(proposal_id)
    if block.timestamp <= proposal_word._snapshot(word):
        return PENDING
    deadline: uint256 = self._deadline(word, tally)
    if block.timestamp <= deadline:
        return ACTIVE
    if not self._has_won(proposal_id, word, tally):
        return DEFEATED
    return EXPIRED if block.timestamp >= deadline + GRACE_SECONDS else SUCCEEDED


@internal
@pure
def _deadline(word: uint256, tally: uint256) -> uint256:
    return unsafe_add(proposal_word._deadline(word), tally_word._extension(tally))


@internal
@view
def _has_won(proposal_id: uint256, word: uint256, tally: uint256) -> bool:
    votes_for: uint256 = tally_word._votes_for(tally)
    if votes_for <= tally_word._votes_against(tally):
        return False
    return votes_for + self.abstentions[proposal_id] >= quorum_history._quorum(proposal_word._snapshot(word))
