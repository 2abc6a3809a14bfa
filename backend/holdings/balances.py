"""What wallets have of ERC-20 tokens, from what they had and what moved. Pure: values in, values out."""

from collections.abc import Iterable, Iterator, MutableMapping, Sequence

from backend.chain.events import ChainEvent
from backend.holdings.readings import AMOUNT_NAME, Entry, read_place

Holding = tuple[str, str]
"""A token and a wallet."""

MOST = 2**256 - 1
NOBODY = "0x" + "0" * 40


def list_holdings(moves: Iterable[ChainEvent]) -> set[Holding]:
    """Return whose balances of what the transfers change."""
    return {(move.address, wallet) for move in moves for wallet in _wallets(move)}


def weigh(moves: Sequence[ChainEvent], balances: MutableMapping[Holding, int]) -> Iterator[Entry]:
    """Yield the balance after each transfer for both of its wallets, and keep it in `balances`.

    A token may lie about what it moves: no balance leaves the range of its type for it.
    """
    for move in moves:
        sender, recipient = move.arguments["sender"], move.arguments["receiver"]
        amount = move.arguments[AMOUNT_NAME]
        for wallet, change in ((sender, -amount), (recipient, amount)):
            if wallet != NOBODY and sender != recipient:
                before = balances.get((move.address, wallet), 0)
                after = balances[move.address, wallet] = min(max(before + change, 0), MOST)
                yield {**read_place(move), "token": move.address, "wallet": wallet, "amount": after}


def _wallets(move: ChainEvent) -> tuple[str, ...]:
    sides = {move.arguments["sender"], move.arguments["receiver"]}
    return tuple(sides - {NOBODY})
