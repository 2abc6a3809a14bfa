import asyncio
import sqlite3
from contextlib import closing
from sqlite3 import OperationalError
from threading import get_ident

import pytest

from backend.core.quick_sqlite import QuickConnection

COUNT_TO = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT {} FROM n"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "numbers.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE numbers (i INTEGER)")
    return str(path)


@pytest.fixture
async def connection(path):
    connection = await QuickConnection(path, ["PRAGMA wal_autocheckpoint = 0"])
    yield connection
    await connection.close()


async def find_thread(connection):
    """Return the thread that statements run in."""
    await connection.create_function("thread", 0, get_ident)
    return (await (await connection.cursor().execute("SELECT thread()")).fetchone())[0]


async def test_execute__rows__can_be_fetched_in_any_portions(connection):
    cursor = await connection.cursor().execute(COUNT_TO.format(5, "i"))

    assert await cursor.fetchone() == (1,)
    assert await cursor.fetchmany(2) == [(2,), (3,)]
    assert await cursor.fetchall() == [(4,), (5,)]
    assert (await cursor.fetchone(), await cursor.fetchmany(), await cursor.fetchall()) == (None, [], [])


async def test_execute__no_rows__has_none(connection):
    cursor = await connection.cursor().execute("DELETE FROM numbers")

    assert await cursor.fetchall() == []


async def test_execute__returning__changes_and_tells(connection):
    cursor = connection.cursor()
    await cursor.execute("INSERT INTO numbers VALUES (?), (?) RETURNING i", (7, 8))

    assert await cursor.fetchall() == [(7,), (8,)]


async def test_close__statement_given_up__waits_for_it(connection):
    cursor = connection.cursor()
    running = asyncio.create_task(cursor.execute(COUNT_TO.format(300_000, "sum(i)")))
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    await cursor.close()

    assert await (await connection.cursor().execute("SELECT 1")).fetchall() == [(1,)]


async def test_begin__no_statement__takes_no_lock(connection):
    connection.begin("BEGIN IMMEDIATE")

    assert not connection.in_transaction
    await connection.commit()


async def test_begin__first_statement__is_inside(connection):
    connection.begin("BEGIN IMMEDIATE")
    await connection.cursor().execute("INSERT INTO numbers VALUES (7)")

    assert connection.in_transaction
    await connection.rollback()
    assert await (await connection.cursor().execute("SELECT * FROM numbers")).fetchall() == []


async def test_begin__first_statement_is_many__is_inside(connection):
    connection.begin("BEGIN IMMEDIATE")
    await connection.cursor().executemany("INSERT INTO numbers VALUES (?)", [(7,), (8,)])

    assert connection.in_transaction
    await connection.commit()
    assert not connection.in_transaction


async def test_rollback__first_statement_given_up__undoes_it(connection):
    connection.begin("BEGIN IMMEDIATE")
    cursor = connection.cursor()
    running = asyncio.create_task(cursor.execute("INSERT INTO numbers " + COUNT_TO.format(100_000, "i")))
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    await cursor.close()
    await connection.rollback()

    assert await (await connection.cursor().execute("SELECT * FROM numbers")).fetchall() == []


async def test_rollback__nothing_begun__leaves_the_connection_usable(connection):
    connection.begin("BEGIN")
    await connection.rollback()

    assert not connection.in_transaction
    assert await (await connection.cursor().execute("SELECT * FROM numbers")).fetchall() == []


async def test_begin__first_statement_fails__has_begun(connection):
    connection.begin("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError):
        await connection.cursor().execute("SELECT * FROM nothing")

    assert connection.in_transaction
    await connection.rollback()
    assert not connection.in_transaction


async def test_execute__any__runs_in_the_thread(connection):
    connection.begin("BEGIN IMMEDIATE")

    assert await find_thread(connection) != get_ident()
    await connection.commit()


async def test_run__nothing_said__reads_one_moment(connection, path):
    await connection.cursor().execute("SELECT * FROM numbers")
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("INSERT INTO numbers VALUES (7)")

    assert await (await connection.cursor().execute("SELECT * FROM numbers")).fetchall() == []
    await connection.rollback()
    assert await (await connection.cursor().execute("SELECT * FROM numbers")).fetchall() == [(7,)]
