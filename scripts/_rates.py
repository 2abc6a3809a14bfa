"""Hand the label's server what currencies were worth, so that statements can say it."""

from pathlib import Path

from scripts._backend import Backend
from scripts._csv_rows import RowsUnreadable

TYPE = "text/csv; charset=utf-8"


class RateBackend(Backend):
    """The server's API for rates."""

    def keep_rates(self, sheet: bytes) -> int:
        """Have a CSV file of rates kept, all of it or nothing; returns how many they were."""
        return int(self._dict("PUT", "/api/royalties/rates", content=sheet, headers={"Content-Type": TYPE})["count"])


def read_rate_sheet(path: Path) -> bytes:
    """Return the file at `path` as it is: the server knows the label's currencies and names each bad line."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise RowsUnreadable("FILE", path, "is no file: correct the path") from error
