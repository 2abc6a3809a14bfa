"""How long a client may take to say what it wants; the server itself would wait for ever, for any length of it."""

from asyncio import TimerHandle, Transport, get_running_loop

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from backend.core.hanging_up import EXTENSION

HEAD_SECONDS = 20.0
BODY_PAUSE_SECONDS = 60.0
HEAD_BYTES = 64 * 1024


class PatientProtocol(HttpToolsProtocol):
    """Closes connections whose request does not come: its head in time and in bounds, its body without long pauses."""

    _deadline: TimerHandle | None = None
    _is_in_head = True
    _head_bytes = 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes; a head that does not end is refused before it fills the memory."""
        super().data_received(data)
        if self._is_in_head:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES:
                self._give_up()
        elif self._deadline is not None:
            self._wait(BODY_PAUSE_SECONDS)

    def on_message_begin(self) -> None:
        """Wait for the rest of the head, however many bytes come one by one."""
        super().on_message_begin()
        self.scope["extensions"] = {EXTENSION: self.transport.abort}  # type: ignore[dict-item]
        self._is_in_head, self._head_bytes = True, 0
        self._wait(HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        """Wait for the body."""
        self._is_in_head = False
        self._wait(BODY_PAUSE_SECONDS)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Wait for nothing: now it is the server's turn."""
        self._stop_waiting()
        super().on_message_complete()

    def _wait(self, seconds: float) -> None:
        self._stop_waiting()
        self._deadline = get_running_loop().call_later(seconds, self._end_waiting)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _end_waiting(self) -> None:
        # Nothing is read while the application is busy with what came: that is no pause of the client.
        if self.flow.read_paused:
            self._wait(BODY_PAUSE_SECONDS)
        else:
            self._give_up()

    def _give_up(self) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self.transport.close()
