# pragma version 0.4.3
"""
@title Governor settings
@license AGPL-3.0-only
@notice Keep the rules a governor votes by; only a vote changes them.
"""

from ..interfaces import IFanGovernor

from . import governor_refusals
from . import settings_word


# A vote that made one of these a century by mistake could never be put right by another.
MAX_SECONDS: constant(uint256) = 365 * 24 * 60 * 60


word: uint256
guardian: address


@deploy
def __init__(guardian: address, settings: IFanGovernor.Settings):
    """
    @param guardian Who may cancel proposals, the zero address for nobody.
    @param settings Delays and periods in seconds, each at most a year; the threshold in token units.
    """
    self._set_voting_delay(settings.voting_delay)
    self._set_voting_period(settings.voting_period)
    self._set_proposal_threshold(settings.proposal_threshold)
    self._set_late_extension(settings.late_extension)
    self._set_execution_delay(settings.execution_delay)
    self._set_guardian(guardian)


@external
def setVotingDelay(delay: uint48):
    """
    @notice Change how long after a proposal its vote begins; only a vote may.
    @param delay In seconds, at most a year.
    """
    governor_refusals._check_is_governor()
    self._set_voting_delay(convert(delay, uint256))


@external
def setVotingPeriod(period: uint32):
    """
    @notice Change how long people can vote; only a vote may.
    @param period In seconds, from 1 to a year.
    """
    governor_refusals._check_is_governor()
    self._set_voting_period(convert(period, uint256))


@external
def setProposalThreshold(threshold: uint256):
    """
    @notice Change how many votes a proposer needs; only a vote may.
    @param threshold In token units, zero for none.
    """
    governor_refusals._check_is_governor()
    self._set_proposal_threshold(threshold)


@external
def setLateQuorumVoteExtension(extension: uint48):
    """
    @notice Change how long people can still vote once a quorum is reached at the last moment; only a vote may.
    @param extension In seconds, at most the voting period.
    """
    governor_refusals._check_is_governor()
    self._set_late_extension(convert(extension, uint256))


@external
def setExecutionDelay(delay: uint256):
    """
    @notice Change how long a queued proposal waits before it can be executed; only a vote may.
    @param delay In seconds, at most a year.
    """
    governor_refusals._check_is_governor()
    self._set_execution_delay(delay)


@external
def setProposalGuardian(guardian: address):
    """
    @notice Change who may cancel proposals; only a vote may, and the guardian cannot cancel that.
    @param guardian An account, the zero address for nobody.
    """
    governor_refusals._check_is_governor()
    self._set_guardian(guardian)


@external
def renounceProposalGuardian():
    """
    @notice Give up the guardian's power for good; only the guardian may. Only a vote can name another.
    """
    assert msg.sender == self.guardian, "governor: not the guardian"
    self._set_guardian(empty(address))


@external
@view
def votingDelay() -> uint256:
    """
    @notice Return how long after a proposal its vote begins.
    @return Seconds.
    """
    return settings_word._voting_delay(self.word)


@external
@view
def votingPeriod() -> uint256:
    """
    @notice Return how long people can vote.
    @return Seconds.
    """
    return settings_word._voting_period(self.word)


@external
@view
def proposalThreshold() -> uint256:
    """
    @notice Return how many votes a proposer needs.
    @return Token units.
    """
    return settings_word._threshold(self.word)


@external
@view
def lateQuorumVoteExtension() -> uint48:
    """
    @notice Return how long people can still vote once a quorum is reached at the last moment.
    @return Seconds.
    """
    return convert(settings_word._late_extension(self.word), uint48)


@external
@view
def executionDelay() -> uint256:
    """
    @notice Return how long a queued proposal waits before it can be executed.
    @return Seconds.
    """
    return settings_word._execution_delay(self.word)


@external
@view
def proposalGuardian() -> address:
    """
    @notice Return who may cancel proposals.
    @return The guardian; the zero address for nobody.
    """
    return self.guardian


@internal
def _set_voting_delay(delay: uint256):
    self._check_seconds(delay)
    log IFanGovernor.VotingDelaySet(oldVotingDelay=settings_word._voting_delay(self.word), newVotingDelay=delay)
    self.word = settings_word._replace(self.word, settings_word.DELAY_AT, delay)


@internal
def _set_voting_period(period: uint256):
    if period == 0:
        governor_refusals._refuse_period(period)
    self._check_seconds(period)
    log IFanGovernor.VotingPeriodSet(oldVotingPeriod=settings_word._voting_period(self.word), newVotingPeriod=period)
    self.word = settings_word._replace(self.word, settings_word.PERIOD_AT, period)


@internal
def _set_proposal_threshold(threshold: uint256):
    assert threshold <= settings_word.THRESHOLD_MASK, "governor: threshold exceeds any supply"
    log IFanGovernor.ProposalThresholdSet(
        oldProposalThreshold=settings_word._threshold(self.word), newProposalThreshold=threshold
    )
    self.word = settings_word._replace_threshold(self.word, threshold)


@internal
def _set_late_extension(extension: uint256):
    period: uint256 = settings_word._voting_period(self.word)
    if extension > period:
        governor_refusals._refuse_extension(extension, period)
    log IFanGovernor.LateQuorumVoteExtensionSet(
        oldVoteExtension=convert(settings_word._late_extension(self.word), uint64),
        newVoteExtension=convert(extension, uint64),
    )
    self.word = settings_word._replace(self.word, settings_word.EXTENSION_AT, extension)


@internal
def _set_execution_delay(delay: uint256):
    self._check_seconds(delay)
    log IFanGovernor.ExecutionDelaySet(
        oldExecutionDelay=settings_word._execution_delay(self.word), newExecutionDelay=delay
    )
    self.word = settings_word._replace(self.word, settings_word.EXECUTION_DELAY_AT, delay)


@internal
def _set_guardian(guardian: address):
    log IFanGovernor.ProposalGuardianSet(oldProposalGuardian=self.guardian, newProposalGuardian=guardian)
    self.guardian = guardian


@internal
@pure
def _check_seconds(seconds: uint256):
    assert seconds <= MAX_SECONDS, "governor: longer than a year"
