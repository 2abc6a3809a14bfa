"""What a server would hand a wallet next, for a drop that exists on no chain; a test may bend the answer."""

from dataclasses import dataclass, field
from typing import Any

from eth_account import Account
from eth_account.messages import encode_typed_data

from backend.drops.schemas import MintRequest

TOKEN = "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"
SALT = "0x" + "5a" * 32
VALID_BEFORE = 4_000_000_000
FIELDS = {
    "EIP712Domain": ("name:string", "version:string", "chainId:uint256", "verifyingContract:address"),
    "ReceiveWithAuthorization": (
        "from:address",
        "to:address",
        "value:uint256",
        "validAfter:uint256",
        "validBefore:uint256",
        "nonce:bytes32",
    ),
}


@dataclass
class Till:
    """Takes prices: `allowance` None for a currency that takes authorizations; `wishes` are what was asked for."""

    allowance: int | None = None
    wishes: list[MintRequest] = field(default_factory=list)
    bend: Any = None

    def prepare(self, drop, offer, body):
        """Answer a wish with exactly one of a transaction, an approval and something to sign."""
        wish = MintRequest.model_validate(body)
        self.wishes.append(wish)
        phase = next(phase for phase in offer["phases"] if phase["number"] == wish.phase)
        price = wish.ticket.price if wish.ticket else int((phase["yours"] or phase)["price"])
        answer = self._answer(drop, wish, price * wish.quantity, in_currency=phase["in_currency"])
        answer = {"chain_id": hex(drop.chain_id), "transaction": None, "sign": None, "approve": None} | answer
        if self.bend:
            self.bend(answer)
        return answer

    def _answer(self, drop, wish, total, *, in_currency):
        if not in_currency or total == 0:
            return {"transaction": _write(wish.account, drop.address, value=total)}
        if self.allowance is None:
            return self._authorize(drop, wish, total)
        if self.allowance is not None and self.allowance < total:
            self.allowance = total
            return {"approve": _write(wish.account, TOKEN, data=_write_approval(drop.address, total))}
        return {"transaction": _write(wish.account, drop.address)}

    def _authorize(self, drop, wish, total):
        asked = _write_authorization(drop, wish.account, total)
        if wish.authorization is None:
            return asked
        signed = encode_typed_data(full_message=asked["sign"])
        assert Account.recover_message(signed, signature=wish.authorization.signature) == wish.account
        return {"transaction": _write(wish.account, drop.address)}


def _write(account, to, value=0, data="0x"):
    return {"from": account, "to": to, "data": data, "value": hex(value), "gas": "0x30d40"}


def _write_approval(spender, amount):
    return f"0x095ea7b3{int(spender, 16):064x}{amount:064x}"


def _write_authorization(drop, account, total):
    types = {
        name: [dict(zip(("name", "type"), part.split(":"), strict=True)) for part in parts]
        for name, parts in FIELDS.items()
    }
    message = {
        "from": account,
        "to": drop.address,
        "value": str(total),
        "validAfter": "0",
        "validBefore": str(VALID_BEFORE),
        "nonce": SALT,
    }
    domain = {"name": "USD Coin", "version": "2", "chainId": drop.chain_id, "verifyingContract": TOKEN}
    sign = {"types": types, "primaryType": "ReceiveWithAuthorization", "domain": domain, "message": message}
    return {"sign": sign, "authorization": {"salt": SALT, "valid_before": VALID_BEFORE}}
