"""What the person at the keyboard sees: sentences, progress and one question."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click

from scripts._refusal import Refusal


class Declined(Refusal):
    """The person read the plan and said no."""

    def __init__(self) -> None:
        super().__init__("Nothing was sent. Run this again when you want to go on.")


class Advance(Protocol):
    """Move a progress bar by `steps`; a note says what is being done."""

    def __call__(self, steps: int, note: str = "") -> None:
        """Draw the bar."""


class Screen:
    """Speaks to a terminal; with `is_hurried` it does not ask."""

    def __init__(self, *, is_hurried: bool) -> None:
        self._is_hurried = is_hurried

    def say(self, text: str) -> None:
        """Print a sentence or a paragraph."""
        click.echo(text)

    def ask(self, question: str) -> None:
        """Return when the answer is yes; raises `Declined` when it is no."""
        if not self._is_hurried and not click.confirm(question):
            raise Declined

    @contextmanager
    def progress(self, label: str, steps: int) -> Iterator[Advance]:
        """Show how much of `steps` is done: a bar on a terminal, elsewhere a line per note."""
        if sys.stdout.isatty():
            with click.progressbar(length=steps, label=label, item_show_func=lambda note: note) as bar:
                yield lambda steps, note="": bar.update(steps, note)
        else:
            click.echo(label)
            yield _NoteLines()


class _NoteLines:
    def __init__(self) -> None:
        self._last = ""

    def __call__(self, steps: int, note: str = "") -> None:  # noqa: ARG002 - a line shows no length
        if note not in (self._last, ""):
            click.echo(f"  {note}")
            self._last = note
