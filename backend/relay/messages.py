"""What a fan signs for the relayer to bring (EIP-712), and whether a key signed it. Pure: values in, values out."""

from dataclasses import dataclass
from typing import Any

from eth_account.messages import encode_typed_data

from backend.core.keccak import keccak
from backend.holdings.balances import NOBODY
from backend.identity.recovery import OLD_V, find_signer
from backend.relay.models import Relay, RelayKind

TypedData = dict[str, Any]
Fields = dict[str, str]
VERSION = "1"
DOMAIN: Fields = {"name": "string", "version": "string", "chainId": "uint256", "verifyingContract": "address"}
BALLOT: Fields = {"proposalId": "uint256", "support": "uint8", "voter": "address", "nonce": "uint256"}
EXTENDED_BALLOT: Fields = {**BALLOT, "reason": "string", "params": "bytes"}
DELEGATION: Fields = {"delegatee": "address", "nonce": "uint256", "expiry": "uint256"}
NO_PARAMS = "0x"
PREFIX = b"\x19"  # of everything that is signed and is no transaction (EIP-191)


@dataclass(frozen=True)
class Domain:
    """The contract a message is for, by the name it gives itself."""

    name: str
    chain_id: int
    contract: str


def write_typed_data(relay: Relay, domain: Domain) -> TypedData:
    """Return what a wallet is asked to sign, as `eth_signTypedData_v4` takes it.

    Numbers are decimal strings, since JavaScript rounds above 2**53.
    """
    primary, fields, message = _write_message(relay)
    return {
        "types": {"EIP712Domain": _list_fields(DOMAIN), primary: _list_fields(fields)},
        "primaryType": primary,
        "domain": {
            "name": domain.name,
            "version": VERSION,
            "chainId": domain.chain_id,
            "verifyingContract": domain.contract,
        },
        "message": message,
    }


def compute_digest(relay: Relay, domain: Domain) -> bytes:
    """Return the digest of what is signed: the same for every signature of it."""
    signable = encode_typed_data(full_message=write_typed_data(relay, domain))
    return keccak(PREFIX + signable.version + signable.header + signable.body)


def find_key_signature(relay: Relay, digest: bytes) -> str | None:
    """Return the signature as contracts take it when it is that of the account's own key, or `None`.

    Some wallets count its last byte from 0. A contract's signature may look like a key's: that one is left as it is.
    """
    signature = bytes.fromhex(relay.signature[2:])
    if find_signer(digest, signature) != relay.account:
        return None
    recovery_id = signature[-1] if signature[-1] >= OLD_V else signature[-1] + OLD_V
    return f"0x{signature[:-1].hex()}{recovery_id:02x}"


def _write_message(relay: Relay) -> tuple[str, Fields, dict[str, Any]]:
    if relay.kind == RelayKind.DELEGATION:
        message = {"delegatee": relay.delegate or NOBODY, "nonce": str(relay.nonce), "expiry": str(relay.expiry)}
        return "Delegation", DELEGATION, message
    ballot = {
        "proposalId": str(relay.proposal),
        "support": relay.support,
        "voter": relay.account,
        "nonce": str(relay.nonce),
    }
    if not relay.reason:
        return "Ballot", BALLOT, ballot
    return "ExtendedBallot", EXTENDED_BALLOT, ballot | {"reason": relay.reason, "params": NO_PARAMS}


def _list_fields(fields: Fields) -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in fields.items()]
