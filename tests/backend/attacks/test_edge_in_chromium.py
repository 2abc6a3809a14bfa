"""Attacks that need a browser: content of strangers on the label's own address, and pages of another site."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error

from tests.backend.attacks.label import create_label

STEAL = "document.title = 'owned'; fetch('/api/session').then(() => { document.title = 'read' })"
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{STEAL}"><script>{STEAL}</script><text y="20">art</text></svg>'
HTML = f'<!doctype html><title>art</title><script>{STEAL}</script><img src=x onerror="{STEAL}"><p>art'
XHTML = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><script>{STEAL}</script></head></html>'
HOSTILE = {
    "cover.svg": SVG,
    "cover": SVG,
    "index.htm": HTML,
    "page": HTML,
    "page.xhtml": XHTML,
    "page.xml": XHTML,
    "1": '{"name": "<script>' + STEAL + '</script>"}',
    "notes.txt": HTML,
    "script.js": STEAL,
}
FORGED = """<form method="post" enctype="text/plain" action="{url}/api/sign-in/challenge">
<input name='{{"address": "0x1111111111111111111111111111111111111111", "x": "' value='"}}'></form>"""


@pytest.fixture
def app(settings, tmp_path):
    # The port is known only when it is served: what is another site does not depend on it.
    return create_label(settings, tmp_path)


@pytest.fixture
def page(browser):
    context = browser.new_context(accept_downloads=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def folder(app):
    """Content as anybody may put it into a release's folder, and as a label may keep for others."""
    return app.state.store.add_directory({name: content.encode() for name, content in HOSTILE.items()}).cid


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_content__opened_on_its_own__runs_nothing(site, page, folder, name):
    # Some kinds are saved instead of shown.
    with suppress(Error):
        page.goto(f"{site}/ipfs/{folder}/{name}")

    assert page.title() not in {"owned", "read"}


@pytest.mark.parametrize("name", ["cover.svg", "page"])
def test_hostile_content__in_a_frame__runs_nothing(site, page, folder, name):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/ipfs/{folder}/1")
    page.set_content(f'<iframe src="{site}/ipfs/{folder}/{name}"></iframe>')

    assert [url for url in asked if "/api/" in url] == []


def test_form_of_another_site__posted_to_the_label__is_refused(site, page):
    page.route("http://evil.test/", lambda route: route.fulfill(body=FORGED.format(url=site), content_type="text/html"))
    page.goto("http://evil.test/")
    with page.expect_response("**/api/sign-in/challenge") as answer:
        page.evaluate("document.forms[0].submit()")

    assert answer.value.status == 403
