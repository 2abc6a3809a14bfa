"""Measure the bytes of sound with ten thousand listeners: `python -m tests.bench.listening_sound`, three minutes."""

import asyncio
import http.client
import itertools
import json
import os
import random
import secrets
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlmodel import SQLModel

import backend.migrations.tables  # noqa: F401 - declares every table
from backend.audio.keyring import Keyring
from backend.catalog.models import FileKind
from backend.core.clock import utc_now
from backend.core.db import Database
from backend.core.keys import derive_key
from backend.identity.models import Account
from backend.ipfs.store import Store
from backend.listening.doorkeeper import hash_cookie
from backend.listening.models import Play
from backend.listening.tickets import INFO, TicketBook
from tests.backend.listening.hearing import SLUG, seal_release
from tests.backend.listening.real_server import LABEL, create_browser
from tests.bench.listening_server import SEALING_KEY, create_settings
from tests.nginx import running_nginx
from tests.stage import READY, eventually, find_free_port

ROOT = Path(__file__).parents[2]
LISTENERS = 10_000
SECONDS = 30
SEGMENT_BYTES = 160_000  # eight seconds at 160 kbit/s
SEGMENTS = 450  # an hour
RANGE_BYTES = 256 * 1024
RANGES = 2_000
FEW = 40  # plays: no single one may fetch as much as is measured
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
WALLET = "0x" + "fa" * 20


async def prepare(folder, listeners=LISTENERS):
    """Have a release with a rendition of an hour and a play for every listener; returns their addresses and cookies."""
    folder.mkdir()
    settings = create_settings(folder)
    settings.data_directory.mkdir()
    settings.deployment_file.write_text(json.dumps({"chain_id": 31337, "contracts": {"Label": LABEL}}))
    database, store = Database(settings.database_url), Store(settings.data_directory / "ipfs")
    async with database.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    sound = random.Random(1).randbytes(SEGMENT_BYTES * SEGMENTS)
    await seal_release(database, store, Keyring(SEALING_KEY), utc_now, {FileKind.HLS_AAC: sound})
    book = TicketBook(derive_key(SEALING_KEY, INFO))
    cookies = [secrets.token_urlsafe(32) for _ in range(listeners)]
    await _start_plays(database, listeners)
    await database.close()
    return [
        (f"/hear/{book.write(f'{number:032x}', hash_cookie(cookie))}/aac.mp4", cookie)
        for number, cookie in enumerate(cookies)
    ]


async def _start_plays(database, listeners):
    now = utc_now()
    async with database.transaction() as session:
        for number in range(listeners):
            name = f"{number:032x}"
            session.add(Account(id=name, created_at=now))
            session.add(create_browser(name, now))
            session.add(_create_play(name, now, now + timedelta(hours=1)))


def _create_play(name, now, later):
    return Play(
        id=name,
        slug=SLUG,
        recording="mix",
        account=name,
        session=name,
        address=WALLET,
        wallet=WALLET,
        contract=WALLET,
        token_id=int(name, 16),
        gate_digest="0x" + "9a" * 32,
        block_number=1,
        started_at=now,
        renewed_at=now,
        expires_at=later,
        pace=20_000,
    )


@contextmanager
def running_server(folder, opened_mib=4096):
    """Run the application; gives its port and process."""
    port = find_free_port()
    command = [sys.executable, "-m", "tests.bench.listening_server", str(port), str(folder), str(opened_mib)]
    with (folder / "server.log").open("a+") as log:
        begin = log.seek(0, os.SEEK_END)
        process = subprocess.Popen(command, cwd=ROOT, stderr=log)
        try:
            eventually(lambda: READY in (folder / "server.log").read_text()[begin:])
            yield port, process.pid
        finally:
            process.terminate()
            process.wait()


def warm(port, plays):
    """Fetch until the file is kept opened, as it is when many listen."""
    fetch_ranges(port, plays[:8], [0] * 8)


def fetch_ranges(port, plays, places, length=10):
    """Fetch a range at each place over one connection, each by another play."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for (path, cookie), start in zip(plays, places, strict=True):
        headers = {"Cookie": f"session={cookie}", "Range": f"bytes={start}-{start + length - 1}"}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        assert (answer.status, len(answer.read())) == (206, length)
    connection.close()


@contextmanager
def arrived(port, plays):
    """Have everybody arrive; gives the stream that will say what they met since."""
    plan = {"host": "127.0.0.1", "port": port, "plays": plays, "seconds": SECONDS}
    plan |= {"segments": SEGMENTS, "segment_bytes": SEGMENT_BYTES}
    command = [sys.executable, "-m", "tests.bench.listeners"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as crowd:
        crowd.stdin.write(json.dumps(plan))
        crowd.stdin.close()
        assert crowd.stdout.readline() == "arrived\n"
        yield crowd.stdout


def read_cpu_seconds(pids):
    """Return the processor time of processes so far."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split() for pid in pids]
    return sum(int(field[11]) + int(field[12]) for field in fields) / TICKS_PER_SECOND


def read_peak_mib(pid):
    [line] = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def listen(port, plays, pids):
    """Have everybody listen; returns what they met and the cores the processes took meanwhile."""
    with arrived(port, plays) as told:
        before = read_cpu_seconds(pids)
        met = json.loads(told.readline())
        cores = (read_cpu_seconds(pids) - before) / SECONDS
    return met, cores


def list_family(pid):
    """Return a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def measure_python(folder, plays):
    with running_server(folder) as (port, pid):
        warm(port, plays)
        met, cores = listen(port, plays, [pid])
        return met, cores, read_peak_mib(pid)


def measure_nginx(folder, plays):
    opened = folder / "data" / "opened"
    with (
        running_server(folder) as (port, pid),
        running_nginx(folder / "nginx", f"127.0.0.1:{port}", opened, has_tls=False, is_hasty=False) as address,
    ):
        nginx_port = int(address.rsplit(":", 1)[1])
        warm(nginx_port, plays)
        nginx = int((folder / "nginx" / "nginx.pid").read_text())
        return listen(nginx_port, plays, [pid, *list_family(nginx)])


def measure_sealed(folder, plays):
    """Return the processor milliseconds of a range of sealed audio, over HTTP, where nothing is kept opened."""
    chance, last = random.Random(2), SEGMENT_BYTES * SEGMENTS - RANGE_BYTES
    places = [chance.randrange(last) for _ in range(RANGES)]
    with running_server(folder, opened_mib=0) as (port, pid):
        warm(port, plays)
        before = read_cpu_seconds([pid])
        fetch_ranges(port, itertools.islice(itertools.cycle(plays), RANGES), places, RANGE_BYTES)
        return 1000 * (read_cpu_seconds([pid]) - before) / RANGES


def measure(scratch: Path) -> dict[str, float]:
    """Return what the bars are about; `scratch` is an empty folder."""
    few, many = scratch / "few", scratch / "many"
    sealed_ms = measure_sealed(few, asyncio.run(prepare(few, FEW)))
    plays = asyncio.run(prepare(many))
    python, python_cores, python_mib = measure_python(many, plays)
    nginx, nginx_cores = measure_nginx(many, plays)
    return {
        "python_p99_ms": python.get("p99_ms"),
        "python_cores": round(python_cores, 2),
        "python_rss_mib": round(python_mib),
        "nginx_p99_ms": nginx.get("p99_ms"),
        "nginx_cores": round(nginx_cores, 2),
        "sealed_range_cpu_ms": round(sealed_ms, 3),
        "errors": python["errors"] + nginx["errors"],
    }


def main():
    (ROOT / ".build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as scratch:
        sys.stdout.write(json.dumps(measure(Path(scratch)), indent=2) + "\n")


if __name__ == "__main__":
    main()
