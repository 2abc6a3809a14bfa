"""How sizes and ages are said, and what others wrote."""

from datetime import datetime

UNITS = ("B", "KB", "MB", "GB", "TB")
THOUSAND = 1000
AGES = ((86_400 * 2, 86_400, "days"), (3_600, 3_600, "h"), (60, 60, "min"))


def say_size(size: int) -> str:
    """Say a number of bytes with three digits at most: 52.1 MB."""
    amount, unit = float(size), 0
    while round(amount) >= THOUSAND and unit < len(UNITS) - 1:
        amount, unit = amount / THOUSAND, unit + 1
    return f"{amount:.1f} {UNITS[unit]}" if unit and amount < 100 else f"{amount:.0f} {UNITS[unit]}"  # noqa: PLR2004


def say_age(moment: str, now: float) -> str:
    """Say how long ago an ISO 8601 `moment` was, `now` being Unix seconds: 3 h."""
    seconds = max(0.0, now - datetime.fromisoformat(moment).timestamp())
    for least, length, word in AGES:
        if seconds >= least:
            return f"{seconds // length:.0f} {word}"
    return "a moment"


def say_count(number: int, word: str) -> str:
    """Say how many there are of something: 1 object, 2 objects."""
    plural = {"copy": "copies"}.get(word, f"{word}s")
    return f"{number:,} {word if number == 1 else plural}"


def quote_foreign(text: str) -> str:
    """Return what somebody else wrote without what would move the cursor, change colours or turn the writing round."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text)
