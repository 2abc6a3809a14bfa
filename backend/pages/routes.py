"""The pages a fan sees: the list of drops, one drop, and the files they are made of."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import FileResponse, HTMLResponse

from backend.core.dependencies import SettingsDependency
from backend.identity.dependencies import ViewerDependency
from backend.pages.app_routes import router as app_router
from backend.pages.assets import STATIC_DIRECTORY, AssetFiles, fingerprint
from backend.pages.colour import choose_accent
from backend.pages.facts import list_facts
from backend.pages.governance_routes import router as governance_router
from backend.pages.member_routes import router as member_router
from backend.pages.rendering import render
from backend.pages.royalty_routes import router as royalty_router
from backend.pages.views import PageSource

ACCENT_SECONDS = 300

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


async def get_pages(request: Request) -> PageSource:
    """Return where pages get what they show."""
    return cast("PageSource", request.app.state.pages)


PagesDependency = Annotated[PageSource, Depends(get_pages)]


def mount_pages(app: FastAPI) -> None:
    """Add the pages and their files to the application; a router cannot carry the mount of the files."""
    for each in (router, member_router, royalty_router, governance_router, app_router):
        app.include_router(each)
    files = GZipMiddleware(AssetFiles(directory=STATIC_DIRECTORY))
    app.mount(f"/static/{fingerprint()}", files, name="static")


@router.get("/")
async def show_drops(request: Request, pages: PagesDependency, viewer: ViewerDependency) -> HTMLResponse:
    """Show every drop of this label."""
    return render(request, "drops.html", {"cards": await pages.list_pages(), "viewer": viewer})


@router.get("/drops/{slug}")
async def show_drop(
    request: Request, slug: str, pages: PagesDependency, viewer: ViewerDependency, settings: SettingsDependency
) -> HTMLResponse:
    """Show one drop."""
    page = await pages.drop_page(slug, viewer)
    facts = list_facts(page, settings.label_name, viewer)
    return render(
        request,
        "drop.html",
        {"page": page, "sale": page.sale, "drop": page.sale.drop, "sound": page.sound, "facts": facts},
    )


@router.get("/drops/{slug}/accent.css")
async def read_accent(slug: str, pages: PagesDependency, viewer: ViewerDependency) -> Response:
    """Return the drop's colour as a stylesheet: the page's policy allows no style in the page itself."""
    accent = choose_accent((await pages.drop_page(slug, viewer)).accent)
    sheet = f":root{{--accent:{accent.light}}}\n@media (prefers-color-scheme:dark){{:root{{--accent:{accent.dark}}}}}\n"
    headers = {"Cache-Control": f"private, max-age={ACCENT_SECONDS}", "X-Content-Type-Options": "nosniff"}
    return Response(sheet, media_type="text/css", headers=headers)


@router.get("/favicon.svg")
@router.get("/favicon.ico")
async def read_icon() -> FileResponse:
    """Return the label's mark; browsers ask for the second name by themselves."""
    return FileResponse(STATIC_DIRECTORY / "favicon.svg", media_type="image/svg+xml")
