"""A real IPFS daemon for tests: js-ipfs, whose RPC and path gateway are Kubo's."""

import json
import shutil
import subprocess
import threading
from pathlib import Path

from tests.node import find_node

HERE = Path(__file__).parent
MODULES = HERE.parent.parent / ".build" / "peers" / "node_modules"
NEWER_NODE = HERE / "newer_node.cjs"
API, GATEWAY, READY = "HTTP API listening on ", "Gateway (read only) listening on ", "Daemon is ready"


class Daemon:
    """A running daemon that knows no other; `url` is its RPC, `gateway` its path gateway."""

    def __init__(self, process, addresses):
        self._process = process
        self.url, self.gateway = addresses
        # It would stop at a full pipe.
        self._reader = threading.Thread(target=process.stdout.read)
        self._reader.start()

    @property
    def port(self):
        return int(self.url.rpartition(":")[2])

    def kill(self):
        """End it at once, as a power cut does; doing it twice is fine."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._process.stdout.close()


def start_daemon(repository, port=0):
    """Start a daemon over a folder, which is made when it is not there; on a free port unless told otherwise."""
    shutil.rmtree(repository / "repo.lock", ignore_errors=True)
    listens = {"Swarm": [], "API": f"/ip4/127.0.0.1/tcp/{port}", "Gateway": "/ip4/127.0.0.1/tcp/0"}
    config = repository.with_suffix(".json")
    config.write_text(json.dumps({"Addresses": {**listens, "RPC": "/ip4/127.0.0.1/tcp/0"}}))
    options = ["--offline", "--enable-preload=false", "--init-profile=test", f"--init-config={config}"]
    command = [find_node(), "--require", NEWER_NODE, MODULES / ".bin" / "jsipfs", "daemon", *options]
    environment = {"IPFS_PATH": str(repository), "PATH": ""}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    return Daemon(process, _wait(process))


def _wait(process):
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith(READY):
            return [_read_address(lines, prefix) for prefix in (API, GATEWAY)]
    raise AssertionError("".join(lines))


def _read_address(lines, prefix):
    """Turn `/ip4/127.0.0.1/tcp/5001/http` into an address of the web."""
    address = next(line.removeprefix(prefix) for line in lines if line.startswith(prefix))
    _, _, host, _, port, *_ = address.split("/")
    return f"http://{host}:{port}"
