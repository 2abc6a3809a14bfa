"""Calls that contracts of one ABI are compared by, and all that anybody can see of their answers."""

from dataclasses import dataclass
from types import SimpleNamespace

import boa
from eth_abi import decode, encode
from eth_utils import keccak

BEGIN = 2_000_000_000
ROLES = {name: "0x" + keccak(text=name)[-20:].hex() for name in ("artist", "fan", "collector", "guardian", "stranger")}


@dataclass(frozen=True)
class Call:
    """A call by its signature, after some seconds."""

    signature: str
    arguments: tuple = ()
    sender: str = "stranger"
    after: int = 0
    value: int = 0

    @property
    def data(self):
        types = self.signature[self.signature.index("(") + 1 : -1]
        return keccak(text=self.signature)[:4] + encode(types.split(",") if types else [], self.arguments)


@dataclass(frozen=True)
class RawCall:
    """A call whose data nobody's ABI would write; `signature` says what is wrong with it."""

    signature: str
    data: bytes
    sender: str = "stranger"
    after: int = 0
    value: int = 0


def send(contract, call):
    """Make a call to a contract; return all that anybody can see of it."""
    boa.env.timestamp += call.after
    done = boa.env.execute_code(to_address=contract, sender=ROLES[call.sender], data=call.data, value=call.value)
    logs = [[f"{topic:064x}" for topic in topics] + [data.hex()] for _, _, topics, data in done.get_raw_log_entries()]
    return {"call": call.signature, "refused": done.is_error, "answer": done.output.hex(), "logs": logs}


def describe(contract, name):
    """Return what signing for a contract asks of it."""
    domain = None, name, "1", boa.env.evm.patch.chain_id, contract, None, None
    return SimpleNamespace(
        eip712Domain=lambda: domain, nonces=lambda account: ask_number(contract, "nonces(address)", account)
    )


def ask_number(contract, signature, *arguments):
    """Return the number that a contract answers with."""
    (number,) = decode(["uint256"], bytes.fromhex(send(contract, Call(signature, arguments))["answer"]))
    return number
