"""Measure what a sign-in costs the server, text and signature together: `python -m tests.bench.listening_door`."""

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
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
AT_ONCE = 4  # a server that is asked all the time, for one that is woken up each time spends half of it on that
DATABASE = "hectic.sqlite"  # what the served application opens
DEPLOYMENT = {"chain_id": 31337, "contracts": {"Label": {"address": "0x" + "1a" * 20, "block": 0}}}


def measure(scratch: Path) -> dict[str, float]:
    """Return the CPU time of the server for one sign-in, each by another wallet."""
    keys = [Account.from_key(number.to_bytes(32)) for number in range(1, SIGN_INS + 1)]
    with running_server(scratch) as (process, url), ThreadPoolExecutor(AT_ONCE) as fans:
        list(fans.map(lambda keys: sign_in_all(url, keys), spread(keys[:WARM_UP])))
        before = read_cpu_seconds(process.pid)
        list(fans.map(lambda keys: sign_in_all(url, keys), spread(keys)))
        spent = read_cpu_seconds(process.pid) - before
    return {"login_cpu_ms": round(spent / SIGN_INS * 1000, 3)}


def spread(keys):
    return [keys[first::AT_ONCE] for first in range(AT_ONCE)]


def sign_in_all(url, keys):
    with httpx.Client(base_url=url) as client:
        for key in keys:
            sign_in(client, key)


def sign_in(client, key):
    client.cookies.clear()
    message = client.post("/api/sign-in/challenge", json={"address": key.address}).json()["message"]
    signature = key.sign_message(encode_defunct(text=message)).signature.to_0x_hex()
    answer = client.post("/api/sign-in", json={"message": message, "signature": signature})
    assert answer.json()["address"] == key.address, answer.text


@contextmanager
def running_server(scratch):
    """Run the whole application as it is served, in a process of its own that has no worker."""
    (scratch / "local.json").write_text(json.dumps(DEPLOYMENT))
    upgrade_database(f"sqlite+aiosqlite:///{scratch / DATABASE}")
    port = find_free_port()
    command = [sys.executable, "-m", "tests.bench.listening_server", str(port), str(scratch), "0"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_served(f"http://127.0.0.1:{port}")
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


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
