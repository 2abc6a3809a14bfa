"""Installing the site as an app, and what is left of it without a connection."""

import json

from playwright.sync_api import expect

from backend.pages.assets import fingerprint

READY = "() => navigator.serviceWorker.ready.then(() => true)"
KEPT = """async () => {
  const [name] = await caches.keys();
  const kept = await (await caches.open(name)).keys();
  return [name, kept.map(({ url }) => new URL(url).pathname)];
}"""


async def test_manifest__any_visitor__names_the_label_and_its_icons(visitor):
    answer = await visitor.get("/manifest.webmanifest")

    assert answer.headers["content-type"] == "application/manifest+json"
    manifest = answer.json()
    assert (manifest["name"], manifest["scope"], manifest["display"]) == ("Hectic", "/", "standalone")
    assert [(await visitor.get(icon["src"])).status_code for icon in manifest["icons"]] == [200, 200]


async def test_worker__any_visitor__is_looked_for_each_time(visitor):
    answer = await visitor.get("/worker.js")

    assert answer.headers["cache-control"] == "no-cache"
    shell = json.loads(answer.text.splitlines()[0].removeprefix("const SHELL = ").removesuffix(";"))
    assert shell["name"] == f"shell-{fingerprint()}"
    assert [(await visitor.get(path)).status_code for path in (shell["offline"], *shell["files"][:2])] == [200] * 3


def test_app__chromium__can_install_it(visit):
    screen = visit(path="/")
    screen.page.wait_for_function(READY)

    session = screen.page.context.new_cdp_session(screen.page)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]

    # A window of its own profile, as every test has, is private to Chromium.
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []


def test_app__no_connection__says_so_and_keeps_no_sound_and_no_answer(visit, label):
    label.viewer = "0xf1f1f1F1f1f1F1F1f1f1F1F1F1F1F1F1f1F1f1F1"
    label.grants(42)
    screen = visit()
    screen.presses("You own #42 - listen")
    screen.hears_past(0)
    screen.page.wait_for_function(READY)
    name, paths = screen.page.evaluate(KEPT)

    screen.page.context.set_offline(True)
    screen.page.goto(screen.page.url)

    expect(screen.page.get_by_role("heading", name="No connection")).to_be_visible()
    assert name == f"shell-{fingerprint()}"
    assert all(path.startswith("/static/") or path == "/offline" for path in paths)
    screen.complaints.expect("ERR_INTERNET_DISCONNECTED")


def test_app__earlier_release__is_cleaned_up(visit):
    screen = visit(path="/offline")
    screen.page.evaluate("caches.open('shell-before')")

    screen.page.evaluate("navigator.serviceWorker.ready.then((here) => here.unregister())")
    screen.page.reload()
    screen.page.wait_for_function(READY)

    screen.page.wait_for_function("() => caches.keys().then((names) => !names.includes('shell-before'))")
