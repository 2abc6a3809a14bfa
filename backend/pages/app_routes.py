"""What lets a browser install the site as an app: who it is, and the worker that keeps its shell."""

import json
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from backend.core.dependencies import SettingsDependency
from backend.pages.assets import STATIC_DIRECTORY, WORKER, asset, fingerprint, list_assets
from backend.pages.rendering import render

PAPER = "#f5f0e6"
OFFLINE = "/offline"
MANIFEST_SECONDS = 3600

router = APIRouter(include_in_schema=False)


@router.get("/manifest.webmanifest")
async def read_manifest(settings: SettingsDependency) -> Response:
    """Describe the site to whoever installs it (W3C Web Application Manifest)."""
    headers = {"Cache-Control": f"max-age={MANIFEST_SECONDS}"}
    return JSONResponse(_describe(settings.label_name), headers=headers, media_type="application/manifest+json")


@router.get("/worker.js")
async def read_worker() -> Response:
    """Return the worker; a browser looks for a new one by itself, so it is never kept."""
    shell = {"name": f"shell-{fingerprint()}", "files": list_assets(), "offline": OFFLINE}
    script = f"const SHELL = {json.dumps(shell)};\n{(STATIC_DIRECTORY / WORKER).read_text()}"
    return Response(script, headers={"Cache-Control": "no-cache"}, media_type="text/javascript")


@router.get(OFFLINE)
async def show_offline(request: Request) -> HTMLResponse:
    """Show what the worker keeps for times without a connection."""
    return render(request, "offline.html", {})


def _describe(label_name: str) -> dict[str, Any]:
    return {
        "id": "/",
        "name": label_name,
        "short_name": label_name,
        "description": f"Numbered editions of mixes, released by {label_name}.",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": "/favicon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            {"src": asset("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "maskable"},
        ],
    }
