"""The terms of a split as the chain packs them: one word for each payee, and one for the split, its tag."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from eth_utils.address import to_checksum_address

from scripts._payees import PARTS_PER_MILLION

SHARE_BITS = 96
REWARD_BITS = 16
ADDRESS_DIGITS = 40


@dataclass(frozen=True)
class SplitTerms:
    """Who is paid how many parts of a million, in ascending order of the accounts, and the split's tag."""

    shares: tuple[tuple[str, int], ...]
    tag: int

    @classmethod
    def unpack(cls, words: Iterable[int], tag: int) -> Self:
        """Return the terms that words stand for, as the split's logs name them."""
        return cls(tuple(_unpack(word) for word in words), tag)

    @property
    def words(self) -> list[int]:
        """The payees as the split asks for them."""
        return [int(account, 16) << SHARE_BITS | share for account, share in self.shares]

    @property
    def reward(self) -> int:
        """What whoever distributes keeps, in parts per million."""
        return self.tag % (1 << REWARD_BITS)

    def list_parts(self, amount: int) -> list[tuple[str, int]]:
        """Return what each payee gets of an amount that is divided, rounded down as the split does."""
        return [(account, amount * share // PARTS_PER_MILLION) for account, share in self.shares]

    def reward_of(self, amount: int) -> int:
        """Return what whoever distributes an amount keeps of it; the payees divide the rest."""
        return amount * self.reward // PARTS_PER_MILLION

    def replace(self, words: Iterable[int]) -> Self:
        """Return the terms with other payees."""
        return self.unpack(words, self.tag)


def _unpack(word: int) -> tuple[str, int]:
    account, share = divmod(word, 1 << SHARE_BITS)
    return to_checksum_address(f"0x{account:0{ADDRESS_DIGITS}x}"), share
