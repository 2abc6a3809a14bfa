"""How the server is set up: what it waits for, whom it believes, and how many it takes."""

import gc
import resource
from asyncio import AbstractEventLoop
from collections.abc import Callable
from typing import Any

import uvicorn

from backend.edge.patience import PatientProtocol

# Every connection is a file; what the process itself has open must find room beside them.
SPARE_FILES = 256
MOST_FILES = 100_000
KEEP_ALIVE_SECONDS = 75
# Whoever downloads when the label is stopped may go on for this long.
GRACE_SECONDS = 10
# Requests leave little behind that only a search finds, and while one is made every answer waits.
OBJECTS_PER_SEARCH = 20_000


def choose_options() -> dict[str, Any]:
    """Return the options of uvicorn; have as many files open as this process may."""
    most_files = _allow_most_files()
    return {
        # Requests are logged by `backend.edge`.
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "ws": "none",
        "http": PatientProtocol,
        # Only a proxy on this machine is believed about whom it speaks for.
        "forwarded_allow_ips": ["127.0.0.1", "::1"],
        "timeout_keep_alive": KEEP_ALIVE_SECONDS,
        "timeout_graceful_shutdown": GRACE_SECONDS,
        # One more would be a connection that cannot be accepted, and none could be for a while.
        "limit_concurrency": max(1, most_files - SPARE_FILES),
    }


def choose_loop() -> Callable[[], AbstractEventLoop] | None:
    """Return the loop that uvicorn would choose: with uvloop, where it is there, sound costs a third less."""
    # Left to itself this would also give the server's log a form of its own.
    return uvicorn.Config("", log_config=None).get_loop_factory()


def spare_collector() -> None:
    """Have the collector search seldom, and never through what stays for good: modules, routes, models."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_PER_SEARCH, *gc.get_threshold()[1:])


def _allow_most_files() -> int:
    _, hard_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard_limit, hard_limit))
    return MOST_FILES if hard_limit == resource.RLIM_INFINITY else min(hard_limit, MOST_FILES)
