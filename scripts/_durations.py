"""Lengths of time as people write them: 2 days."""

import re

from scripts._refusal import Refusal
from scripts._words import say_count

NONE = "none"
SECONDS = {
    "year": 365 * 86_400,
    "week": 7 * 86_400,
    "day": 86_400,
    "hour": 3_600,
    "minute": 60,
    "second": 1,
}
WRITTEN = re.compile(rf"([0-9]{{1,9}}) ({'|'.join(SECONDS)})s?")
# What people say in days they do not want to read in weeks.
SAID = ("year", "day", "hour", "minute", "second")


class DurationUnreadable(Refusal):
    """A length of time is none."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field} is {value!r}: write a number and one of {', '.join(SECONDS)}, such as 2 days.")


class DurationTooLong(Refusal):
    """A length of time is longer than the contract keeps."""

    def __init__(self, field: str, value: str, most: int) -> None:
        super().__init__(f"{field} is {value}, longer than {say_duration(most)}: shorten it.")


def read_duration(field: str, value: str, most: int) -> int:
    """Return a length of time in seconds, at most `most`."""
    match = WRITTEN.fullmatch(value.strip())
    if value != NONE and not match:
        raise DurationUnreadable(field, value)
    seconds = int(match[1]) * SECONDS[match[2]] if match else 0
    if seconds > most:
        raise DurationTooLong(field, value, most)
    return seconds


def say_duration(seconds: int) -> str:
    """Say a length of time in the largest unit that leaves no rest: 36 hours."""
    unit = next((unit for unit in SAID if seconds and seconds % SECONDS[unit] == 0), "second")
    return say_count(seconds // SECONDS[unit], unit)
