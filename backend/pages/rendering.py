"""From a view model to HTML with its headers."""

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from backend.core.errors import HecticError
from backend.drops.amounts import write_down
from backend.pages import assets, formats, shares

TEMPLATE_DIRECTORY = Path(__file__).with_name("templates")
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
PAGE_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-cache",
}


def render(request: Request, template: str, context: dict[str, Any], status: int = 200) -> HTMLResponse:
    """Fill a template; the label's name, and whether its fans vote, come with every page."""
    state = request.app.state
    named = {
        "label_name": state.settings.label_name,
        "has_governor": state.contracts.deployment.governor is not None,
        **context,
    }
    return _templates().TemplateResponse(request, template, named, status_code=status, headers=PAGE_HEADERS)


def render_problem(request: Request, error: HecticError) -> HTMLResponse:
    """Show a person what happened and a way on."""
    return render(request, "problem.html", {"title": error.title(), "sentence": error.sentence}, error.status)


def wants_page(request: Request) -> bool:
    """Tell whether an error should be shown as a page: a browser is going to an address outside the API."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


@cache
def _templates() -> Jinja2Templates:
    templates = Jinja2Templates(TEMPLATE_DIRECTORY)
    for filter_ in (
        formats.amount,
        formats.price,
        formats.percent,
        formats.votes,
        formats.clock,
        formats.left,
        formats.short,
        formats.around_addresses,
        formats.utc,
        formats.day,
        formats.month,
        formats.iso,
    ):
        templates.env.filters[filter_.__name__] = filter_
    templates.env.filters["down"] = write_down
    templates.env.globals.update(
        asset=assets.asset, modules=assets.list_modules, segments=shares.segments, shares_sentence=shares.sentence
    )
    templates.env.trim_blocks = templates.env.lstrip_blocks = True
    return templates
