import re

import pytest

from backend.pages.views import Credit
from tests.backend.pages.assembly_desk import create_proposal
from tests.backend.pages.stand_in import NOON, SPLIT, create_page

BUDGET_BYTES = 40 * 1024
ROYALTIES = f"/royalties/{SPLIT}"
BROWSER = {"Accept": "text/html"}


async def test_show_drop__anonymous__needs_no_script_to_be_read(visitor, label):
    page = (await visitor.get("/drops/last-tram")).text

    for words in (
        label.page.title,
        label.page.artist,
        '12</span><span id="supply"> / 100',
        "5.00",
        "Night Shift Print Room",
        "62.5 %",
    ):
        assert words in page
    assert '<noscript><audio controls preload="none" src="/preview.wav">' in page


async def test_show_drop__any_visitor__runs_only_this_sites_scripts_and_styles(visitor):
    answer = await visitor.get("/drops/last-tram")

    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", answer.text)


async def test_show_drop__any_visitor__asks_no_other_site_for_anything(visitor):
    page = (await visitor.get("/drops/last-tram")).text

    loaded = re.findall(
        r'<(?:link rel="(?:stylesheet|modulepreload|icon)"|script|img|audio)[^>]*(?:src|href)="([^"]+)"', page
    )
    assert loaded
    assert all(address.startswith("/") for address in loaded)


async def test_show_drop__title_with_markup__is_text(visitor, label):
    label.page = create_page(title='<script src="x">"', credits=(Credit("<b>", "&"),))

    page = (await visitor.get("/drops/last-tram")).text

    assert '<script src="x">' not in page
    assert "&lt;script src=&#34;x&#34;&gt;&#34; by" in page


async def test_show_drop__link_preview__says_the_truth(visitor):
    page = (await visitor.get("/drops/last-tram")).text

    assert 'property="og:title" content="Last Tram Before Sunrise by Ondine Quartz"' in page
    assert 'property="og:description" content="An edition of 100, 5 POL each. Hear 3 seconds of it here."' in page
    assert 'property="og:image" content="http://label.test/cover.png"' in page


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"state": "upcoming", "opens": NOON}, "Opens</dt>"),
        ({"state": "open", "closes": NOON}, "Closes</dt>"),
        ({"state": "closed", "closes": NOON}, "Closed</dt>"),
        ({"state": "sold_out", "minted": 100}, ">Sold out</dt>"),
        ({"price": 0}, '<span id="price">Free</span>'),
    ],
    ids=["upcoming", "closing", "closed", "sold out", "free"],
)
async def test_show_drop__state_of_the_sale__is_said(visitor, label, terms, words):
    label.sells(**terms)

    assert words in (await visitor.get("/drops/last-tram")).text


async def test_show_drop__unknown_slug__is_a_page_with_a_way_on(visitor):
    answer = await visitor.get("/drops/nothing", headers=BROWSER)

    assert answer.status_code == 404
    assert "There is no drop called nothing." in answer.text
    assert 'href="/"' in answer.text
    assert "content-security-policy" in answer.headers


async def test_read_accent__cover_colour__is_served_as_a_stylesheet(visitor):
    answer = await visitor.get("/drops/last-tram/accent.css")

    assert answer.headers["content-type"].startswith("text/css")
    assert re.fullmatch(
        r":root\{--accent:#\w{6}\}\n@media \(prefers-color-scheme:dark\)\{:root\{--accent:#fc5c1e\}\}\n", answer.text
    )


async def test_show_drops__one_drop__leads_to_it(visitor):
    page = (await visitor.get("/")).text

    assert 'href="/drops/last-tram"' in page
    assert "12 / 100, POL 5.00" in page


async def test_show_drops__no_drops__says_so(visitor, app):
    app.state.pages.list_pages = no_pages

    assert "Nothing has been released yet." in (await visitor.get("/")).text


async def no_pages():
    return []


async def test_read_icon__both_names__are_the_mark(visitor):
    icons = [await visitor.get(name) for name in ("/favicon.svg", "/favicon.ico")]

    assert {icon.headers["content-type"] for icon in icons} == {"image/svg+xml"}


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/drops/last-tram", "/collection", "/account", "/audit", ROYALTIES, f"{ROYALTIES}/2026-11"),
        *("/governance", "/governance/propose", f"/governance/{create_proposal().id}"),
    ],
)
async def test_assets__of_a_page__stay_within_the_budget(visitor, path):
    page = (await visitor.get(path)).text
    addresses = set(re.findall(r'"(/static/[^"]+\.(?:js|css))"', page))

    sent = 0
    for address in addresses:
        async with visitor.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
            assert answer.headers["cache-control"].endswith("immutable")
            sent += sum([len(part) async for part in answer.aiter_raw()])
    assert 0 < sent <= BUDGET_BYTES
