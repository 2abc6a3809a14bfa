"""How a fan lets a drop take a price in a token: by permit or by authorization."""

from dataclasses import astuple, dataclass

from eth_abi import encode
from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_utils import keccak

from tests.contracts._chain import ZERO_ADDRESS

PAYER = Account.from_key(keccak(text="fan who holds nothing but a token"))
FAR_OFF = 2**40 - 1
SALT = keccak(text="salt")
TYPES = {
    "Permit": "address owner,address spender,uint256 value,uint256 nonce,uint256 deadline",
    "ReceiveWithAuthorization": (
        "address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce"
    ),
}


@dataclass(frozen=True)
class Purchase:
    """What an authorization is bound to, in the order of its nonce."""

    recipient: str
    phase: int = 0
    tier: int = 0
    quantity: int = 1
    referrer: str = ZERO_ADDRESS
    comment: str = ""
    salt: bytes = SALT

    @property
    def nonce(self):
        types = ["address", "uint256", "uint256", "uint256", "address", "string", "bytes32"]
        return keccak(encode(types, astuple(self)))


def authorize(token, drop, purchase, amount, signer=PAYER, valid_before=FAR_OFF):
    """Return the payment that lets a drop take an amount for one purchase, whoever brings it (EIP-3009)."""
    message = {
        "from": signer.address,
        "to": drop.address,
        "value": amount,
        "validAfter": 0,
        "validBefore": valid_before,
        "nonce": purchase.nonce,
    }
    return (signer.address, 0, valid_before, purchase.salt, *_sign(token, "ReceiveWithAuthorization", message, signer))


def permit(token, drop, amount, signer=PAYER, deadline=FAR_OFF):
    """Return the payment that first lets a drop spend an amount of the caller's (EIP-2612)."""
    message = {
        "owner": signer.address,
        "spender": drop.address,
        "value": amount,
        "nonce": token.nonces(signer.address),
        "deadline": deadline,
    }
    return (ZERO_ADDRESS, 0, deadline, bytes(32), *_sign(token, "Permit", message, signer))


def _sign(token, kind, message, signer):
    _, name, version, chain_id, contract, _, _ = token.eip712Domain()
    domain = {"name": name, "version": version, "chainId": chain_id, "verifyingContract": contract}
    fields = [dict(zip(("type", "name"), field.split(), strict=True)) for field in TYPES[kind].split(",")]
    signed = signer.sign_message(encode_typed_data(domain, {kind: fields}, message))
    return signed.v, signed.r.to_bytes(32), signed.s.to_bytes(32)
