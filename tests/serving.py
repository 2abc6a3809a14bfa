"""An application on a real port."""

import socket
import threading
from contextlib import contextmanager

import uvicorn


@contextmanager
def served(app, **options):
    """Serve an application on a free port; a connection made before it listens simply waits."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, **{"log_level": "warning", "lifespan": "off", "ws": "none"} | options))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
