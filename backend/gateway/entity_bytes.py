"""`entity-bytes=from:to`: which bytes of a file an archive must prove (IPFS Trustless Gateway §2.2.2, IPIP-402)."""

import re
from dataclasses import dataclass
from typing import Self

from backend.core.byte_range import LONGEST_NUMBER, ByteRange
from backend.gateway.errors import MalformedQuery

REMEDY = "Use from:to with whole numbers, to also as *; a negative one counts from the end."
WRITTEN = re.compile(rf"(-?[0-9]{{1,{LONGEST_NUMBER}}}):(\*|-?[0-9]{{1,{LONGEST_NUMBER}}})")


@dataclass(frozen=True, slots=True)
class EntityBytes:
    """The first and the last byte; negative ones count from the end, and no `last` is the end itself."""

    first: int
    last: int | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `from:to`; raise `MalformedQuery`, also when it ends before it begins whatever the size."""
        match = WRITTEN.fullmatch(text)
        if match is None:
            raise MalformedQuery("entity-bytes", text, REMEDY)
        first, last = int(match[1]), None if match[2] == "*" else int(match[2])
        if last is not None and last < first and (first < 0) == (last < 0):
            raise MalformedQuery("entity-bytes", text, REMEDY)
        return cls(first, last)

    def within(self, size: int) -> ByteRange | None:
        """Return the bytes of a file of `size` bytes that are meant, or `None` when there are none."""
        start = max(0, self.first if self.first >= 0 else size + self.first)
        last = size - 1 if self.last is None else self.last if self.last >= 0 else size + self.last
        stop = min(size, last + 1)
        return ByteRange(start, stop) if start < stop else None

    def __str__(self) -> str:
        """Write it as in the URL."""
        return f"{self.first}:{'*' if self.last is None else self.last}"
