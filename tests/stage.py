"""The whole label, really running: a chain, a backend, and the DJ's scripts, all in one temporary folder."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
from eth_account import Account
from eth_account.messages import encode_defunct
from eth_utils.crypto import keccak

from tests.anvil import ROOT

MNEMONIC = "test test test test test test test test test test test junk"  # the accounts anvil funds
READY = "Uvicorn running on"
BACKEND_SETTINGS = {"SEALING_KEY": "5e" * 32, "POLL_SECONDS": "0.2", "CONFIRMATIONS": "2", "CHAIN_NAME": "Test chain"}
ARTIST = "TEST::0"


def eventually(check, seconds=60):
    """Ask until `check` returns something true, and return that."""
    pause, deadline = threading.Event(), time.monotonic() + seconds
    while not (answer := check()):
        assert time.monotonic() < deadline, f"still not so after {seconds} s"
        pause.wait(0.1)
    return answer


def find_account(index):
    Account.enable_unaudited_hdwallet_features()
    return Account.from_mnemonic(MNEMONIC, account_path=f"m/44'/60'/0'/0/{index}")


def find_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def press_play(listener, slug, recording="mix"):
    """Begin a play; return where its sound is."""
    played = listener.post(f"/api/releases/{slug}/play", json={"recording": recording})
    return played.raise_for_status().json()["url"]


class Backend:
    """A backend process; its log is kept in a file."""

    def __init__(self, folder, rpc_url, port, settings):
        self._folder = folder
        self._environment = (
            os.environ
            | BACKEND_SETTINGS
            | {
                "PUBLIC_URL": f"http://127.0.0.1:{port}",
                "RPC_URL": rpc_url,
                "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/hectic.sqlite",
                "WORKFLOW_DATABASE_URL": f"sqlite:///{folder}/workflows.sqlite",
                "DATA_DIRECTORY": str(folder / "data"),
                "DEPLOYMENT_FILE": str(folder / "local.json"),
            }
            | settings
        )
        self._command = [sys.executable, "-m", "backend", "--port", str(port)]

    def start(self):
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, env=self._environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        lines = iter(self._process.stderr.readline, "")
        before = []
        for line in lines:
            before.append(line)
            if READY in line:
                break
        else:
            raise AssertionError("".join(before))
        # The log would fill its pipe and stop the backend.
        self._reader = threading.Thread(target=self._keep_log, args=(lines,))
        self._reader.start()

    def kill(self):
        """Stop without warning, as a power cut does."""
        self._process.kill()
        self._end()

    def stop(self):
        self._process.terminate()
        self._end()

    def _end(self):
        self._process.wait()
        self._reader.join()
        self._process.stderr.close()

    def _keep_log(self, lines):
        with (self._folder / "backend.log").open("a") as log:
            log.writelines(lines)


class Stage:
    """A deployed label with a running backend; releases are published by the DJ's own command."""

    def __init__(self, folder: Path, chain, settings=None):
        self.folder = folder
        self.chain = chain
        port = find_free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.backend = Backend(folder, chain.url, port, settings or {})

    def open(self, charter: Path | None = None):
        """Deploy the label, and the fan token and governor that `charter` describes, and start the backend."""
        self.run_ape("label", "deploy", "--yes")
        if charter:
            self.run_ape("governance", "deploy", str(charter), "--yes")
        self.backend.start()

    def close(self):
        self.backend.stop()

    def publish(self, release: Path):
        """Publish `release`, a folder with a release.yaml; returns its slug."""
        self.run_ape("drop", "publish", str(release / "release.yaml"), "--backend", self.url, "--yes")
        return release.name

    def run_ape(self, *arguments, **environment):
        finished = self.start_ape(*arguments, **environment)
        output, _ = finished.communicate()
        assert finished.returncode == 0, output
        return output

    def start_ape(self, *arguments, **environment):
        options = ("--account", ARTIST, "--network", self.chain.url, "--deployments", str(self.folder))
        return subprocess.Popen(
            [str(Path(sys.executable).with_name("ape")), "run", *arguments, *options],
            cwd=ROOT,
            env=os.environ
            | {
                "APE_DATA_FOLDER": str(self.folder / "ape"),
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            }
            | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def read(self, path, **options):
        return httpx.get(self.url + path, **options).raise_for_status().json()

    def read_records(self):
        """Return what the scripts wrote down of this chain."""
        return json.loads((self.folder / "local.json").read_text())

    def call_label(self, function):
        """Ask the label on chain; the answer is 0x hex."""
        label = self.read_records()["contracts"]["Label"]["address"]
        question = {"to": label, "data": "0x" + keccak(text=f"{function}()")[:4].hex()}
        return self.chain.ask("eth_call", question, "latest")

    @contextmanager
    def sign_in(self, account):
        """Open a client whose cookies say that `account` is signed in."""
        with httpx.Client(base_url=self.url, timeout=30) as client:
            message = client.post("/api/sign-in/challenge", json={"address": account.address}).json()["message"]
            signature = account.sign_message(encode_defunct(text=message)).signature.to_0x_hex()
            client.post("/api/sign-in", json={"message": message, "signature": signature}).raise_for_status()
            yield client

    def collect(self, slug, account, quantity=1):
        """Have a mint prepared, sign it and send it; returns the raw transaction, so that it can be sent again."""
        body = {"account": account.address, "quantity": quantity}
        prepared = httpx.post(f"{self.url}/api/drops/{slug}/mints", json=body).raise_for_status().json()
        return self.send(account, prepared["transaction"])

    def send(self, account, transaction):
        wanted = {key: int(transaction[key], 16) for key in ("value", "gas")}
        signed = account.sign_transaction(
            wanted
            | {
                "to": transaction["to"],
                "data": transaction["data"],
                "nonce": int(self.chain.ask("eth_getTransactionCount", account.address, "pending"), 16),
                "chainId": int(self.chain.ask("eth_chainId"), 16),
                "maxFeePerGas": 10**11,
                "maxPriorityFeePerGas": 10**9,
            }
        )
        raw = signed.raw_transaction.to_0x_hex()
        self.chain.ask("eth_sendRawTransaction", raw)
        return raw
