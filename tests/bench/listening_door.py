"""Measure what a sign-in costs the server, text and signature together: `python -m tests.bench.listening_door`."""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
from eth_account import Account
from eth_account.messages import encode_defunct

from backend.migrations import upgrade_database
from tests.stage import eventually, find_free_port

SIGN_INS = 400
WARM_UP = 50
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
DEPLOYMENT = {"chain_id": 31337, "contracts": {"Label": {"address": "0x" + "1a" * 20, "block": 0}}}


def measure(scratch: Path) -> dict[str, float]:
    """Return the CPU time of the server for one sign-in, each by another wallet."""
    keys = [Account.from_key(number.to_bytes(32)) for number in range(1, SIGN_INS + 1)]
    with running_server(scratch) as (process, url), httpx.Client(base_url=url) as client:
        for key in keys[:WARM_UP]:
            sign_in(client, key)
        before = read_cpu_seconds(process.pid)
        for key in keys:
            sign_in(client, key)
        spent = read_cpu_seconds(process.pid) - before
    return {"login_cpu_ms": round(spent / SIGN_INS * 1000, 3)}


def sign_in(client, key):
    client.cookies.clear()
    message = client.post("/api/sign-in/challenge", json={"address": key.address}).json()["message"]
    signature = key.sign_message(encode_defunct(text=message)).signature.to_0x_hex()
    answer = client.post("/api/sign-in", json={"message": message, "signature": signature})
    assert answer.json()["address"] == key.address, answer.text


@contextmanager
def running_server(scratch):
    """Run the whole application as it is served, in a process of its own that has no worker."""
    deployment, database = scratch / "deployment.json", f"sqlite+aiosqlite:///{scratch}/door.sqlite"
    deployment.write_text(json.dumps(DEPLOYMENT))
    upgrade_database(database)
    settings = {
        "DATABASE_URL": database,
        "DATA_DIRECTORY": str(scratch / "data"),
        "DEPLOYMENT_FILE": str(deployment),
        "SEALING_KEY": "11" * 32,
    }
    port = find_free_port()
    # By its own name: run as a program, this module is called otherwise.
    command = [sys.executable, "-m", "uvicorn", "--factory", "tests.bench.listening_door:create_served"]
    options = ["--port", str(port), "--log-level", "warning", "--no-access-log"]
    process = subprocess.Popen([*command, *options], env=os.environ | settings)
    try:
        wait_until_served(f"http://127.0.0.1:{port}")
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def create_served():
    """Build the application that the server process serves."""
    from backend.app import create_app  # noqa: PLC0415 - the measuring process needs none of it
    from backend.core.config import load_settings  # noqa: PLC0415

    return create_app(load_settings())


def wait_until_served(url):
    eventually(lambda: is_served(url))


def is_served(url):
    try:
        return httpx.get(f"{url}/api/session").is_success
    except httpx.TransportError:
        return False


def read_cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND


def main():
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder))
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stderr.write(f"{time.monotonic() - start:.0f} s\n")


if __name__ == "__main__":
    main()
