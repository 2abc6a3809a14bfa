"""Turn files and directories into blocks, byte for byte as Kubo's two profiles do (IPIP-499)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backend.ipfs import hamt
from backend.ipfs.cid import DAG_PB, RAW, Cid
from backend.ipfs.dag_pb import Link
from backend.ipfs.errors import InvalidName
from backend.ipfs.streams import Readable, read_fully
from backend.ipfs.unixfs_node import encode_directory, encode_file, encode_leaf

Put = Callable[[Cid, bytes], None]

FLAT_DIRECTORY_BYTES = 256 * 1024
FORBIDDEN_IN_NAMES = ("/", "\0")


@dataclass(frozen=True, slots=True)
class Profile:
    """How a file is cut and addressed: leaves of `chunk_bytes`, at most `max_links` under one node.

    With addresses of version 0 the leaves are nodes too, and the size of a directory is estimated.
    """

    chunk_bytes: int
    max_links: int
    cid_version: int = 1


UNIXFS_V1_2025 = Profile(chunk_bytes=1024 * 1024, max_links=1024)
# Kubo's default until today: what most of what is pinned elsewhere was made with.
UNIXFS_V0_2015 = Profile(chunk_bytes=256 * 1024, max_links=174, cid_version=0)


@dataclass(frozen=True, slots=True)
class Node:
    """A stored file or directory: `total_size` counts the bytes of its blocks, `file_size` those of the file."""

    cid: Cid
    total_size: int
    file_size: int


def build_file(stream: Readable, put: Put, profile: Profile = UNIXFS_V1_2025) -> Node:
    """Cut `stream` into blocks in one pass, hand each to `put`, and return the root."""
    tree = _BalancedTree(put, profile)
    tree.add_leaf(read_fully(stream, profile.chunk_bytes))
    while chunk := read_fully(stream, profile.chunk_bytes):
        tree.add_leaf(chunk)
    return tree.close()


def build_directory(entries: Mapping[str, Node], put: Put, profile: Profile = UNIXFS_V1_2025) -> Node:
    """Store a directory of `entries`, sharded when one block would exceed 256 KiB; raise `InvalidName`."""
    links = [Link(node.cid, _checked_name(name), node.total_size) for name, node in entries.items()]
    block = encode_directory(links)
    size = len(block) if profile.cid_version else sum(len(link.name.encode()) + len(link.cid.encoded) for link in links)
    if size > FLAT_DIRECTORY_BYTES:
        root = hamt.build_shards(links, put, profile.cid_version)
        return Node(root.cid, root.total_size, file_size=0)
    cid = Cid.of(DAG_PB, block, profile.cid_version)
    put(cid, block)
    return Node(cid, len(block) + sum(link.total_size for link in links), file_size=0)


class _BalancedTree:
    """A file's nodes by level, leaves first; every leaf ends at the same depth."""

    def __init__(self, put: Put, profile: Profile) -> None:
        self._put = put
        self._profile = profile
        self._levels: list[list[Node]] = []

    def add_leaf(self, chunk: bytes) -> None:
        version = self._profile.cid_version
        codec, block = (RAW, chunk) if version else (DAG_PB, encode_leaf(chunk))
        cid = Cid.of(codec, block, version)
        self._put(cid, block)
        self._add(Node(cid, len(block), len(chunk)), 0)

    def close(self) -> Node:
        """Fold what is left, level by level, into one root."""
        level = 0
        while level + 1 < len(self._levels) or len(self._levels[level]) > 1:
            self._add(self._fold(level), level + 1)
            level += 1
        return self._levels[level][0]

    def _add(self, node: Node, level: int) -> None:
        if level == len(self._levels):
            self._levels.append([])
        # A full level is folded only when one more node arrives: until then it may be the last.
        if len(self._levels[level]) == self._profile.max_links:
            self._add(self._fold(level), level + 1)
        self._levels[level].append(node)

    def _fold(self, level: int) -> Node:
        children, self._levels[level] = self._levels[level], []
        block = encode_file(
            [Link(child.cid, "", child.total_size) for child in children],
            [child.file_size for child in children],
        )
        cid = Cid.of(DAG_PB, block, self._profile.cid_version)
        self._put(cid, block)
        return Node(
            cid,
            len(block) + sum(child.total_size for child in children),
            sum(child.file_size for child in children),
        )


def _checked_name(name: str) -> str:
    encodable = name.encode(errors="ignore").decode() == name
    if name in ("", ".", "..") or not encodable or any(mark in name for mark in FORBIDDEN_IN_NAMES):
        raise InvalidName(name)
    return name
