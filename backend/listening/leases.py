"""Choose the token a play stands on. Pure: values in, value out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from backend.gates.verdict import Witness

Token = tuple[str, int]
Loan = tuple[str, str]  # the vault, and the wallet that listens for it
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Lease:
    """Who plays on a token; one that ran out is only in the way of the next."""

    account: str
    session: str
    is_over: bool = False


def token_of(witness: Witness) -> Token:
    """Return what a lease is for: the token, whoever holds it."""
    return witness.contract, witness.token_id


def choose_witness(
    witnesses: Sequence[Witness], leases: Mapping[Token, Lease], account: str, session: str
) -> Witness | None:
    """Return the token this session has, else a free one, else one the account plays elsewhere, else `None`."""
    ranks = {witness: _rank(leases.get(token_of(witness)), account, session) for witness in witnesses}
    usable = [witness for witness, rank in ranks.items() if rank is not None]
    return min(usable, key=lambda witness: ranks[witness] or 0, default=None)


def _rank(lease: Lease | None, account: str, session: str) -> int | None:
    if lease is None or lease.is_over:
        return 1
    if lease.account != account:
        return None
    return 0 if lease.session == session else 2


def in_batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """Cut what may be long into what fits one statement."""
    remaining = iter(items)
    while some := tuple(islice(remaining, size)):
        yield some
