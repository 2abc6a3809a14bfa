"""What newer SQLite libraries can do and the one of this Python may not."""

import sqlite3
import time
from typing import Any

SUBSECOND_SINCE = (3, 42)


class SubsecondConnection(sqlite3.Connection):
    """A connection whose `unixepoch('subsec')` works whatever the library: DBOS asks for it from Python 3.12 on."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - whatever `sqlite3.connect` takes
        super().__init__(*arguments, **options)
        if sqlite3.sqlite_version_info < SUBSECOND_SINCE:
            self.create_function("unixepoch", 1, _unix_epoch)


def _unix_epoch(_modifier: str) -> float:
    return round(time.time(), 3)
