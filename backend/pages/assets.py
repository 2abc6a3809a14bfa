"""Stylesheets, modules and pictures of the pages, under an address that changes when any of them changes."""

import hashlib
from functools import cache
from os import PathLike, stat_result
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC_DIRECTORY = Path(__file__).with_name("static")
FINGERPRINT_LENGTH = 12


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


def list_modules() -> list[str]:
    """Return the address of every ES module, so that a page asks for all of them at once."""
    return [asset(path.name) for path in sorted(STATIC_DIRECTORY.glob("*.js"))]
