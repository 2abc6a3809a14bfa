"""Read why a contract refused, from a node's error. Pure: values in, values out.

Contracts may answer with anything: what does not read is a refusal without a reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eth_abi.abi import decode
from eth_abi.exceptions import DecodingError

from backend.chain.errors import BalanceTooLow, NodeRefused, OutOfGas, Reverted
from backend.core.keccak import keccak

SELECTOR_BYTES = 4
TEXT = "Error(string)"
REVERT_PREFIX = "execution reverted"
REVERT_CODE = 3  # as geth answers; others only say so in words
OUT_OF_GAS = ("out of gas", "outofgas", "gas required exceeds")
LONGEST_REASON = 200


@dataclass(frozen=True)
class CustomError:
    """An error that a contract declares itself: its signature, and the values it was raised with."""

    signature: str
    values: tuple[Any, ...]


def read_refusal(error: Mapping[str, Any]) -> Reverted | OutOfGas | BalanceTooLow | NodeRefused:
    """Return what a node's error means.

    The contract refused, the call takes too much, the sender cannot pay, or the node itself refused.
    """
    message, data = str(error.get("message", "no reason given")), _read_data(error.get("data"))
    if data or error.get("code") == REVERT_CODE or REVERT_PREFIX in message:
        return Reverted(_read_reason(message, data), data)
    if any(words in message.lower() for words in OUT_OF_GAS):
        return OutOfGas()
    return BalanceTooLow() if "insufficient funds" in message.lower() else NodeRefused(message)


def read_revert(outcome: Mapping[str, Any]) -> Reverted:
    """Return why a call failed that was one of several; nodes answer with the contract's words here or there."""
    data = _read_data((outcome.get("error") or {}).get("data")) or _read_data(outcome.get("returnData"))
    return Reverted(_read_reason("", data), data)


def read_custom_error(data: bytes, signatures: Iterable[str]) -> CustomError | None:
    """Return which of some errors was raised, or `None` when it was none of them."""
    for signature in signatures:
        if data[:SELECTOR_BYTES] == keccak(signature.encode())[:SELECTOR_BYTES]:
            values = _decode(signature, data)
            return None if values is None else CustomError(signature, values)
    return None


def _decode(signature: str, data: bytes) -> tuple[Any, ...] | None:
    inside = signature[signature.index("(") + 1 : -1]
    try:
        return tuple(decode(inside.split(",") if inside else [], data[SELECTOR_BYTES:]))
    except (DecodingError, UnicodeDecodeError, OverflowError):
        return None


def _read_data(data: object) -> bytes:
    """Return what the contract answered; some nodes put something else there, or nothing."""
    if not isinstance(data, str) or not data.startswith("0x"):
        return b""
    try:
        return bytes.fromhex(data[2:])
    except ValueError:
        return b""


def _read_reason(message: str, data: bytes) -> str:
    """Return the text of the assert; nodes put a prefix before it, and hex where there is no text."""
    if data:
        found = read_custom_error(data, [TEXT])
        return found.values[0][:LONGEST_REASON] if found else ""
    return message.removeprefix(REVERT_PREFIX).removeprefix(":").strip()[:LONGEST_REASON]
