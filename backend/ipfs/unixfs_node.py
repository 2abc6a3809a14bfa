"""One UnixFS node: a piece of a file, a directory, or a shard of a large directory (IPFS UnixFS specification)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from backend.ipfs import dag_pb
from backend.ipfs.dag_pb import Link, bytes_field, number_field
from backend.ipfs.errors import MalformedNode

KIND = 1
CONTENT = 2
FILE_SIZE = 3
BLOCK_SIZE = 4
HASH_KIND = 5
FANOUT = 6

MURMUR3_X64_64 = 0x22
SHARD_FANOUT = 256


class Kind(IntEnum):
    """What a node is; the numbers are the specification's."""

    RAW = 0
    DIRECTORY = 1
    FILE = 2
    METADATA = 3
    SYMLINK = 4
    SHARD = 5


@dataclass(frozen=True, slots=True)
class UnixFsNode:
    """A decoded node; `block_sizes` are the bytes of the file below each link."""

    kind: Kind
    links: tuple[Link, ...]
    content: bytes
    block_sizes: tuple[int, ...]

    @property
    def file_size(self) -> int:
        """How many bytes of a file this node and everything below it hold."""
        return len(self.content) + sum(self.block_sizes)

    @property
    def is_file(self) -> bool:
        """Whether this is a file, or a part of one."""
        return self.kind in (Kind.FILE, Kind.RAW)


def encode_file(links: Sequence[Link], block_sizes: Sequence[int]) -> bytes:
    """Write the node above the parts of a file; `block_sizes` are in bytes, one per link."""
    sizes = b"".join(number_field(BLOCK_SIZE, size) for size in block_sizes)
    message = number_field(KIND, Kind.FILE) + number_field(FILE_SIZE, sum(block_sizes)) + sizes
    return dag_pb.encode_node(links, message)


def encode_leaf(content: bytes) -> bytes:
    """Write the node that holds the bytes of a leaf, as addresses of version 0 need it."""
    held = bytes_field(CONTENT, content) if content else b""
    return dag_pb.encode_node([], number_field(KIND, Kind.FILE) + held + number_field(FILE_SIZE, len(content)))


def encode_directory(links: Sequence[Link]) -> bytes:
    """Write a directory whose entries all fit in one block."""
    return dag_pb.encode_node(_by_name(links), number_field(KIND, Kind.DIRECTORY))


def encode_shard(links: Sequence[Link], slots: Sequence[int]) -> bytes:
    """Write one shard of a large directory; `slots` are those of its 256 places that are taken."""
    bits = sum(1 << slot for slot in slots)
    bitfield = bits.to_bytes((bits.bit_length() + 7) // 8, "big")
    message = (
        number_field(KIND, Kind.SHARD)
        + bytes_field(CONTENT, bitfield)
        + number_field(HASH_KIND, MURMUR3_X64_64)
        + number_field(FANOUT, SHARD_FANOUT)
    )
    return dag_pb.encode_node(_by_name(links), message)


def decode(block: bytes) -> UnixFsNode:
    """Read a node; raise `MalformedNode` when its sizes, kind or shard parameters do not fit together."""
    node = dag_pb.decode_node(block)
    numbers: dict[int, int] = {}
    block_sizes: list[int] = []
    content = b""
    for field, value in dag_pb.read_fields(node.content):
        if isinstance(value, bytes):
            content = value if field == CONTENT else content
        elif field == BLOCK_SIZE:
            block_sizes.append(value)
        else:
            numbers[field] = value
    decoded = UnixFsNode(_kind(numbers), node.links, content, tuple(block_sizes))
    _check(decoded, numbers)
    return decoded


def _by_name(links: Sequence[Link]) -> list[Link]:
    # Text sorts by code point, which is the order of its UTF-8 bytes that DAG-PB asks for.
    return sorted(links, key=lambda link: link.name)


def _kind(numbers: dict[int, int]) -> Kind:
    try:
        return Kind(numbers[KIND])
    except (KeyError, ValueError):
        msg = "a UnixFS node does not say what it is"
        raise MalformedNode(msg) from None


def _check(node: UnixFsNode, numbers: dict[int, int]) -> None:
    if node.is_file and len(node.block_sizes) != len(node.links):
        msg = "a file names a size for each of its parts"
        raise MalformedNode(msg)
    if node.is_file and numbers.get(FILE_SIZE, node.file_size) != node.file_size:
        msg = "the parts of a file do not add up to its size"
        raise MalformedNode(msg)
    hashed = (numbers.get(HASH_KIND), numbers.get(FANOUT))
    if node.kind == Kind.SHARD and hashed != (MURMUR3_X64_64, SHARD_FANOUT):
        msg = "a directory shard is hashed in a way this store does not read"
        raise MalformedNode(msg)
