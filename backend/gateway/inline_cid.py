"""Content written in the address itself: CIDs with the identity hash, such as `bafkqaaa` for no bytes at all."""

from dataclasses import dataclass

from backend.ipfs.cid import CODEC_NAMES, VERSION, Cid, decode_text
from backend.ipfs.reading import FileReader
from backend.ipfs.store import Store
from backend.ipfs.unixfs_node import UnixFsNode, decode

IDENTITY = 0x00
# As Kubo has it; so the length is always one byte.
MAX_INLINE_BYTES = 127
HEAD_BYTES = 4


@dataclass(frozen=True, slots=True)
class InlineCid(Cid):
    """An address whose `digest` is the block."""

    @property
    def encoded(self) -> bytes:
        """The binary form: four bytes and the content."""
        return bytes((VERSION, self.codec, IDENTITY, len(self.digest))) + self.digest

    def matches(self, block: bytes) -> bool:
        """Tell whether `block` is the content."""
        return block == self.digest


class GatewayBlocks:
    """Everything a gateway may send: what the store keeps, and what addresses hold themselves."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def has(self, cid: Cid) -> bool:
        """Tell whether this block can be read."""
        return isinstance(cid, InlineCid) or self.store.has(cid)

    def read_block(self, cid: Cid) -> bytes:
        """Return the bytes of a block."""
        return cid.digest if isinstance(cid, InlineCid) else self.store.read_block(cid)

    def read_node(self, cid: Cid) -> UnixFsNode:
        """Return a DAG-PB block decoded."""
        return decode(cid.digest) if isinstance(cid, InlineCid) else self.store.read_node(cid)

    def read_beginning(self, cid: Cid) -> bytes:
        """Return the first bytes of a file, by which its kind is known."""
        if isinstance(cid, InlineCid):
            return FileReader(cid, self).read_at(0, MAX_INLINE_BYTES)
        return self.store.read_beginning(cid)


def parse_any(text: str) -> Cid:
    """Read an address, inline or not; raise `InvalidCid`."""
    return _find_inline(text) or Cid.parse(text)


def _find_inline(text: str) -> InlineCid | None:
    try:
        encoded = decode_text(text)
    except (ValueError, OverflowError):
        return None
    head, content = encoded[:HEAD_BYTES], encoded[HEAD_BYTES:]
    is_inline = len(head) == HEAD_BYTES and head[0] == VERSION and head[1] in CODEC_NAMES and head[2] == IDENTITY
    return InlineCid(head[1], content) if is_inline and head[3] == len(content) <= MAX_INLINE_BYTES else None
