"""One line per event, to standard error; each names the request or the work it belongs to."""

import logging
import sys
from contextvars import ContextVar

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

LINE = "%(asctime)s %(levelname)s %(name)s [%(request_id)s]: %(message)s"
FIELDS = ("levelname", "name", "message", "request_id")
NAMES = {"levelname": "level", "name": "logger"}
# The server says some things twice, once in colours.
LEFT_OUT = (*RESERVED_ATTRS, "color_message")
NO_REQUEST = "-"
current_request: ContextVar[str] = ContextVar("current_request", default=NO_REQUEST)


def configure_logging(form: str = "text", level: int = logging.INFO) -> None:
    """Send the log of every module to standard error, as `text` for people or as `json` for machines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(create_formatter(form))
    handler.addFilter(name_request)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("httpx", "alembic", "dbos"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def name_work(name: str | None) -> None:
    """Have every line from here on, in this thread or task, name the piece of work it belongs to."""
    current_request.set(name or NO_REQUEST)


def create_formatter(form: str) -> logging.Formatter:
    """Return how a record becomes a line."""
    if form == "json":
        return JsonFormatter(FIELDS, rename_fields=NAMES, reserved_attrs=LEFT_OUT, timestamp="time")
    return logging.Formatter(LINE)


def name_request(record: logging.LogRecord) -> bool:
    """Write into a record which request it belongs to; keep every record."""
    record.request_id = current_request.get()
    return True
