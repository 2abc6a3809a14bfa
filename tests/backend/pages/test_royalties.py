"""The page of a split and a payee's statement, without a browser and in one."""

import re

import pytest
from playwright.sync_api import expect

from backend.pages.charts import HEIGHT, WIDTH, draw_months
from backend.pages.royalties import Reader
from backend.royalties.models import Source
from tests.backend.pages.royalty_desk import (
    COIN,
    PRINTER,
    SINGER,
    SPLIT,
    USDC,
    create_coin,
    create_money,
    create_month,
    create_standing,
    create_usdc,
    create_worth,
)

PATH = f"/royalties/{SPLIT}"
STATEMENT = f"{PATH}/2026-11"
BROWSER = {"Accept": "text/html"}
PHONE = {"width": 390, "height": 844}


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


async def test_show_split__anonymous__needs_no_script_to_be_read(visitor):
    text = text_of((await visitor.get(PATH)).text)

    assert "Ondine Quartz 62.5 %" in text
    assert "Received 48" in text
    assert "Sales 38 POL" in text
    assert "November 2026 14 1 2 7.16 15 October 2026 4 6 1 5" in text
    assert "Nobody can change these shares." in text


async def test_show_split__rates_known_of_some_months__leaves_the_others_and_the_sum_blank(visitor):
    text = text_of((await visitor.get(PATH)).text)

    assert "Received 48 Paid 40" in text
    said = (
        "EUR when it came in, by rates of Example Exchange of 29 November 2026, 12:00 UTC; blank where none was known."
    )
    assert said in text


async def test_show_split__rates_known_of_all__says_what_came_in_was_worth(visitor, label):
    label.desk.worth = create_worth({"2026-09": "8.43", "2026-10": "4.63", "2026-11": "7.16"})

    assert "Received 48 20.22 EUR Paid 40" in text_of((await visitor.get(PATH)).text)


async def test_show_split__any_visitor__runs_only_this_sites_scripts_and_styles(visitor):
    for path in (PATH, STATEMENT):
        page = (await visitor.get(path)).text

        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", page)


async def test_show_split__no_such_split__is_a_page_with_a_way_on(visitor):
    missing = await visitor.get(f"/royalties/{PRINTER}", headers=BROWSER)

    assert missing.status_code == 404
    assert "is no split of this label" in missing.text


async def test_show_split__split_of_its_own_without_money__says_that_nothing_waits(visitor, label):
    label.desk.currencies = [create_coin(undivided=0)]
    label.desk.changes = {"drop": None, "slug": None, "title": None, "kind": "managed", "is_final": False}

    text = text_of((await visitor.get(PATH)).text)

    assert "A split" in text
    assert "Nothing waits to be paid out." in text
    assert "An owner can change these shares, but not those of money that came in before." in text


async def test_show_split__owner_gave_itself_up__says_that_nothing_changes_any_more(visitor, label):
    label.desk.changes = {"kind": "managed"}

    assert "Nobody can change these shares any more." in text_of((await visitor.get(PATH)).text)


async def test_show_split__dust__is_not_offered(visitor, label):
    label.desk.currencies = [create_coin(undivided=800)]

    assert "Nothing waits to be paid out." in (await visitor.get(PATH)).text


async def test_show_split__only_taking_is_left__says_so(visitor, label):
    label.desk.currencies = [create_coin(undivided=0), create_usdc()]

    assert "Everything is divided. What is owed is there for each payee to take." in (await visitor.get(PATH)).text


async def test_show_split__reward__says_who_gets_it(visitor, label):
    label.desk.changes = {"reward_ppm": 10_000}

    assert "You get 0.08 POL for it." in (await visitor.get(PATH)).text


async def test_show_split__unknown_token__shows_units_and_its_address(visitor, label):
    label.desk.currencies = [create_money(USDC, "", 0, [create_standing(SINGER, 5, 0, 0)], 0, tip=5)]

    text = text_of((await visitor.get(PATH)).text)

    assert "unknown token 0x9fE4…a6e0" in text
    assert "Received 5" in text


async def test_show_split__anonymous__offers_no_statement(visitor):
    page = (await visitor.get(PATH)).text

    assert "Sign in with a payee" in page
    assert "2026-11" not in page


@pytest.mark.parametrize(
    ("reader", "payees"),
    [
        pytest.param(Reader((SINGER,)), {SINGER}, id="payee"),
        pytest.param(Reader((USDC,), is_owner=True), {SINGER, PRINTER}, id="owner"),
        pytest.param(Reader((USDC,)), set(), id="stranger"),
    ],
)
async def test_show_split__signed_in__offers_the_statements_they_may_read(visitor, label, reader, payees):
    label.desk.reader = reader

    page = (await visitor.get(PATH)).text

    assert set(re.findall(rf"{PATH}/2026-11\?payee=(0x\w+)", page)) == payees


async def test_show_split__owner__finds_each_payees_statements_folded_up(visitor, label):
    label.desk.reader = Reader((USDC,), is_owner=True)

    page = (await visitor.get(PATH)).text

    assert page.count("<summary><span>") == 2
    assert f'<a href="{STATEMENT}?payee={PRINTER}">November 2026</a>' in page


async def test_show_statement__anonymous__signs_in_first(visitor):
    page = (await visitor.get(STATEMENT)).text

    assert "Sign in with a wallet" in page
    assert "Ondine Quartz" not in page


async def test_show_statement__payee__says_what_was_earned_paid_and_is_owed(visitor, label):
    label.desk.reader = Reader((SINGER,))

    text = text_of((await visitor.get(STATEMENT)).text)

    for words in (
        "November 2026",
        SINGER,
        "Owed at the beginning 1",
        "Sales + 3.125",
        "Owed at the end 1.75 POL",
        "3.125 1.31 62.5 % 5.000000000000000001",
        "1 POL = 0.4213 EUR (Example Exchange, 29 November 2026, 12:00 UTC)",
    ):
        assert words in text


async def test_show_statement__somebody_elses__is_refused_in_words(visitor, label):
    label.desk.reader = Reader((PRINTER,))

    refused = await visitor.get(f"{STATEMENT}?payee={SINGER}", headers=BROWSER)

    assert refused.status_code == 403
    assert "and the label&#39;s owner" in refused.text or "and the label's owner" in refused.text


async def test_show_statement__owner__reads_any_payees(visitor, label):
    label.desk.reader = Reader((PRINTER,), is_owner=True)

    assert (await visitor.get(f"{STATEMENT}?payee={SINGER}")).status_code == 200


def test_draw_months__nothing_came_in__draws_nothing():
    assert draw_months([create_month("2026-11", 0)]) == []


def test_draw_months__several_sources__stand_on_each_other_beside_what_was_paid():
    bars = draw_months([create_month("2026-11", 5 * COIN, primary=6 * COIN, tip=4 * COIN)])

    kinds = {bar.kind: bar for bar in bars}
    assert kinds["primary"].y + kinds["primary"].height == HEIGHT
    assert kinds["tip"].y == 0
    assert kinds["paid"].height == HEIGHT / 2
    assert kinds["paid"].x == kinds["tip"].x + kinds["tip"].width


def test_draw_months__many_months__stay_in_the_box():
    bars = draw_months([create_month(f"m{index}", index, **{Source.OTHER: 1}) for index in range(24)])

    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and bar.y + bar.height <= HEIGHT for bar in bars)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_split_page__with_money__is_accessible_and_fits(visit, label, scheme, viewport):
    label.desk.reader = Reader((SINGER,), is_owner=True)
    screen = visit(path=PATH, color_scheme=scheme, viewport=viewport)
    for details in screen.page.locator("details").all():
        details.evaluate("(element) => { element.open = true }")

    screen.is_accessible()
    screen.fits()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [STATEMENT, f"{STATEMENT}?payee={SINGER}"], ids=["own", "named"])
def test_statement_page__on_a_phone__is_accessible_and_fits(visit, label, scheme, path):
    label.desk.reader = Reader((SINGER,))
    screen = visit(path=path, color_scheme=scheme, viewport=PHONE)

    screen.is_accessible()
    screen.fits()


def test_statement_page__on_a_phone__shows_ones_own_part_whole(visit, label):
    label.desk.reader, label.desk.part = Reader((SINGER,)), 79_320_000_000_000_001
    screen = visit(path=STATEMENT, viewport=PHONE)

    part = screen.page.get_by_role("cell", name="0.079320000000000001", exact=True)
    box = part.bounding_box()
    assert box["x"] + box["width"] <= PHONE["width"]


def test_statement_page__printed__is_one_sheet_without_buttons(visit, label):
    label.desk.reader = Reader((SINGER,))
    page = visit(path=STATEMENT).page
    sheet = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="print")

    assert sheet.count(b"/Type /Page\n") == 1
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_text("Owed at the end")).to_be_visible()


def test_sign_in__payee__reads_statements(visit, wallet, label):
    screen = visit(wallet, path=PATH)
    label.desk.reader = Reader((SINGER,))

    screen.page.get_by_role("button", name="Sign in with a payee's wallet").click()

    expect(screen.page.get_by_role("link", name="November 2026", exact=True)).to_be_visible()


def test_drop_page__split__is_one_click_away(visit):
    screen = visit()

    screen.page.get_by_role("link", name="What came in, and what was paid").click()

    expect(screen.page.get_by_role("heading", name="Who gets what")).to_be_visible()
