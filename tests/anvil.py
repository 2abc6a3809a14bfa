"""A local chain for tests: `running_anvil()` starts one on a free port and stops it."""

import os
import shutil
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
PACKAGED = "node_modules/@foundry-rs/anvil-*/bin/anvil"
LISTENING = "Listening on 127.0.0.1:"


class Anvil:
    """A running chain; `ask` is JSON-RPC."""

    def __init__(self, process, port):
        self._process = process
        self.url = f"http://127.0.0.1:{port}"
        self._client = httpx.Client(base_url=self.url, timeout=30)

    def ask(self, method, *params):
        question = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        answer = self._client.post("/", json=question).json()
        assert "error" not in answer, answer
        return answer["result"]

    def mine(self, blocks=1):
        self.ask("anvil_mine", hex(blocks))

    def pass_time(self, seconds):
        """Let the next block be so much later, and mine it."""
        self.ask("evm_increaseTime", seconds)
        self.mine()

    def pause_mining(self):
        """Let transactions wait until `mine` is called."""
        self.ask("evm_setAutomine", False)

    def reorg(self, depth):
        """Replace the newest `depth` blocks with empty ones; their transactions are forgotten."""
        self.ask("anvil_reorg", depth, [])

    @contextmanager
    def undone(self):
        """Take back what happens meanwhile."""
        snapshot = self.ask("evm_snapshot")
        yield self
        self.ask("anvil_dropAllTransactions")
        self.ask("evm_setAutomine", True)
        assert self.ask("evm_revert", snapshot)

    def stop(self):
        self._client.close()
        self._process.terminate()
        self._process.wait()


def find_anvil():
    packaged = sorted(ROOT.glob(PACKAGED))
    candidates = [os.environ.get("ANVIL"), *packaged, shutil.which("anvil")]
    found = next((candidate for candidate in candidates if candidate and Path(candidate).exists()), None)
    assert found, "anvil is missing: npm install, or set ANVIL to its path"
    return str(found)


@contextmanager
def running_anvil(*options):
    command = [find_anvil(), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        port = next(line.split(":")[-1].strip() for line in process.stdout if LISTENING in line)
        # The chain writes a line per question and would stop at a full pipe.
        reader = threading.Thread(target=process.stdout.read)
        reader.start()
        chain = Anvil(process, port)
        try:
            yield chain
        finally:
            chain.stop()
            reader.join()
