"""Read what governor and fan token say as rows. Pure: values in, values out."""

from backend.chain.events import ChainEvent
from backend.governance.models import SettingName, StepKind
from backend.holdings.balances import NOBODY
from backend.holdings.readings import AMOUNT_NAME, TRANSFER, Entry, read_place

PROPOSAL_CREATED = "ProposalCreated"
DELEGATE_CHANGED, VOTES_CHANGED = "DelegateChanged", "DelegateVotesChanged"
BALLOTS = ("VoteCast", "VoteCastWithParams")
STEPS = {
    "ProposalQueued": (StepKind.QUEUED, "etaSeconds"),
    "ProposalExtended": (StepKind.EXTENDED, "extendedDeadline"),
    "ProposalCanceled": (StepKind.CANCELED, None),
    "ProposalExecuted": (StepKind.EXECUTED, None),
}
SETTINGS = {
    "VotingDelaySet": (SettingName.VOTING_DELAY, "newVotingDelay"),
    "VotingPeriodSet": (SettingName.VOTING_PERIOD, "newVotingPeriod"),
    "ProposalThresholdSet": (SettingName.PROPOSAL_THRESHOLD, "newProposalThreshold"),
    "QuorumNumeratorUpdated": (SettingName.QUORUM_NUMERATOR, "newQuorumNumerator"),
    "LateQuorumVoteExtensionSet": (SettingName.LATE_EXTENSION, "newVoteExtension"),
    "ExecutionDelaySet": (SettingName.EXECUTION_DELAY, "newExecutionDelay"),
    "ProposalGuardianSet": (SettingName.GUARDIAN, "newProposalGuardian"),
}


def is_mint(event: ChainEvent) -> bool:
    """Tell whether tokens came into being."""
    return event.name == TRANSFER and event.arguments.get("sender") == NOBODY and AMOUNT_NAME in event.arguments


def read_proposal(event: ChainEvent) -> Entry:
    """Return a proposal that nobody voted on yet."""
    told = event.arguments
    actions = zip(told["targets"], map(str, told["values"]), told["calldatas"], strict=True)
    return _read_moment(event) | {
        "id": told["proposalId"],
        "proposer": told["proposer"],
        "actions": [list(action) for action in actions],
        "description": _read_text(told["description"]),
        "snapshot": told["voteStart"],
        "deadline": told["voteEnd"],
        "votes_against": 0,
        "votes_for": 0,
        "votes_abstain": 0,
        "ballots": 0,
    }


def read_step(event: ChainEvent) -> Entry:
    """Return what became of a proposal."""
    kind, moment = STEPS[event.name]
    told = event.arguments
    return _read_moment(event) | {
        "proposal": told["proposalId"],
        "kind": kind,
        "moment": told[moment] if moment else None,
    }


def read_ballot(event: ChainEvent) -> Entry:
    """Return a vote."""
    told = event.arguments
    return _read_moment(event) | {
        "proposal": told["proposalId"],
        "voter": told["voter"],
        "support": told["support"],
        "weight": told["weight"],
        "reason": _read_text(told["reason"]),
    }


def read_setting(event: ChainEvent) -> Entry:
    """Return a setting as it is from the event on."""
    name, argument = SETTINGS[event.name]
    return _read_moment(event) | {"name": name, "value": str(event.arguments[argument])}


def read_mint(event: ChainEvent) -> Entry:
    """Return how many tokens came into being."""
    return read_place(event) | {"amount": event.arguments[AMOUNT_NAME]}


def read_votes(event: ChainEvent) -> Entry:
    """Return how many votes an account has from the event on."""
    told = event.arguments
    return read_place(event) | {"delegate": told["delegate"], "votes": told["newVotes"]}


def read_delegation(event: ChainEvent) -> Entry:
    """Return who votes with an account's tokens from the event on."""
    told = event.arguments
    return read_place(event) | {"delegator": told["delegator"], "delegate": told["toDelegate"]}


def _read_moment(event: ChainEvent) -> Entry:
    return read_place(event) | {"transaction_hash": event.transaction_hash, "timestamp": event.timestamp}


def _read_text(text: str) -> str:
    """Leave out the one character that PostgreSQL refuses: anyone can write anything on chain."""
    return text.replace("\0", "")
