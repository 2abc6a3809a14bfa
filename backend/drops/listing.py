"""Take a list of wallets, keep it, and prove its entries."""

from dataclasses import dataclass

from backend.drops.allowlist import ListedWallet, Tree, build_tree, prove
from backend.drops.errors import WalletListedTwice
from backend.drops.repository import AllowlistRepository
from backend.drops.schemas import AllowlistState, AllowlistUpload

LIMIT_BYTES = 16 * 1024**2
"""A third more than the longest list takes as JSON."""


@dataclass(frozen=True)
class Listed:
    """A list that was read, with its tree."""

    entries: tuple[ListedWallet, ...]
    tree: Tree


@dataclass(frozen=True)
class Proof:
    """What a list says of a wallet: how many it may buy, for how much each, and the siblings that prove it."""

    quantity: int
    price: int
    siblings: list[bytes]


class AllowlistService:
    """The use cases of lists."""

    def __init__(self, lists: AllowlistRepository) -> None:
        self._lists = lists

    async def keep(self, listed: Listed) -> AllowlistState:
        """Keep a list; keeping it again changes nothing."""
        if not await self._lists.has_list(listed.tree.root):
            await self._lists.add(listed.tree, listed.entries)
        return AllowlistState(root=listed.tree.root, count=len(listed.entries))

    async def find_proof(self, root: str, wallet: str) -> Proof | None:
        """Return the proof of a wallet's entry, or `None` when the list does not hold it, or is not kept here."""
        nodes, entries = await self._lists.find_nodes(root), await self._lists.list_entries([root], wallet)
        if nodes is None or not entries:
            return None
        return Proof(entries[0].quantity, entries[0].price, prove(nodes, entries[0].place))


def read_list(content: bytes) -> Listed:
    """Return the list in some JSON, with its tree: seconds of work for a long one.

    Raises pydantic's `ValidationError`, or `WalletListedTwice`.
    """
    upload = AllowlistUpload.model_validate_json(content)
    entries = tuple(ListedWallet(entry.wallet, entry.quantity, entry.price) for entry in upload.entries)
    seen: set[str] = set()
    for entry in entries:
        if entry.wallet in seen:
            raise WalletListedTwice(entry.wallet)
        seen.add(entry.wallet)
    return Listed(entries, build_tree(entries))
