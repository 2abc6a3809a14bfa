# pragma version 0.4.3
"""
@title Governor refusals
@license AGPL-3.0-only
@notice Refuse in the words of OpenZeppelin's governor, so that wallets and explorers know why.
@dev Vyper cannot declare custom errors; these are encoded by hand, and are therefore not part of the ABI.
"""


@internal
@view
def _check_is_governor():
    """
    @notice Refuse everyone but the governor, which only calls itself because of a vote.
    """
    if msg.sender != self:
        raw_revert(abi_encode(msg.sender, method_id=method_id("GovernorOnlyExecutor(address)")))


@internal
@pure
def _refuse_state(proposal_id: uint256, state: uint256, expected: uint256):
    """
    @param expected The states that would do: bit `n` for state `n`.
    """
    raw_revert(
        abi_encode(
            proposal_id, state, expected, method_id=method_id("GovernorUnexpectedProposalState(uint256,uint8,bytes32)")
        )
    )


@internal
@pure
def _refuse_unknown(proposal_id: uint256):
    raw_revert(abi_encode(proposal_id, method_id=method_id("GovernorNonexistentProposal(uint256)")))


@internal
@pure
def _refuse_lengths(targets: uint256, calldatas: uint256, amounts: uint256):
    raw_revert(
        abi_encode(
            targets, calldatas, amounts, method_id=method_id("GovernorInvalidProposalLength(uint256,uint256,uint256)")
        )
    )


@internal
@pure
def _refuse_proposer(proposer: address, votes: uint256, threshold: uint256):
    raw_revert(
        abi_encode(
            proposer,
            votes,
            threshold,
            method_id=method_id("GovernorInsufficientProposerVotes(address,uint256,uint256)"),
        )
    )


@internal
@pure
def _refuse_another_proposer(proposer: address):
    raw_revert(abi_encode(proposer, method_id=method_id("GovernorRestrictedProposer(address)")))


@internal
@pure
def _refuse_second_vote(voter: address):
    raw_revert(abi_encode(voter, method_id=method_id("GovernorAlreadyCastVote(address)")))


@internal
@pure
def _refuse_support():
    raw_revert(method_id("GovernorInvalidVoteType()"))


@internal
@pure
def _refuse_signature(voter: address):
    raw_revert(abi_encode(voter, method_id=method_id("GovernorInvalidSignature(address)")))


@internal
@pure
def _refuse_cancel(proposal_id: uint256, account: address):
    raw_revert(abi_encode(proposal_id, account, method_id=method_id("GovernorUnableToCancel(uint256,address)")))


@internal
@pure
def _refuse_haste(proposal_id: uint256, eta: uint256):
    raw_revert(abi_encode(proposal_id, eta, method_id=method_id("GovernorUnmetDelay(uint256,uint256)")))


@internal
@pure
def _refuse_period(period: uint256):
    raw_revert(abi_encode(period, method_id=method_id("GovernorInvalidVotingPeriod(uint256)")))


@internal
@pure
def _refuse_extension(extension: uint256, most: uint256):
    raw_revert(
        abi_encode(
            extension,
            most,
            method_id=method_id("GovernorPreventLateQuorumVoteExtensionTooLarge(uint256,uint256)"),
        )
    )


@internal
@pure
def _refuse_quorum(numerator: uint256, denominator: uint256):
    raw_revert(
        abi_encode(numerator, denominator, method_id=method_id("GovernorInvalidQuorumFraction(uint256,uint256)"))
    )
