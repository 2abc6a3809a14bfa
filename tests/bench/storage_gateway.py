"""Ranges of a large file over HTTP: a server in a process of its own, a client that keeps its connection."""

import http.client
import random
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from backend.gateway.provider import Provider
from backend.gateway.routes import router
from backend.ipfs.store import Store

RANGE_BYTES = 256 * 1024
REQUESTS = 400
MILLISECONDS = 1000


def create_app(folder):
    """Serve the store in `folder`."""
    app = FastAPI()
    app.state.store = Store(folder)
    app.state.provider = Provider.at("http://localhost")
    app.include_router(router)
    return app


def measure_ranges(folder, cid, size):
    """Return the milliseconds of every request, in order of length."""
    places = random.Random(4)
    with serve(folder) as address:
        client = http.client.HTTPConnection(address)
        times = [time_range(client, cid, places.randrange(size - RANGE_BYTES)) for _ in range(REQUESTS)]
        client.close()
    return sorted(times)


def time_range(client, cid, start):
    """Ask for one range and return how long it took until its last byte was here."""
    begun = time.perf_counter()
    client.request("GET", f"/ipfs/{cid}", headers={"Range": f"bytes={start}-{start + RANGE_BYTES - 1}"})
    answer = client.getresponse()
    length = len(answer.read())
    if (answer.status, length) != (206, RANGE_BYTES):
        sys.exit(f"the gateway answered {answer.status} with {length} bytes")
    return (time.perf_counter() - begun) * MILLISECONDS


@contextmanager
def serve(folder):
    """Run the gateway until the block ends; yield its host and port."""
    command = [sys.executable, "-m", "tests.bench.storage_gateway", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def main(folder):
    """Say where it listens, and serve: connections wait from the first line on."""
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"127.0.0.1:{listener.getsockname()[1]}", flush=True)  # noqa: T201
    uvicorn.Server(uvicorn.Config(create_app(folder), log_level="warning")).run([listener])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
