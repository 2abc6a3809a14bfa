"""What a fan's wish comes down to, and how it is put to the contract. Pure."""

from dataclasses import dataclass
from typing import Any

from eth_abi.abi import encode
from eth_utils.crypto import keccak

from backend.chain.currency import Currency
from backend.drops.listing import Proof
from backend.drops.models import Drop, DropPhase
from backend.drops.schemas import AuthorizationTerms, MintRequest, SignedAuthorization, SignedTicket

NOBODY = "0x" + "0" * 40
NONCE_TYPES = ("address", "uint256", "uint256", "uint256", "address", "string", "bytes32")
DOMAIN_FIELDS = {"name": "string", "version": "string", "chainId": "uint256", "verifyingContract": "address"}
AUTHORIZATION = "ReceiveWithAuthorization"
AUTHORIZATION_FIELDS = {
    "from": "address",
    "to": "address",
    "value": "uint256",
    "validAfter": "uint256",
    "validBefore": "uint256",
    "nonce": "bytes32",
}
UNSIGNED = "0x" + "00" * 31 + "01" + "00" * 31 + "01" + "1b"
"""A signature of nobody, to try a purchase before its payment is signed."""


@dataclass(frozen=True)
class Purchase:
    """Who buys how many editions for whom in which phase, at what price each; `currency` is `None` for the coin."""

    drop: Drop
    phase: DropPhase
    account: str
    recipient: str
    quantity: int
    price: int
    currency: Currency | None = None
    referrer: str = NOBODY
    comment: str = ""
    proof: Proof | None = None
    ticket: SignedTicket | None = None

    @classmethod
    def of(
        cls, wish: MintRequest, drop: Drop, phase: DropPhase, proof: Proof | None, currency: Currency | None
    ) -> "Purchase":
        """Return what a wish buys in a phase; the price is the ticket's, the list's, or the phase's own."""
        ticket = wish.ticket
        return cls(
            drop=drop,
            phase=phase,
            account=wish.account,
            recipient=ticket.wallet if ticket else wish.recipient or wish.account,
            quantity=ticket.quantity if ticket else wish.quantity,
            price=(ticket or proof or phase).price,
            currency=currency,
            referrer=wish.referrer or NOBODY,
            comment=wish.comment,
            proof=proof,
            ticket=ticket,
        )

    @property
    def total(self) -> int:
        """What all editions cost together."""
        return self.price * self.quantity

    @property
    def value_wei(self) -> int:
        """What is sent along in the chain's coin."""
        return 0 if self.currency else self.total

    def write_call(self, payment: SignedAuthorization | None = None) -> tuple[str, list[Any]]:
        """Return the contract's function and its arguments, without those at the end that are its defaults."""
        paid = _write_payment(self.account, payment) if payment else None
        extra = _trim([(self.referrer, NOBODY), (self.comment, ""), (paid, None)])
        if self.ticket:
            return "mint_with_ticket", [*_write_ticket(self.ticket), *extra]
        if self.proof:
            listed = [self.phase.number, self.proof.quantity, self.proof.price, self.proof.siblings]
            return "mint_listed", [self.recipient, self.quantity, *listed, *extra]
        number = [self.phase.number] if self.phase.number or extra else []
        return "mint", [self.recipient, self.quantity, *number, *extra]

    def write_authorization(self, currency: Currency, chain_id: int, terms: AuthorizationTerms) -> dict[str, Any]:
        """Return the typed data (EIP-712) that pays the total to the drop for this purchase alone (EIP-3009).

        Numbers are decimal strings, since JavaScript rounds above 2**53.
        """
        return {
            "types": {"EIP712Domain": _list_fields(DOMAIN_FIELDS), AUTHORIZATION: _list_fields(AUTHORIZATION_FIELDS)},
            "primaryType": AUTHORIZATION,
            "domain": {
                "name": currency.name,
                "version": currency.version,
                "chainId": chain_id,
                "verifyingContract": currency.address,
            },
            "message": {
                "from": self.account,
                "to": self.drop.address,
                "value": str(self.total),
                "validAfter": "0",
                "validBefore": str(terms.valid_before),
                "nonce": self._nonce(terms.salt),
            },
        }

    def _nonce(self, salt: str) -> str:
        """Return the digest of what is bought, as contracts/modules/till.vy builds it."""
        bought = (self.recipient, self.phase.number, self.phase.tier, self.quantity, self.referrer, self.comment)
        return "0x" + keccak(encode(NONCE_TYPES, (*bought, bytes.fromhex(salt[2:])))).hex()


def _trim(arguments: list[tuple[Any, Any]]) -> list[Any]:
    """Return values up to the last that is not its default."""
    while arguments and arguments[-1][0] == arguments[-1][1]:
        arguments = arguments[:-1]
    return [value for value, _ in arguments]


def _write_payment(payer: str, payment: SignedAuthorization) -> tuple[Any, ...]:
    v, r, s = _split(payment.signature)
    return (payer, 0, payment.valid_before, bytes.fromhex(payment.salt[2:]), v, r, s)


def _write_ticket(ticket: SignedTicket) -> list[Any]:
    v, r, s = _split(ticket.signature)
    values = (ticket.phase, ticket.wallet, ticket.quantity, ticket.price, ticket.deadline, ticket.serial)
    return [values, v, int.from_bytes(r), int.from_bytes(s)]


def _split(signature: str) -> tuple[int, bytes, bytes]:
    """Return v, r and s; some wallets count v from 0."""
    content = bytes.fromhex(signature[2:])
    return content[64] if content[64] > 1 else content[64] + 27, content[:32], content[32:64]


def _list_fields(fields: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in fields.items()]
