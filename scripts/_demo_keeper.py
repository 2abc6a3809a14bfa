"""Run a program that must not outlive the demo, also when the demo is killed: python scripts/_demo_keeper.py COMMAND...

Whoever starts this holds the other end of its standard input. When that end closes, whatever the reason, the program
and all it started are asked to end, as by Ctrl-C, and are ended when they do not. Runs on the standard library alone.
"""

import os
import signal
import subprocess
import sys
import threading

STOPPING_SECONDS = 15


def keep(command: list[str]) -> int:
    """Run `command` and return its exit code, 1 when a signal ended it."""
    # The signal is for the group; a handler, unlike ignoring it, is not handed down to the program.
    signal.signal(signal.SIGINT, lambda *_: None)
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    threading.Thread(target=_end_with_parent, args=(program,), daemon=True).start()
    return 0 if program.wait() == 0 else 1


def _end_with_parent(program: "subprocess.Popen[bytes]") -> None:
    os.read(sys.stdin.fileno(), 1)
    os.killpg(0, signal.SIGINT)
    try:
        program.wait(STOPPING_SECONDS)
    finally:
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1:]))
