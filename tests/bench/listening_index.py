"""How fast transfers are indexed from decoded logs, and how fast a deep reorg is taken back, in real databases.

Process CPU is what counts for SQLite; PostgreSQL works in processes of its own, so there it is the wall clock.
"""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from backend.chain.events import ChainEvent
from backend.core.clock import utc_now
from backend.core.db import Database
from backend.drops.projection import DropsProjection
from backend.holdings.projection import HoldingsProjection
from backend.listening.projection import PlaysProjection
from tests.backend.chain.databases import empty_database, locate_database

LABEL = "0x" + "1A" * 20
NOBODY = "0x" + "0" * 40
DROPS = [f"0x{number:040X}" for number in range(1, 11)]
WALLETS = [f"0x{number:040X}" for number in range(10_000, 30_000)]
TRANSFERS, TOKENS, BATCH = 500_000, 100_000, 5_000
TRANSFERS_PER_BLOCK = 20
REPLACED_BLOCKS = 512
POSTGRES_TRANSFERS = 100_000


def measure(scratch: Path) -> dict[str, float]:
    """Return transfers per second into each database, and the seconds to take back 512 blocks of 500,000 transfers."""
    return asyncio.run(_measure(scratch))


async def _measure(scratch: Path) -> dict[str, float]:
    async with empty_database(locate_database("sqlite", scratch)) as database:
        sqlite_per_s = TRANSFERS / await _fill(database, TRANSFERS, time.process_time)
        rollback_s = await _take_back(database, TRANSFERS, time.process_time)
    async with empty_database(locate_database("postgresql", scratch)) as database:
        postgres_per_s = POSTGRES_TRANSFERS / await _fill(database, POSTGRES_TRANSFERS, time.perf_counter)
    return {
        "backfill_sqlite_per_s": round(sqlite_per_s),
        "backfill_postgres_per_s": round(postgres_per_s),
        "rollback_512_s": round(rollback_s, 3),
    }


async def _fill(database: Database, transfers: int, clock: Callable[[], float]) -> float:
    """Write transfers as the indexer does, a transaction per range; return the seconds that took."""
    projections = (DropsProjection(LABEL), HoldingsProjection(), PlaysProjection(utc_now))
    seconds = 0.0
    for batch in _batches(transfers):
        began = clock()
        async with database.transaction() as session:
            for projection in projections:
                await projection.apply(session, batch)
        seconds += clock() - began
    return seconds


async def _take_back(database: Database, transfers: int, clock: Callable[[], float]) -> float:
    lowest = transfers // TRANSFERS_PER_BLOCK - REPLACED_BLOCKS
    began = clock()
    async with database.transaction() as session:
        await HoldingsProjection().undo(session, above_block=lowest)
    return clock() - began


def _batches(transfers: int) -> Iterator[list[ChainEvent]]:
    for start in range(0, transfers, BATCH):
        yield [_transfer(number) for number in range(start, start + BATCH)]


def _transfer(number: int) -> ChainEvent:
    """Mint every token once, then pass them on in an order that is mixed but always the same."""
    token = number if number < TOKENS else number * 7_919 % TOKENS
    owners = number // TOKENS
    sender = WALLETS[(token + owners - 1) % len(WALLETS)] if owners else NOBODY
    block = number // TRANSFERS_PER_BLOCK + 1
    arguments = {"sender": sender, "receiver": WALLETS[(token + owners) % len(WALLETS)], "token_id": token}
    place = {"block_number": block, "block_hash": f"0x{block * 2_654_435_761 % 2**32:064x}", "log_index": number}
    hashes = {"transaction_hash": f"0x{number:064x}"}
    return ChainEvent("Transfer", DROPS[token % len(DROPS)], arguments, **place, **hashes, timestamp=block * 2)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder)), indent=2))  # noqa: T201 - what it is for
