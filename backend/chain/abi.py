"""Read the values of an event by its ABI (Solidity's contract ABI specification, "Events")."""

from collections.abc import Sequence
from typing import Any, cast

from eth_abi.codec import ABIDecoder
from eth_abi.decoding import StringDecoder
from eth_abi.registry import registry
from eth_typing import ABIComponent, ABIEvent
from eth_utils.abi import collapse_if_tuple
from eth_utils.address import to_checksum_address

HASHED_TYPES = ("string", "bytes", "tuple")


def _read_any_text() -> ABIDecoder:
    """Return a decoder that replaces what is not UTF-8: contracts take any bytes for text, from anyone."""
    lenient = registry.copy()  # type: ignore[no-untyped-call]
    lenient.unregister_decoder("string")
    text = StringDecoder(handle_string_errors="replace")  # type: ignore[no-untyped-call]
    lenient.register_decoder("string", text)
    return ABIDecoder(lenient)


_decode = _read_any_text().decode


def read_values(event: ABIEvent, topics: Sequence[bytes], data: bytes) -> dict[str, Any]:
    """Return an event's arguments by name, in the order of the ABI; structs become dictionaries.

    Raises eth_abi's `DecodingError` when the bytes do not fit.
    """
    inputs = event["inputs"]
    in_data = [entry for entry in inputs if not entry.get("indexed")]
    indexed = (_read_topic(entry, topic) for entry, topic in zip(_indexed(event), topics, strict=True))
    plain = iter(_decode([_type(entry) for entry in in_data], data))
    return {entry["name"]: _readable(entry, next(indexed if entry.get("indexed") else plain)) for entry in inputs}


def _indexed(event: ABIEvent) -> list[ABIComponent]:
    return [entry for entry in event["inputs"] if entry.get("indexed")]


def _type(entry: ABIComponent) -> str:
    return collapse_if_tuple(dict(entry))


def _read_topic(entry: ABIComponent, topic: bytes) -> object:
    """Read an indexed value; what does not fit 32 bytes is only there as its hash."""
    is_hashed = entry["type"] in HASHED_TYPES or entry["type"].endswith("]")
    return topic if is_hashed else _decode([entry["type"]], topic)[0]


def _readable(entry: ABIComponent, value: object) -> object:
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if isinstance(value, tuple):
        return _readable_parts(entry, value)
    return to_checksum_address(str(value)) if entry["type"] == "address" else value


def _readable_parts(entry: ABIComponent, values: tuple[object, ...]) -> object:
    """Name the parts of a struct, or list the elements of an array."""
    if entry["type"] == "tuple":
        return {part["name"]: _readable(part, value) for part, value in zip(entry["components"], values, strict=True)}
    element = cast("ABIComponent", {**entry, "type": entry["type"][: entry["type"].rindex("[")]})
    return [_readable(element, value) for value in values]
