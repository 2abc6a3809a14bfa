# pragma version 0.4.3
# pragma evm-version cancun
"""
@title Fan Governor
@license AGPL-3.0-only
@notice Let fans decide by vote what is done with what they share: the treasury in here, and every power handed over to it.
@dev To wallets and indexers it is OpenZeppelin's governor; delay and treasury are inside, so that nothing stands between a
     vote and what it decides. It keeps no actions: whoever queues or executes a proposal names them, and its id proves them.
@custom:invariant Nothing is executed that did not win its vote, wait its delay and stay unexpired, and nothing twice.
     No vote counts twice. A setting changes by a vote only, and no quorum of a vote that has begun.
@custom:kill Cannot be stopped. A guardian, if there is one, can cancel any proposal but one to replace the guardian.
"""

from snekmate.utils import eip712_domain_separator

from ..interfaces import IFanGovernor
implements: IFanGovernor

from ..modules import ballots
from ..modules import governor_refusals
from ..modules import governor_settings
from ..modules import proposal_word
from ..modules import proposals
from ..modules import proposer_suffix
from ..modules import quorum_history
from ..modules import settings_word
from ..modules import tally_word
from ..modules import treasury
from ..modules import voting_power
initializes: eip712_domain_separator
initializes: voting_power
initializes: governor_settings
initializes: quorum_history[voting_power := voting_power]
initializes: proposals[quorum_history := quorum_history]
initializes: ballots[
    eip712_domain_separator := eip712_domain_separator,
    governor_settings := governor_settings,
    proposals := proposals,
    quorum_history := quorum_history,
    voting_power := voting_power,
]
exports: eip712_domain_separator.eip712Domain
exports: voting_power.__interface__
exports: governor_settings.__interface__
exports: quorum_history.__interface__
exports: proposals.__interface__
exports: ballots.__interface__
exports: treasury.__interface__


# Vyper pays for what an action may be long, not for what it is.
MAX_ACTIONS: constant(uint256) = 8
MAX_CALL: constant(uint256) = 1024
MAX_DESCRIPTION: constant(uint256) = 2048
SET_GUARDIAN: constant(bytes4) = method_id("setProposalGuardian(address)", output_type=bytes4)
VERSION: constant(String[1]) = "1"
CANCELABLE: constant(uint256) = 2**8 - 1 - 2**2 - 2**6 - 2**7   # neither canceled nor expired nor executed


name: public(immutable(String[32]))


@deploy
def __init__(token: address, name_: String[32], guardian: address, settings: IFanGovernor.Settings):
    """
    @notice Deploy a governor; it may be deployed before its token.
    @param token Whose holders vote: a token with votes by the second, whose supply fits 96 bits.
    @param name_ What wallets show to who signs a ballot.
    @param guardian Who may cancel proposals, the zero address for nobody.
    @param settings Times in seconds, each at most a year; the threshold in token units, the quorum in percent of the supply.
    """
    name = name_
    eip712_domain_separator.__init__(name_, VERSION)
    voting_power.__init__(token)
    governor_settings.__init__(guardian, settings)
    quorum_history.__init__(settings.quorum_numerator)


@external
@payable
def __default__():
    """
    @notice Take coin into the treasury.
    """
    assert len(msg.data) == 0, "governor: no such function"


@external
def propose(
    targets: DynArray[address, MAX_ACTIONS],
    values: DynArray[uint256, MAX_ACTIONS],
    calldatas: DynArray[Bytes[MAX_CALL], MAX_ACTIONS],
    description: String[MAX_DESCRIPTION],
) -> uint256:
    """
    @notice Propose that the governor does something; who had enough votes a second ago may.
    @param targets Whom to call, at most 8.
    @param values The coin to send along with each call, in wei.
    @param calldatas The calls, each at most 1024 bytes.
    @param description What it is for, at most 2048 bytes. It may end with `#proposer=0x...`, the only one who may propose it.
    @return The proposal's id.
    """
    if len(description) >= proposer_suffix.LENGTH:
        suffix: String[52] = slice(description, len(description) - proposer_suffix.LENGTH, proposer_suffix.LENGTH)
        if not proposer_suffix._allows(suffix, msg.sender):
            governor_refusals._refuse_another_proposer(msg.sender)
    self._check_threshold(msg.sender)
    actions: uint256 = len(targets)
    if actions == 0 or actions != len(values) or actions != len(calldatas):
        governor_refusals._refuse_lengths(actions, len(calldatas), len(values))

    proposal_id: uint256 = convert(
        keccak256(abi_encode(targets, values, calldatas, keccak256(description))), uint256
    )
    begins: uint256 = 0
    ends: uint256 = 0
    begins, ends = self._create(proposal_id, msg.sender)

    log IFanGovernor.ProposalCreated(
        proposalId=proposal_id,
        proposer=msg.sender,
        targets=targets,
        values=values,
        signatures=self._repeat_nothing(actions),
        calldatas=calldatas,
        voteStart=begins,
        voteEnd=ends,
        description=description,
    )
    return proposal_id


@external
def queue(
    targets: DynArray[address, MAX_ACTIONS],
    values: DynArray[uint256, MAX_ACTIONS],
    calldatas: DynArray[Bytes[MAX_CALL], MAX_ACTIONS],
    description_hash: bytes32,
) -> uint256:
    """
    @notice Have a proposal that won wait for its execution; anyone may, within 14 days.
    @param targets As proposed.
    @param values As proposed.
    @param calldatas As proposed.
    @param description_hash Of the description as proposed, keccak256.
    @return The proposal's id.
    """
    proposal_id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, description_hash)), uint256)
    proposals._check_state(proposal_id, proposals.SUCCEEDED)

    eta: uint256 = block.timestamp + settings_word._execution_delay(governor_settings.word)
    proposals.tallies[proposal_id] = tally_word._queue(proposals.tallies[proposal_id], eta)
    log IFanGovernor.ProposalQueued(proposalId=proposal_id, etaSeconds=eta)
    return proposal_id


@external
@payable
@nonreentrant
def execute(
    targets: DynArray[address, MAX_ACTIONS],
    values: DynArray[uint256, MAX_ACTIONS],
    calldatas: DynArray[Bytes[MAX_CALL], MAX_ACTIONS],
    description_hash: bytes32,
) -> uint256:
    """
    @notice Do what a proposal said, all of it or nothing; anyone may once it has waited, within 14 days.
    @param targets As proposed.
    @param values As proposed.
    @param calldatas As proposed.
    @param description_hash Of the description as proposed, keccak256.
    @return The proposal's id.
    """
    proposal_id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, description_hash)), uint256)
    proposals._check_state(proposal_id, proposals.QUEUED)
    tally: uint256 = proposals.tallies[proposal_id]
    if block.timestamp < tally_word._eta(tally):
        governor_refusals._refuse_haste(proposal_id, tally_word._eta(tally))

    proposals.tallies[proposal_id] = tally_word._execute(tally)
    for index: uint256 in range(len(targets), bound=MAX_ACTIONS):
        raw_call(targets[index], calldatas[index], value=values[index])
    # Told last, as OpenZeppelin's does: what the actions log comes first.
    log IFanGovernor.ProposalExecuted(proposalId=proposal_id)
    return proposal_id


@external
def cancel(
    targets: DynArray[address, MAX_ACTIONS],
    values: DynArray[uint256, MAX_ACTIONS],
    calldatas: DynArray[Bytes[MAX_CALL], MAX_ACTIONS],
    description_hash: bytes32,
) -> uint256:
    """
    @notice Cancel a proposal: its proposer may before the vote begins, the guardian until it is executed. The guardian
            cannot cancel one that does nothing but replace the guardian.
    @param targets As proposed.
    @param values As proposed.
    @param calldatas As proposed.
    @param description_hash Of the description as proposed, keccak256.
    @return The proposal's id.
    """
    proposal_id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, description_hash)), uint256)
    only_replaces_guardian: bool = True
    for index: uint256 in range(len(targets), bound=MAX_ACTIONS):
        if targets[index] != self or not self._sets_guardian(calldatas[index]):
            only_replaces_guardian = False
    self._check_may_cancel(proposal_id, msg.sender, only_replaces_guardian)

    proposals.tallies[proposal_id] = tally_word._cancel(proposals.tallies[proposal_id])
    log IFanGovernor.ProposalCanceled(proposalId=proposal_id)
    return proposal_id


@external
@pure
def hashProposal(
    targets: DynArray[address, MAX_ACTIONS],
    values: DynArray[uint256, MAX_ACTIONS],
    calldatas: DynArray[Bytes[MAX_CALL], MAX_ACTIONS],
    description_hash: bytes32,
) -> uint256:
    """
    @notice Return the id that a proposal has, or would have.
    @param targets As proposed.
    @param values As proposed.
    @param calldatas As proposed.
    @param description_hash Of the description as proposed, keccak256.
    @return The proposal's id.
    """
    return convert(keccak256(abi_encode(targets, values, calldatas, description_hash)), uint256)


@external
@pure
def getProposalId(
    targets: DynArray[address, MAX_ACTIONS],
    values: DynArray[uint256, MAX_ACTIONS],
    calldatas: DynArray[Bytes[MAX_CALL], MAX_ACTIONS],
    description_hash: bytes32,
) -> uint256:
    """
    @notice Return the same as `hashProposal`: indexers ask for either.
    @param targets As proposed.
    @param values As proposed.
    @param calldatas As proposed.
    @param description_hash Of the description as proposed, keccak256.
    @return The proposal's id.
    """
    return convert(keccak256(abi_encode(targets, values, calldatas, description_hash)), uint256)


@external
@pure
def version() -> String[1]:
    """
    @notice Return the version that ballots are signed for.
    @return The version.
    """
    return VERSION


@internal
@view
def _check_threshold(proposer: address):
    threshold: uint256 = settings_word._threshold(governor_settings.word)
    if threshold == 0:
        return
    votes: uint256 = voting_power._votes(proposer, block.timestamp - 1)
    if votes < threshold:
        governor_refusals._refuse_proposer(proposer, votes, threshold)


@internal
def _create(proposal_id: uint256, proposer: address) -> (uint256, uint256):
    """
    @notice Keep a new proposal; return when its vote begins and ends.
    """
    if proposals.words[proposal_id] != 0:
        governor_refusals._refuse_state(proposal_id, proposals._state(proposal_id), 0)

    settings: uint256 = governor_settings.word
    begins: uint256 = block.timestamp + settings_word._voting_delay(settings)
    period: uint256 = settings_word._voting_period(settings)
    index: uint256 = settings_word._proposals(settings)
    proposals.words[proposal_id] = proposal_word._pack(proposer, begins, period, index)
    governor_settings.word = settings_word._count(settings)
    return begins, begins + period


@internal
@view
def _check_may_cancel(proposal_id: uint256, account: address, only_replaces_guardian: bool):
    state: uint256 = proposals._state(proposal_id)
    is_withdrawn: bool = state == proposals.PENDING and account == proposal_word._proposer(proposals.words[proposal_id])
    is_stopped: bool = account == governor_settings.guardian and not only_replaces_guardian
    if not (is_withdrawn or is_stopped):
        governor_refusals._refuse_cancel(proposal_id, account)
    if state in [proposals.CANCELED, proposals.EXPIRED, proposals.EXECUTED]:
        governor_refusals._refuse_state(proposal_id, state, CANCELABLE)


@internal
@pure
def _sets_guardian(call: Bytes[MAX_CALL]) -> bool:
    return len(call) >= 4 and convert(slice(call, 0, 4), bytes4) == SET_GUARDIAN


@internal
@pure
def _repeat_nothing(count: uint256) -> DynArray[String[1], MAX_ACTIONS]:
    """
    @notice Return as many empty strings: what indexers read as the actions' signatures.
    """
    nothing: DynArray[String[1], MAX_ACTIONS] = []
    for _: uint256 in range(count, bound=MAX_ACTIONS):
        nothing.append("")
    return nothing
