"""What holders of a fan token sign for someone else to bring."""

from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_utils import keccak

from tests.contracts._ballots import describe_domain

HOLDER = Account.from_key(keccak(text="fan who signs"))
FAR_OFF = 2**40 - 1
CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
TYPES = {
    "Permit": "address owner,address spender,uint256 value,uint256 nonce,uint256 deadline",
    "Delegation": "address delegatee,uint256 nonce,uint256 expiry",
}


def sign_permit(token, spender, value, signer=HOLDER, **changes):
    """Return v, r and s of an allowance, the holder's next one unless changed (ERC-2612)."""
    permit = {
        "owner": signer.address,
        "spender": spender,
        "value": value,
        "nonce": token.nonces(signer.address),
        "deadline": FAR_OFF,
    }
    return _sign(token, "Permit", permit, signer, changes)


def sign_delegation(token, delegatee, signer=HOLDER, **changes):
    """Return v, r and s of a delegation, the holder's next one unless changed."""
    delegation = {"delegatee": delegatee, "nonce": token.nonces(signer.address), "expiry": FAR_OFF}
    return _sign(token, "Delegation", delegation, signer, changes)


def turn_over(v, r, s):
    """Return the other form of a signature, which is as valid on the curve."""
    return 55 - v, r, (CURVE_ORDER - int.from_bytes(s)).to_bytes(32)


def _sign(token, name, message, signer, changes):
    domain = describe_domain(token) | changes.pop("domain", {})
    fields = [dict(zip(("type", "name"), field.split(), strict=True)) for field in TYPES[name].split(",")]
    signed = signer.sign_message(encode_typed_data(domain, {name: fields}, message | changes))
    return signed.v, signed.r.to_bytes(32), signed.s.to_bytes(32)
