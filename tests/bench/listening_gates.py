"""What judging a gate costs, with 100,000 holders and 1,000,000 transfers indexed."""

import asyncio
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert
from sqlmodel import SQLModel

import backend.migrations.tables  # noqa: F401 - declares every table
from backend.catalog.models import Release
from backend.chain.models import Cursor
from backend.core.db import Database
from backend.gates.service import GateService
from backend.holdings.models import Ownership, Transfer
from backend.identity.members import Member

HOLDERS = 100_000
TRANSFERS = 1_000_000
JUDGEMENTS = 2_000
BATCH = 20_000
DROP = "0x" + "d7" * 20
NOBODY = "0x" + "0" * 40
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def measure(scratch: Path) -> dict[str, float]:
    """Return the process CPU of one judgement, in milliseconds."""
    return {"judge_cpu_ms": asyncio.run(_measure(f"sqlite+aiosqlite:///{scratch}/gates.sqlite"))}


async def _measure(url: str) -> float:
    database = Database(url)
    async with database.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    await _fill(database)
    await _judge(database, 100)
    started = time.process_time()
    await _judge(database, JUDGEMENTS)
    spent = time.process_time() - started
    await database.close()
    return round(spent / JUDGEMENTS * 1000, 3)


async def _judge(database: Database, times: int) -> None:
    for number in range(times):
        wallet = _wallet(number * 37 % HOLDERS)
        member = Member(account="a", session="s", address=wallet, wallets=(wallet,))
        async with database.snapshot() as session:
            verdict = await GateService(session, lambda: NOW, 300).judge("night-bus", "mix", member)
        assert verdict.is_granted


async def _fill(database: Database) -> None:
    async with database.transaction() as session:
        session.add(Release(slug="night-bus", key="0x1", manifest={}, created_at=NOW, drop_address=DROP, drop_block=1))
        session.add(Cursor(number=10, hash="0x", finalized_number=TRANSFERS, finalized_hash="0x", seen_at=NOW))
        for start in range(0, HOLDERS, BATCH):
            await session.execute(insert(Ownership), [_owned(each) for each in range(start, start + BATCH)])
        for start in range(0, TRANSFERS, BATCH):
            await session.execute(insert(Transfer), [_moved(each) for each in range(start, start + BATCH)])


def _wallet(number: int) -> str:
    return f"0x{number:040x}"


def _owned(number: int) -> dict[str, object]:
    place = {"block_number": 1, "log_index": number, "since_timestamp": 0}
    return {"contract": DROP, "token_id": number, "owner": _wallet(number), **place}


def _moved(number: int) -> dict[str, object]:
    place = {"block_hash": f"0x{number}", "log_index": 0, "block_number": number, "transaction_hash": "0x"}
    sides = {"sender": NOBODY, "recipient": _wallet(number % HOLDERS), "timestamp": 0}
    return {**place, "contract": DROP, "token_id": number % HOLDERS, **sides}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(json.dumps(measure(Path(folder))) + "\n")
