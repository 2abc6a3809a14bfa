"""What a phase's signer signs to let a wallet buy."""

from dataclasses import asdict, astuple, dataclass

from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_utils import keccak

SIGNER = Account.from_key(keccak(text="signer of tickets"))
OTHER_SIGNER = Account.from_key(keccak(text="signer of something else"))
FIELDS = ("phase", "wallet", "quantity", "price", "deadline", "serial")
TYPES = {"Ticket": [{"name": name, "type": "address" if name == "wallet" else "uint256"} for name in FIELDS]}


@dataclass(frozen=True)
class Ticket:
    """A ticket, in the order of the contract's struct."""

    phase: int
    wallet: str
    quantity: int
    price: int
    deadline: int
    serial: int


def sign(drop, ticket, signer=SIGNER, **domain_changes):
    """Return the ticket's values and the signature over them for one drop."""
    _, name, version, chain_id, contract, _, _ = drop.eip712Domain()
    domain = {"name": name, "version": version, "chainId": chain_id, "verifyingContract": contract} | domain_changes
    signed = signer.sign_message(encode_typed_data(domain, TYPES, asdict(ticket)))
    return astuple(ticket), signed.v, signed.r, signed.s
