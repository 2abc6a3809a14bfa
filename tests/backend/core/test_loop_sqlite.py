import asyncio
import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from backend.core.loop_sqlite import COMMITS_PER_CHECKPOINT, LoopPool

INSERT = text("INSERT INTO numbers VALUES (7)")
COUNT = text("SELECT count(*) FROM numbers")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "numbers.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE numbers (i INTEGER)")
    return str(path)


@pytest.fixture
async def pool(path):
    pool = LoopPool(path, ["PRAGMA wal_autocheckpoint = 0"])
    yield pool
    await pool.close()


async def count(pool):
    async with pool.read() as connection:
        return (await connection.execute(COUNT)).scalar_one()


async def test_write__end__is_committed(pool):
    async with pool.write() as connection:
        await connection.execute(INSERT)

    assert await count(pool) == 1


async def test_write__statement_fails__is_taken_back(pool):
    with pytest.raises(OperationalError):
        await write(pool, text("SELECT * FROM nothing"))

    assert await count(pool) == 0


async def test_write__given_up__is_taken_back(pool):
    writing = asyncio.create_task(write_and_wait(pool))
    await asyncio.sleep(0)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing

    assert await count(pool) == 0


async def write_and_wait(pool):
    async with pool.write() as connection:
        await connection.execute(INSERT)
        await asyncio.Event().wait()


async def test_write__another_process_writes__waits_and_lets_the_loop_go_on(pool, path):
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(write(pool))
        await asyncio.sleep(0)
        assert not waiting.done()
        writer.execute("COMMIT")

    await waiting
    assert await count(pool) == 1


async def test_write__another_process_writes_for_too_long__fails(pool, path, monkeypatch):
    monkeypatch.setattr("backend.core.loop_sqlite.PATIENCE_SECONDS", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")

        with pytest.raises(sqlite3.OperationalError, match="locked"):
            await write(pool)

    await write(pool)
    assert await count(pool) == 1


async def write(pool, *more):
    async with pool.write() as connection:
        for statement in (INSERT, *more):
            await connection.execute(statement)


async def test_read__somebody_writes_meanwhile__sees_one_moment(pool):
    async with pool.read() as connection:
        before = (await connection.execute(COUNT)).scalar_one()
        await write(pool)
        after = (await connection.execute(COUNT)).scalar_one()

    assert (before, after, await count(pool)) == (0, 0, 1)


async def test_write__many__bring_changes_home(pool, path):
    for _ in range(COMMITS_PER_CHECKPOINT):
        await write(pool)
    await pool.close()

    home = shutil.copy(path, f"{path}-without-its-log")
    with closing(sqlite3.connect(home)) as reader:
        assert reader.execute("SELECT count(*) FROM numbers").fetchone() == (COMMITS_PER_CHECKPOINT,)
