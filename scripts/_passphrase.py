"""Seal content keys by a passphrase, as age files (age-encryption.org/v1): any tool that speaks age opens them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pyrage

from scripts._refusal import Refusal

VARIABLE = "EXPORT_PASSPHRASE"
LEAST_LETTERS = 12


class PassphraseShort(Refusal):
    """Who finds the export can try many."""

    def __init__(self, letters: int) -> None:
        super().__init__(
            f"The passphrase has {letters} letters, and whoever finds the export can try billions: use at least "
            f"{LEAST_LETTERS}, such as five words that nobody would put together."
        )


class KeysClosed(Refusal):
    """The keys do not open: another passphrase, or another file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} does not open: type the passphrase it was exported with, or take the file from another copy."
        )


def passphrase_option(*, is_new: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option that asks for a passphrase, twice for a new one, unless it is in EXPORT_PASSPHRASE."""
    return click.option(
        "--passphrase",
        envvar=VARIABLE,
        show_envvar=True,
        prompt="Passphrase of the export",
        hide_input=True,
        confirmation_prompt=is_new,
        help="Of the content keys; asked for, because what is typed here others may see.",
    )


def check_passphrase(passphrase: str) -> None:
    """Raise `PassphraseShort` for one that is found by trying."""
    if len(passphrase) < LEAST_LETTERS:
        raise PassphraseShort(len(passphrase))


def seal_keys(keys: dict[str, Any], passphrase: str) -> bytes:
    """Return `keys` as an age file; takes a second, and so does each try to guess."""
    return bytes(pyrage.passphrase.encrypt(json.dumps(keys, indent=2).encode(), passphrase))


def open_keys(path: Path, slug: str, passphrase: str) -> dict[str, Any]:
    """Return what `seal_keys` sealed of a release, but its name; raises `KeysClosed`."""
    try:
        keys = dict(json.loads(pyrage.passphrase.decrypt(path.read_bytes(), passphrase)))
    except (pyrage.DecryptError, ValueError) as error:
        raise KeysClosed(path.name) from error
    if keys.pop("slug", None) != slug:
        raise KeysClosed(path.name)
    return keys
