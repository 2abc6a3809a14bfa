"""DAG-PB nodes (IPLD's dag-pb specification): links and one data field, in protobuf."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.ipfs import varint
from backend.ipfs.cid import Cid
from backend.ipfs.errors import InvalidCid, MalformedNode, MalformedVarint

VARINT_WIRE = 0
BYTES_WIRE = 2

NODE_DATA = 1
NODE_LINK = 2
LINK_HASH = 1
LINK_NAME = 2
LINK_TOTAL_SIZE = 3

Field = tuple[int, int | bytes]


@dataclass(frozen=True, slots=True)
class Link:
    """A named pointer to a block and the size of everything below it, in bytes."""

    cid: Cid
    name: str
    total_size: int


@dataclass(frozen=True, slots=True)
class DagPbNode:
    """A block that points to others."""

    links: tuple[Link, ...]
    content: bytes


def number_field(field: int, number: int) -> bytes:
    """Write a protobuf field that holds a number."""
    return bytes((field << 3 | VARINT_WIRE,)) + varint.encode(number)


def bytes_field(field: int, content: bytes) -> bytes:
    """Write a protobuf field that holds bytes."""
    return bytes((field << 3 | BYTES_WIRE,)) + varint.encode(len(content)) + content


def read_fields(message: bytes) -> Iterator[Field]:
    """Yield every field of a protobuf message in order; raise `MalformedNode`."""
    position = 0
    try:
        while position < len(message):
            key, position = varint.decode(message, position)
            value, position = _read_value(message, position, key & 7)
            yield key >> 3, value
    except MalformedVarint as error:
        raise MalformedNode(error.reason) from error


def encode_node(links: Sequence[Link], content: bytes) -> bytes:
    """Write a node, links before data and in the order given, as the specification fixes it."""
    return b"".join(bytes_field(NODE_LINK, _encode_link(link)) for link in links) + bytes_field(NODE_DATA, content)


def decode_node(block: bytes) -> DagPbNode:
    """Read a node in canonical order; raise `MalformedNode`."""
    links: list[Link] = []
    content: bytes | None = None
    for field, value in read_fields(block):
        if content is not None or not isinstance(value, bytes) or field not in (NODE_LINK, NODE_DATA):
            msg = "a DAG-PB node holds links and then one data field"
            raise MalformedNode(msg)
        if field == NODE_LINK:
            links.append(_decode_link(value))
        else:
            content = value
    return DagPbNode(tuple(links), content or b"")


def _read_value(message: bytes, position: int, wire: int) -> tuple[int | bytes, int]:
    number, position = varint.decode(message, position)
    if wire == VARINT_WIRE:
        return number, position
    stop = position + number
    if wire != BYTES_WIRE or stop > len(message):
        msg = "a field is cut off or of an unknown wire type"
        raise MalformedNode(msg)
    return message[position:stop], stop


def _encode_link(link: Link) -> bytes:
    return (
        bytes_field(LINK_HASH, link.cid.encoded)
        + bytes_field(LINK_NAME, link.name.encode())
        + number_field(LINK_TOTAL_SIZE, link.total_size)
    )


def _decode_link(message: bytes) -> Link:
    fields = dict(read_fields(message))
    encoded = fields.get(LINK_HASH)
    name = fields.get(LINK_NAME, b"")
    total_size = fields.get(LINK_TOTAL_SIZE, 0)
    if not (isinstance(encoded, bytes) and isinstance(name, bytes) and isinstance(total_size, int)):
        msg = "a link has no hash, or a field of the wrong type"
        raise MalformedNode(msg)
    try:
        return Link(Cid.from_bytes(encoded), name.decode(), total_size)
    except (InvalidCid, UnicodeDecodeError) as error:
        msg = "a link has a name or an address of a kind this label does not keep"
        raise MalformedNode(msg) from error
