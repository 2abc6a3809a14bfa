"""The bloom filter in a block's header: who may have spoken in it, and who certainly has not (Yellow Paper, 4.3.1)."""

from collections.abc import Iterable
from functools import lru_cache

from eth_utils.crypto import keccak

from backend.chain.events import Log

BITS = 2048
CROWDED_BITS = BITS // 2
PAIRS = (0, 2, 4)
REMEMBERED = 10_000


def may_have_spoken(bloom: int, address: str) -> bool:
    """Tell whether a contract may have logged something in the block; without its bit it certainly has not."""
    bits = _bits(bytes.fromhex(address[2:]))
    return bloom & bits == bits


def is_crowded(bloom: int) -> bool:
    """Tell whether so many bits are set that one more contract seems to have spoken by chance (1 in 8 and more)."""
    return bloom.bit_count() > CROWDED_BITS


def is_explained(bloom: int, logs: Iterable[Log]) -> bool:
    """Tell whether the logs set every bit of the bloom, as all logs of a block do."""
    explained = 0
    for log in logs:
        explained |= _bits(bytes.fromhex(log.address[2:]))
        for topic in log.topics:
            explained |= _bits(topic)
    return explained & bloom == bloom


@lru_cache(maxsize=REMEMBERED)
def _bits(item: bytes) -> int:
    digest = keccak(item)
    bits = 0
    for place in PAIRS:
        bits |= 1 << (int.from_bytes(digest[place : place + 2]) % BITS)
    return bits
