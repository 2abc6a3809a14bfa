"""Stylesheets, modules and pictures of the pages, under an address that changes when any of them changes."""

import hashlib
import re
from functools import cache
from os import PathLike, stat_result
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC_DIRECTORY = Path(__file__).with_name("static")
FINGERPRINT_LENGTH = 12
WORKER = "worker.js"
IMPORT = re.compile(r' from "\./(\w+\.js)"')


class AssetFiles(StaticFiles):
    """Static files that a browser may keep for ever: their address names their content."""

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Answer with the file and how long it may be kept."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


@cache
def fingerprint(directory: Path = STATIC_DIRECTORY) -> str:
    """Return a short digest of every file in `directory`.

    ES modules import each other by relative address, so one digest for all of them takes the place of a build step.
    """
    digest = hashlib.sha256()
    for path in sorted(directory.iterdir()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:FINGERPRINT_LENGTH]


def asset(name: str) -> str:
    """Return the address of one file."""
    return f"/static/{fingerprint()}/{name}"


def list_assets() -> list[str]:
    """Return the address of every file but the worker, which has one of its own."""
    return [asset(path.name) for path in sorted(STATIC_DIRECTORY.iterdir()) if path.name != WORKER]


@cache
def list_modules(name: str) -> list[str]:
    """Return the addresses of an ES module and of all it imports, so that a page asks for them at once."""
    found, waiting = set[str](), {f"{name}.js"}
    while waiting:
        module = waiting.pop()
        found.add(module)
        waiting |= set(IMPORT.findall((STATIC_DIRECTORY / module).read_text())) - found
    return [asset(module) for module in sorted(found)]
