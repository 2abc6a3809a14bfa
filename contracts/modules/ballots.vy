# pragma version 0.4.3
"""
@title Ballots
@license AGPL-3.0-only
@notice Take votes, each voter's once, from who sends them or by signature.
@dev That someone voted is one bit of a word per voter and 256 proposals, so that a fan's next votes write no new word. A vote
     that brings the quorum at the last moment gives the others time to answer; the quorum is asked only then.
"""

from snekmate.utils import eip712_domain_separator

from ..interfaces import IFanGovernor

from . import governor_refusals
from . import governor_settings
from . import proposal_word
from . import proposals
from . import quorum_history
from . import settings_word
from . import tally_word
from . import voting_power
from . import wallet_signatures
uses: eip712_domain_separator
uses: governor_settings
uses: proposals
uses: quorum_history
uses: voting_power


AGAINST: constant(uint8) = 0
IN_FAVOUR: constant(uint8) = 1
ABSTAIN: constant(uint8) = 2
MAX_REASON: constant(uint256) = 1024
MAX_PARAMS: constant(uint256) = 1024
BALLOT_TYPEHASH: public(constant(bytes32)) = keccak256(
    "Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)"
)
EXTENDED_BALLOT_TYPEHASH: public(constant(bytes32)) = keccak256(
    "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
)


nonces: public(HashMap[address, uint256])
voted: HashMap[uint256, uint256]    # by page: a voter and 256 proposals


@external
def castVote(proposal_id: uint256, support: uint8) -> uint256:
    """
    @notice Vote.
    @param proposal_id Of a proposal that is active.
    @param support 0 against, 1 for, 2 abstain.
    @return The vote's weight in token units.
    """
    return self._cast_silently(proposal_id, msg.sender, support)


@external
def castVoteWithReason(proposal_id: uint256, support: uint8, reason: String[MAX_REASON]) -> uint256:
    """
    @notice Vote and say why.
    @param proposal_id Of a proposal that is active.
    @param support 0 against, 1 for, 2 abstain.
    @param reason Anything, up to 1024 bytes.
    @return The vote's weight in token units.
    """
    return self._cast(proposal_id, msg.sender, support, reason, b"")


@external
def castVoteWithReasonAndParams(
    proposal_id: uint256, support: uint8, reason: String[MAX_REASON], params: Bytes[MAX_PARAMS]
) -> uint256:
    """
    @notice Vote, say why, and add what some application wants to know.
    @param proposal_id Of a proposal that is active.
    @param support 0 against, 1 for, 2 abstain.
    @param reason Anything, up to 1024 bytes.
    @param params Anything, up to 1024 bytes; logged, and ignored.
    @return The vote's weight in token units.
    """
    return self._cast(proposal_id, msg.sender, support, reason, params)


@external
def castVoteBySig(
    proposal_id: uint256, support: uint8, voter: address, signature: Bytes[wallet_signatures.MAX_SIGNATURE]
) -> uint256:
    """
    @notice Bring the vote that someone signed.
    @param proposal_id Of a proposal that is active.
    @param support 0 against, 1 for, 2 abstain.
    @param voter Who signed, a key or a contract (ERC-1271).
    @param signature Over a `Ballot` with the voter's next nonce (EIP-712).
    @return The vote's weight in token units.
    """
    ballot: bytes32 = keccak256(abi_encode(BALLOT_TYPEHASH, proposal_id, support, voter, self._use_nonce(voter)))
    digest: bytes32 = eip712_domain_separator._hash_typed_data_v4(ballot)
    if not wallet_signatures._is_signed(voter, digest, signature):
        governor_refusals._refuse_signature(voter)
    return self._cast_silently(proposal_id, voter, support)


@external
def castVoteWithReasonAndParamsBySig(
    proposal_id: uint256,
    support: uint8,
    voter: address,
    reason: String[MAX_REASON],
    params: Bytes[MAX_PARAMS],
    signature: Bytes[wallet_signatures.MAX_SIGNATURE],
) -> uint256:
    """
    @notice Bring the vote that someone signed, with their reason.
    @param proposal_id Of a proposal that is active.
    @param support 0 against, 1 for, 2 abstain.
    @param voter Who signed, a key or a contract (ERC-1271).
    @param reason Anything, up to 1024 bytes.
    @param params Anything, up to 1024 bytes; logged, and ignored.
    @param signature Over an `ExtendedBallot` with the voter's next nonce (EIP-712).
    @return The vote's weight in token units.
    """
    nonce: uint256 = self._use_nonce(voter)
    ballot: bytes32 = keccak256(
        abi_encode(
            EXTENDED_BALLOT_TYPEHASH, proposal_id, support, voter, nonce, keccak256(reason), keccak256(params)
        )
    )
    digest: bytes32 = eip712_domain_separator._hash_typed_data_v4(ballot)
    if not wallet_signatures._is_signed(voter, digest, signature):
        governor_refusals._refuse_signature(voter)
    return self._cast(proposal_id, voter, support, reason, params)


@external
@view
def hasVoted(proposal_id: uint256, account: address) -> bool:
    """
    @notice Return whether someone voted.
    @param proposal_id Of a proposal.
    @param account The voter.
    @return True once the vote is counted.
    """
    word: uint256 = proposals.words[proposal_id]
    return word != 0 and self.voted[proposal_word._page(word, account)] & proposal_word._mark(word) != 0


@external
@pure
def COUNTING_MODE() -> String[64]:
    """
    @notice Return how votes are counted.
    @return That there are three choices, and that abstentions count for the quorum.
    """
    return "support=bravo&quorum=for,abstain"


@internal
def _cast_silently(proposal_id: uint256, voter: address, support: uint8) -> uint256:
    """
    @notice Cast a vote that says no more: a path of its own, for most votes are so and need not carry what they leave out.
    """
    word: uint256 = proposals.words[proposal_id]
    weight: uint256 = self._count(proposal_id, word, voter, support)
    log IFanGovernor.VoteCast(voter=voter, proposalId=proposal_id, support=support, weight=weight, reason="")
    self._extend_if_late(proposal_id, word, support, weight)
    return weight


@internal
def _cast(
    proposal_id: uint256, voter: address, support: uint8, reason: String[MAX_REASON], params: Bytes[MAX_PARAMS]
) -> uint256:
    word: uint256 = proposals.words[proposal_id]
    weight: uint256 = self._count(proposal_id, word, voter, support)
    if len(params) == 0:
        log IFanGovernor.VoteCast(voter=voter, proposalId=proposal_id, support=support, weight=weight, reason=reason)
    else:
        log IFanGovernor.VoteCastWithParams(
            voter=voter, proposalId=proposal_id, support=support, weight=weight, reason=reason, params=params
        )
    self._extend_if_late(proposal_id, word, support, weight)
    return weight


@internal
def _count(proposal_id: uint256, word: uint256, voter: address, support: uint8) -> uint256:
    """
    @notice Count a vote and return its weight.
    """
    tally: uint256 = proposals.tallies[proposal_id]
    if tally_word._is_canceled(tally) or not proposal_word._is_open(word, tally_word._extension(tally)):
        governor_refusals._refuse_state(proposal_id, proposals._state(proposal_id), 1 << proposals.ACTIVE)
    page: uint256 = proposal_word._page(word, voter)
    mark: uint256 = proposal_word._mark(word)
    marks: uint256 = self.voted[page]
    if marks & mark != 0:
        governor_refusals._refuse_second_vote(voter)

    self.voted[page] = marks | mark
    weight: uint256 = voting_power._votes(voter, proposal_word._snapshot(word))
    if support == IN_FAVOUR:
        proposals.tallies[proposal_id] = tally_word._add_for(tally, weight)
    elif support == AGAINST:
        proposals.tallies[proposal_id] = tally_word._add_against(tally, weight)
    elif support == ABSTAIN:
        proposals.abstentions[proposal_id] += weight
    else:
        governor_refusals._refuse_support()
    return weight


@internal
def _extend_if_late(proposal_id: uint256, word: uint256, support: uint8, weight: uint256):
    """
    @notice Extend the vote if this ballot brought the quorum and little time is left; once at most.
    """
    deadline: uint256 = proposal_word._deadline(word)
    extended: uint256 = unsafe_add(block.timestamp, settings_word._late_extension(governor_settings.word))
    if extended <= deadline or support == AGAINST:
        return
    tally: uint256 = proposals.tallies[proposal_id]
    if tally_word._extension(tally) != 0:
        return

    needed: uint256 = quorum_history._quorum(proposal_word._snapshot(word))
    reached: uint256 = tally_word._votes_for(tally) + proposals.abstentions[proposal_id]
    if reached < needed or reached - weight >= needed:
        return

    proposals.tallies[proposal_id] = tally_word._extend(tally, extended - deadline)
    log IFanGovernor.ProposalExtended(proposalId=proposal_id, extendedDeadline=convert(extended, uint64))


@internal
def _use_nonce(voter: address) -> uint256:
    nonce: uint256 = self.nonces[voter]
    self.nonces[voter] = nonce + 1
    return nonce
