"""Rows of a CSV file that a person wrote; a bad one is named by its line."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts._refusal import Refusal


class RowsUnreadable(Refusal):
    """The file is missing, or is none."""

    def __init__(self, field: str, path: Path, reason: str) -> None:
        super().__init__(f"{field}: {path} {reason}.")


class RowWrong(Refusal):
    """A line cannot be taken."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path.name}, line {line}: {reason}.")


def read_rows(field: str, path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank with the number of its line; `columns` are what an empty file lacks."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise RowsUnreadable(field, path, "is no file: correct the path") from error
    except UnicodeDecodeError as error:
        raise RowsUnreadable(field, path, "is not UTF-8 text: save it as such") from error
    if not text.strip():
        raise RowsUnreadable(field, path, f"is empty: its first line should be {','.join(columns)}")
    rows = csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True)
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield rows.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise RowWrong(path, rows.line_num, f"this is no CSV ({error}): correct it") from error
