"""Votes that are signed for someone else to bring."""

from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_utils import keccak

VOTER = Account.from_key(keccak(text="fan who signs ballots"))
OTHER_VOTER = Account.from_key(keccak(text="another who signs ballots"))
KINDS = {"proposalId": "uint256", "support": "uint8", "voter": "address", "nonce": "uint256"}
EXTENDED_KINDS = KINDS | {"reason": "string", "params": "bytes"}


def sign_ballot(governor, proposal_id, support, signer=VOTER, **changes):
    """Return the signature of a ballot, its voter's next one unless changed."""
    return _sign(governor, "Ballot", KINDS, proposal_id, support, signer, changes)


def sign_extended_ballot(governor, proposal_id, support, reason, params, signer=VOTER, **changes):
    """Return the signature of a ballot with a reason."""
    changes |= {"reason": reason, "params": params}
    return _sign(governor, "ExtendedBallot", EXTENDED_KINDS, proposal_id, support, signer, changes)


def _sign(governor, name, kinds, proposal_id, support, signer, changes):
    voter = changes.pop("voter", signer.address)
    domain = describe_domain(governor) | changes.pop("domain", {})
    ballot = {"proposalId": proposal_id, "support": support, "voter": voter, "nonce": governor.nonces(voter)} | changes
    types = {name: [{"name": field, "type": kind} for field, kind in kinds.items()]}
    return bytes(signer.sign_message(encode_typed_data(domain, types, ballot)).signature)


def describe_domain(governor):
    """Return for whom ballots are signed (EIP-5267)."""
    _, name, version, chain_id, contract, _, _ = governor.eip712Domain()
    return {"name": name, "version": version, "chainId": chain_id, "verifyingContract": contract}
