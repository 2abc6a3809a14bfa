"""A real browser: the Chromium on PATH, or the one Playwright has."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType, ConsoleMessage, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "no Chromium here: browser tests need `apt-get install chromium` or `playwright install chromium`"


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Open Chromium; without one the tests are left out, or fail where `E2E=required`."""
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium)
        if path is None:
            refuse()
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def find_chromium(chromium: BrowserType) -> str | None:
    """Return where Chromium is, or `None`."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and Path(chromium.executable_path).exists():
        return chromium.executable_path
    return found


def refuse() -> None:
    """Say once, clearly, that browser tests do not run."""
    if os.environ.get("E2E") == "required":
        pytest.fail(MISSING)
    pytest.skip(MISSING)


class Complaints:
    """What a page wrote to its console as errors, and what it failed to catch."""

    def __init__(self, page: Page) -> None:
        self.sentences: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.sentences.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.sentences.append(message.text)

    def expect(self, words: str) -> None:
        """Take note that this complaint is part of the story, such as a refused request."""
        self.sentences = [sentence for sentence in self.sentences if words not in sentence]
