"""Programs that the demo starts: their output goes to a log, and none outlives the demo."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from scripts._clock import Clock

ROOT = Path(__file__).parent.parent
KEEPER = Path(__file__).parent / "_demo_keeper.py"
TAIL_LINES = 20
POLL_SECONDS = 0.1


class DemoFailed(click.ClickException):
    """A program did not do its part; the end of its log says why."""

    outcome = "failed"

    def __init__(self, name: str, log: Path) -> None:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL_LINES:]
        super().__init__("\n".join((f"{name} {self.outcome}. The end of {log}:", *lines)))


class ProgramStopped(DemoFailed):
    """A program that should run has ended."""

    outcome = "has stopped"


class ProgramLate(DemoFailed):
    """A program runs and is not of any use yet."""

    outcome = "is not ready after a long time"


class Program:
    """One running program and all it starts itself: a process group of its own, under a keeper."""

    def __init__(self, name: str, command: list[str], log: Path, environment: dict[str, str]) -> None:
        self.name = name
        self.log = log
        kept = [sys.executable, str(KEEPER), *command]
        with log.open("wb") as sink:
            self._process = subprocess.Popen(
                kept, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=sink, stderr=sink, start_new_session=True
            )

    def check(self) -> None:
        """Raise `ProgramStopped` when the program has ended."""
        if self._process.poll() is not None:
            raise ProgramStopped(self.name, self.log)

    def await_ready(self, is_ready: Callable[[], bool], seconds: float) -> None:
        """Return when `is_ready`; raises `ProgramStopped` when the program ends, `ProgramLate` when time runs out."""
        clock = Clock()
        deadline = clock.now() + seconds
        while not is_ready():
            self.check()
            if clock.now() > deadline:
                raise ProgramLate(self.name, self.log)
            clock.pause(POLL_SECONDS)

    def run(self) -> None:
        """Wait for the end, passing on what the program says; raises `DemoFailed` unless it succeeds."""
        with self.log.open(encoding="utf-8", errors="replace") as lines:
            while self._process.poll() is None:
                _pass_on(lines.readlines())
                Clock().pause(POLL_SECONDS)
            _pass_on(lines.readlines())
        if self._process.returncode != 0:
            raise DemoFailed(self.name, self.log)

    def stop(self) -> None:
        """Let the keeper end the program, and end whatever is left of its group."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)


def _pass_on(lines: list[str]) -> None:
    for line in lines:
        if line.strip() and not line.startswith(("INFO", "WARNING", "Input:", "\t")):
            click.echo(f"  {line.rstrip()}")


def choose_port(wanted: int) -> int:
    """Return `wanted` when it is free, else a port that is."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            # As servers do: a port in TIME_WAIT after the last demo is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return wanted


def base_environment(directory: Path) -> dict[str, str]:
    """Return the environment of a program: this Python's tools first, Ape's files in the demo's folder."""
    tools = Path(sys.executable).parent
    return os.environ | {
        "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}",
        "APE_DATA_FOLDER": str(directory / "ape"),
        "PYTHONUNBUFFERED": "1",
    }
