"""Ten thousand listeners in one process of their own, with the standard library alone.

Each has a connection that stays open and fetches one segment every eight seconds. They arrive spread over the first
eight seconds; what they meet is counted from then on.
"""

import heapq
import json
import resource
import select
import socket
import sys
import time

PERIOD_SECONDS = 8.0
BUFFER = memoryview(bytearray(256 * 1024))
HEAD_END = b"\r\n\r\n"


class Listener:
    """One connection, fetching the segments of a mix one after the other."""

    def __init__(self, address, request, segment_bytes, segments):
        self._request, self._segment_bytes, self._segments = request, segment_bytes, segments
        self._number = 0
        self._missing = self._begun = None
        self.is_waiting = False
        self.socket = socket.create_connection(address)
        self.socket.setblocking(False)

    def ask(self, now):
        start = self._number * self._segment_bytes
        self._number = (self._number + 1) % self._segments
        wanted = f"Range: bytes={start}-{start + self._segment_bytes - 1}\r\n\r\n".encode()
        self._begun, self._missing, self.is_waiting = now, None, True
        self.socket.send(self._request + wanted)

    def take(self):
        """Read what came; returns the seconds the segment took when it is whole, `None` before."""
        count = self.socket.recv_into(BUFFER)
        if not count:
            raise ConnectionError
        if self._missing is None:
            head, end, _ = bytes(BUFFER[:2048]).partition(HEAD_END)
            if not (end and head.startswith(b"HTTP/1.1 206")):
                raise ConnectionError
            self._missing = len(head) + len(end) + self._segment_bytes
        self._missing -= count
        if self._missing > 0:
            return None
        self.is_waiting = False
        return time.monotonic() - self._begun


class Crowd:
    """All listeners, and what they met."""

    def __init__(self, plan):
        self._plan = plan
        self._poll, self._listeners = select.epoll(), {}
        self._due = []
        self.forget()

    def forget(self):
        self.seconds, self.errors = [], 0

    def arrive(self):
        """Have one after the other connect and begin, over one period."""
        begun = time.monotonic()
        gap = PERIOD_SECONDS / len(self._plan["plays"])
        for number, (path, cookie) in enumerate(self._plan["plays"]):
            self.listen_until(begun + number * gap)
            listener = self._connect(path, cookie)
            heapq.heappush(self._due, (begun + number * gap, listener.socket.fileno()))

    def listen_until(self, end):
        while (now := time.monotonic()) < end:
            self._ask_due(now)
            pause = max(0.0, min(end, self._due[0][0] if self._due else end) - now)
            for descriptor, _ in self._poll.poll(pause):
                self._take(descriptor)

    def _connect(self, path, cookie):
        plan = self._plan
        request = f"GET {path} HTTP/1.1\r\nHost: {plan['host']}\r\nCookie: session={cookie}\r\n".encode()
        listener = Listener((plan["host"], plan["port"]), request, plan["segment_bytes"], plan["segments"])
        self._listeners[listener.socket.fileno()] = listener
        self._poll.register(listener.socket, select.EPOLLIN)
        return listener

    def _ask_due(self, now):
        while self._due and self._due[0][0] <= now:
            when, descriptor = heapq.heappop(self._due)
            listener = self._listeners.get(descriptor)
            # A segment that is not there when the next should begin is an interruption.
            if listener is None or listener.is_waiting:
                self._lose(descriptor)
                continue
            listener.ask(now)
            heapq.heappush(self._due, (when + PERIOD_SECONDS, descriptor))

    def _take(self, descriptor):
        listener = self._listeners.get(descriptor)
        try:
            seconds = listener.take() if listener else None
        except OSError:
            self._lose(descriptor)
            return
        if seconds is not None:
            self.seconds.append(seconds)

    def _lose(self, descriptor):
        self.errors += 1
        if listener := self._listeners.pop(descriptor, None):
            self._poll.unregister(listener.socket)
            listener.socket.close()


def main():
    plan = json.load(sys.stdin)
    _, hard_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard_limit, hard_limit))
    crowd = Crowd(plan)
    crowd.arrive()
    errors = crowd.errors
    crowd.forget()
    sys.stdout.write("arrived\n")
    sys.stdout.flush()
    crowd.listen_until(time.monotonic() + plan["seconds"])
    taken = sorted(crowd.seconds)
    result = {"segments": len(taken), "errors": errors + crowd.errors}
    for share in (50, 95, 99) if taken else ():
        result[f"p{share}_ms"] = round(1000 * taken[len(taken) * share // 100], 1)
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
