"""The only calls the relayer makes. Pure: values in, value out.

The contract and its function follow from what kind of thing was signed, and no coin goes along: nothing a request says
is an address that is called.
"""

from backend.chain.contracts import FAN_TOKEN, GOVERNOR, Contracts
from backend.chain.node import Call
from backend.governance.errors import GovernorMissing
from backend.holdings.balances import NOBODY
from backend.relay.models import Relay, RelayKind


def find_contract(kind: str, contracts: Contracts) -> str:
    """Return the contract that takes what was signed: the governor ballots, the fan token delegations."""
    deployment = contracts.deployment
    contract = deployment.fan_token if kind == RelayKind.DELEGATION else deployment.governor
    if contract is None:
        raise GovernorMissing
    return contract.address


def write_call(relay: Relay, contracts: Contracts, relayer: str) -> Call:
    """Return the transaction that brings what was signed; `gas` is all that it may use."""
    write = _write_delegation if relay.kind == RelayKind.DELEGATION else _write_ballot
    return {
        "from": relayer,
        "to": find_contract(relay.kind, contracts),
        "data": write(relay, contracts),
        "value": "0x0",
        "gas": hex(relay.gas),
    }


def _write_ballot(relay: Relay, contracts: Contracts) -> str:
    signature, ballot = bytes.fromhex(relay.signature[2:]), (relay.proposal, relay.support, relay.account)
    if not relay.reason:
        return contracts.encode(GOVERNOR, "castVoteBySig", *ballot, signature)
    return contracts.encode(GOVERNOR, "castVoteWithReasonAndParamsBySig", *ballot, relay.reason, b"", signature)


def _write_delegation(relay: Relay, contracts: Contracts) -> str:
    signature = bytes.fromhex(relay.signature[2:])
    r, s, v = signature[:32], signature[32:64], signature[64]
    terms = (relay.delegate or NOBODY, relay.nonce, relay.expiry)
    return contracts.encode(FAN_TOKEN, "delegateBySig", *terms, v, r, s)
