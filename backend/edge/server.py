"""The server requests come in by."""

import os
import socket

import uvicorn

# Without this, whoever asks for much and reads nothing keeps what was written for him in memory for ever (RFC 5482).
UNREAD_MILLISECONDS = 60_000


class Server(uvicorn.Server):
    """uvicorn, whose connections the system cuts when their other end reads nothing for a minute."""

    unread_milliseconds = UNREAD_MILLISECONDS

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
            for listener in self.servers[0].sockets:
                _limit_unread(listener.fileno(), self.unread_milliseconds)


def _limit_unread(descriptor: int, milliseconds: int) -> None:
    # The loops hand out sockets that cannot be set, but a copy of one is the same to the system.
    with socket.socket(fileno=os.dup(descriptor)) as copy:
        copy.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)
