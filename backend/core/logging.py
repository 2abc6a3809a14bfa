"""One line per event, to standard error."""

import logging
import sys

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def configure_logging(level: int = logging.INFO) -> None:
    """Send the log of every module to standard error."""
    logging.basicConfig(level=level, format=LINE, stream=sys.stderr, force=True)
    for noisy in ("httpx", "alembic", "dbos"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
