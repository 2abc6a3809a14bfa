"""One process leads, on both databases."""

import asyncio
import sys

import pytest

from backend.chain.leadership import OnlyProcess, Post, create_leadership
from backend.core.db import Database
from tests.backend.chain.databases import KINDS, locate_database


@pytest.fixture(params=KINDS)
def url(request, tmp_path):
    return locate_database(request.param, tmp_path)


@pytest.fixture
async def create_candidate(url):
    databases = []

    def create_candidate(post=Post.INDEXING):
        databases.append(Database(url))
        return create_leadership(databases[-1], post)

    yield create_candidate
    for database in databases:
        await database.close()


async def test_take__place_free__leads_until_released(create_candidate):
    first, second = create_candidate(), create_candidate()

    assert await first.take()
    assert await first.take()
    assert not await second.take()
    await first.release()

    assert await second.take()
    await second.release()


async def test_take__of_another_post__keeps_nobody_from_it(create_candidate):
    indexing, relaying = create_candidate(), create_candidate(Post.RELAYING)

    assert await indexing.take()
    assert await relaying.take()

    for each in (indexing, relaying):
        await each.release()


async def test_take__leader_killed__is_free_again(create_candidate, url):
    command = [sys.executable, "-c", HOLD, url]
    candidate = create_candidate()
    leader = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert await leader.stdout.readline() == b"leads\n"
    assert not await candidate.take()
    leader.kill()
    await leader.wait()

    while not await candidate.take():
        pass
    await candidate.release()


async def test_create_leadership__database_in_memory__has_no_other_process():
    database = Database("sqlite+aiosqlite://")

    assert isinstance(create_leadership(database), OnlyProcess)
    await database.close()


HOLD = """
import asyncio, sys, time
from backend.chain.leadership import create_leadership
from backend.core.db import Database

async def hold():
    leadership = create_leadership(Database(sys.argv[1]))
    assert await leadership.take()
    print("leads", flush=True)
    time.sleep(600)

asyncio.run(hold())
"""
