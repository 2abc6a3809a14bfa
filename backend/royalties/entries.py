"""What the chain told of a split's money, as the ledger enters it: thousands at once, so they are plain tuples.

No currency is the chain's coin, timestamps are in Unix seconds, and shares are of the payees a split had then.
"""

from typing import NamedTuple

from backend.royalties.models import Shares


class Received(NamedTuple):
    """Money that came in."""

    block_number: int
    log_index: int
    timestamp: int
    transaction_hash: str
    currency: str | None
    amount: int
    sender: str
    source: str


class Distributed(NamedTuple):
    """Money that was divided: coin was paid to all payees but the unpaid, of a token everyone is owed their part."""

    block_number: int
    log_index: int
    timestamp: int
    transaction_hash: str
    currency: str | None
    amount: int
    reward: int
    payees: Shares
    unpaid: list[str]


class Withdrawn(NamedTuple):
    """Money a payee was owed and is paid."""

    block_number: int
    log_index: int
    timestamp: int
    transaction_hash: str
    currency: str | None
    amount: int
    payee: str
    recipient: str


Entry = Received | Distributed | Withdrawn
