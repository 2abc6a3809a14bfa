"""A daemon on a real socket that answers whatever a test wants, also what no honest one would."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class OddDaemon:
    """`answers` are tuples (status, text) by command, or callables that are given the handler of a request."""

    def __init__(self):
        self.answers = {}
        self.asked = []  # (command, options, headers)
        self.bodies = []
        self.is_patient = threading.Event()  # set it, and whoever sleeps wakes
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._make_handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def pin(self, root):
        """Answer as one that imports and pins `root`."""
        self.answers["dag/import"] = 200, json.dumps({"Root": {"Cid": {"/": str(root)}, "PinErrorMsg": ""}})
        self.answers["pin/ls"] = 200, json.dumps({"Cid": str(root), "Type": "recursive"})
        self.answers["pin/add"] = 200, json.dumps({"Pins": [str(root)]})

    def sleep(self, _handler):
        self.is_patient.wait()

    def stop(self):
        self.is_patient.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, handler):
        parts = urlsplit(handler.path)
        command = parts.path.removeprefix("/api/v0/")
        self.asked.append((command, parse_qs(parts.query), dict(handler.headers)))
        answer = self.answers[command]
        if callable(answer):
            answer(handler)
            return
        self.bodies.append(_read_body(handler))
        status, text = answer
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text.encode())

    def _make_handler(self):
        daemon = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                daemon.answer(self)

            def log_message(self, *_arguments):
                """Say nothing."""

        return Handler


def listen(handler):
    """Take whatever comes until the client goes away."""
    while handler.rfile.read1(65_536):
        pass


def hang_up(handler):
    """Read a little and close the connection, as a daemon that dies."""
    handler.rfile.read(1000)
    handler.connection.close()


def break_off(handler):
    """Promise more than is sent."""
    _read_body(handler)
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half of it")


def _read_body(handler):
    if handler.headers.get("Transfer-Encoding") != "chunked":
        return handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
    body = b""
    while size := int(handler.rfile.readline(), 16):
        body += handler.rfile.read(size)
        handler.rfile.readline()
    handler.rfile.readline()
    return body
