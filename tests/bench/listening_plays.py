"""Measure pressing play over a large ledger, and idle event streams: `python -m tests.bench.listening_plays`."""

import asyncio
import json
import resource
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from backend.identity.members import hash_cookie
from backend.migrations import upgrade_database
from tests.bench.listening_door import DATABASE, read_cpu_seconds, running_server

HOLDERS, TRANSFERS, MEMBERS = 100_000, 1_000_000, 3_000
PLAYS_PER_SECOND, SECONDS, CONNECTIONS = 300, 20, 64
STREAMS, STREAMS_AT_ONCE = 10_000, 200
MIB = 2**20
DROP = "0x" + "d7" * 20
BODY = b'{"recording":"mix"}'
ASK = (
    "POST /api/releases/night-bus/play HTTP/1.1\r\nHost: label\r\nCookie: session={cookie}\r\n"
    "Content-Type: application/json\r\nContent-Length: {size}\r\n\r\n"
)
OPEN = b"GET /api/drops/night-bus/listeners HTTP/1.1\r\nHost: label\r\n\r\n"


def measure(scratch: Path) -> dict[str, float]:
    """Return CPU and slowest hundredth of pressing play, and the memory of a server that ten thousand pages hang on."""
    allow_many_files()
    load(scratch / DATABASE)
    with running_server(scratch) as (process, url):
        port = urlsplit(url).port
        asyncio.run(press_play_often(port, 1))
        before = read_cpu_seconds(process.pid)
        waits = asyncio.run(press_play_often(port, SECONDS))
        spent = read_cpu_seconds(process.pid) - before
    with running_server(scratch) as (process, url):
        rss = asyncio.run(hold_streams(urlsplit(url).port, process.pid))
    return {
        "play_cpu_ms": round(spent / len(waits) * 1000, 3),
        "play_p99_ms": round(sorted(waits)[len(waits) * 99 // 100] * 1000, 1),
        "idle_streams_rss_mib": round(rss / MIB, 1),
    }


def allow_many_files():
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def load(path):
    """Write a ledger, a release and signed-in members as the application would have."""
    upgrade_database(f"sqlite+aiosqlite:///{path}")
    now, week = datetime.now(UTC), datetime.now(UTC) + timedelta(days=7)
    with sqlite3.connect(path) as database:
        insert(database, "transfers", map(create_transfer, range(TRANSFERS)))
        insert(database, "ownerships", map(create_ownership, range(HOLDERS)))
        insert(database, "cursors", [create_cursor(now)])
        release = {"slug": "night-bus", "key": "0x01", "manifest": '{"title": "Night Bus"}', "created_at": write(now)}
        insert(database, "releases", [release | {"drop_address": DROP, "drop_block": 1}])
        sound = {"slug": "night-bus", "audio_sha256": "a", "duration_seconds": 3600.0, "loudness_lufs": -9.0}
        unsaid = {"peaks": "[]", "mime_type": "audio/flac", "preview_start_seconds": 0, "preview_seconds": 30}
        insert(database, "recordings", [sound | unsaid | {"preview_peaks": "[]"}])
        file = {"slug": "night-bus", "kind": "mix", "source_sha256": "a", "cid": "bafk", "size": 10**8}
        insert(database, "release_files", [file | {"mime_type": "audio/mp4", "wrapped_key": b"k"}])
        for member in range(MEMBERS):
            sign_in(database, member, write(now), write(week))
    database.close()


def create_transfer(number):
    return {
        "block_hash": f"0x{number // 100:064x}",
        "log_index": number % 100,
        "block_number": number // 100,
        "transaction_hash": f"0x{number:064x}",
        "contract": DROP,
        "token_id": str(number % HOLDERS),
        "sender": wallet(number - HOLDERS),
        "recipient": wallet(number),
        "timestamp": number,
    }


def create_ownership(number):
    position = {"block_number": (TRANSFERS - HOLDERS + number) // 100, "log_index": number % 100}
    return {"contract": DROP, "token_id": str(number), "owner": wallet(number), "since_timestamp": number} | position


def create_cursor(now):
    final = TRANSFERS // 100 + 100
    place = {"id": 1, "number": final + 5, "hash": "0xh", "finalized_number": final, "finalized_hash": "0xf"}
    return place | {"head_number": final + 5, "seen_at": write(now + timedelta(hours=1))}


def sign_in(database, member, now, week):
    insert(database, "accounts", [{"id": f"a{member}", "created_at": now}])
    owner = {"account_id": f"a{member}", "address": wallet(member)}
    insert(database, "wallets", [owner | {"is_contract": 0, "proven_at": now}])
    session = {"token_hash": hash_cookie(f"c{member}"), "id": f"s{member}", "agent": ""}
    insert(database, "sessions", [session | owner | {"created_at": now, "seen_at": now, "expires_at": week}])


def insert(database, table, rows):
    first, *rest = rows
    names, places = ", ".join(first), ", ".join(f":{name}" for name in first)
    database.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", [first, *rest])  # noqa: S608 - names above


def wallet(number):
    return f"0x{number % HOLDERS:040d}"


def write(moment):
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


async def press_play_often(port, seconds):
    """Return how long each of the presses took, counted from when it was due."""
    count, begun = PLAYS_PER_SECOND * seconds, time.perf_counter() + 0.1
    due = iter([(number, begun + number / PLAYS_PER_SECOND) for number in range(count)])
    waits = []
    await asyncio.gather(*(press_in_turn(port, due, waits) for _ in range(CONNECTIONS)))
    return waits


async def press_in_turn(port, due, waits):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number, moment in due:
        await asyncio.sleep(max(0.0, moment - time.perf_counter()))
        writer.write(ASK.format(cookie=f"c{number % MEMBERS}", size=len(BODY)).encode() + BODY)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        await reader.readexactly(int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]))
        waits.append(time.perf_counter() - moment)
    writer.close()


async def hold_streams(port, pid):
    """Return the resident bytes of a server while all streams are open and silent."""
    streams = []
    for _ in range(STREAMS // STREAMS_AT_ONCE):
        streams += await asyncio.gather(*(open_stream(port) for _ in range(STREAMS_AT_ONCE)))
    rss = read_rss(pid)
    for _, writer in streams:
        writer.close()
    return rss


def read_rss(pid):
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()


async def open_stream(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=4096)
    writer.write(OPEN)
    await reader.readuntil(b'"listeners"')
    return reader, writer


def main():
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder))
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
