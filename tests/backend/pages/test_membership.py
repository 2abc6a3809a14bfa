"""A member's own pages, and the label's record of plays, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.backend.pages.membership import FAN, SAFE, VAULT, create_holding, create_play


def opens(visit, label, path, **options):
    label.viewer = FAN
    return visit(path=path, **options)


@pytest.mark.parametrize("path", ["/collection", "/account", "/audit"])
def test_own_page__anonymous__signs_in_first(visit, wallet, path):
    screen = visit(wallet, path=path)
    screen.is_accessible()

    screen.page.get_by_role("button", name="Sign in with a wallet").click()

    expect(screen.page.get_by_role("button", name="Sign in with a wallet")).to_have_count(0)
    expect(screen.problem).to_be_empty()


def test_own_page__no_wallet_in_the_browser__says_what_to_do(visit):
    screen = visit(path="/collection")

    screen.page.get_by_role("button", name="Sign in with a wallet").click()

    screen.reads("No wallet was found in this browser.")


def test_collection__editions_in_wallet_and_vault__are_one_record(visit, label):
    label.membership.holdings = [create_holding(7, 42), create_holding(3, wallet=VAULT, is_vault=True)]
    screen = opens(visit, label, "/collection")

    screen.reads("#7 and #42 in wallet 0xf1f1…f1F1")
    screen.reads("#3 in vault 0xe7f1…0512")
    expect(screen.page.locator("#releases > li")).to_have_count(1)
    screen.is_accessible()
    screen.fits()


def test_collection__edition_not_final__cannot_be_played_yet(visit, label):
    label.membership.holdings = [create_holding(pending_serials=[9])]
    screen = opens(visit, label, "/collection")

    screen.reads("#9 being confirmed in wallet 0xf1f1…f1F1")
    expect(screen.page.get_by_role("button", name="Play Last Tram")).to_have_count(0)


def test_collection__none__leads_to_the_drops(visit, label):
    label.membership.holdings = []

    opens(visit, label, "/collection").reads("Your wallets hold no edition yet.")


def test_collection__play__is_heard_on_this_page(visit, label):
    label.grants(42)
    screen = opens(visit, label, "/collection", viewport={"width": 390, "height": 844})

    screen.page.get_by_role("button", name="Play Last Tram Before Sunrise", exact=True).click()

    screen.hears_past(0)
    expect(screen.page.get_by_role("region", name="Queue").get_by_role("button", name="Pause")).to_be_visible()
    screen.is_accessible()
    screen.fits()


def test_account__wallet__is_removed_until_one_is_left(visit, label):
    screen = opens(visit, label, "/account")
    screen.is_accessible()

    screen.page.get_by_role("button", name="Remove wallet 0x5252…5252").click()

    expect(screen.page.locator("#wallet-list > li")).to_have_count(1)
    expect(screen.page.get_by_role("button", name="Remove wallet")).to_have_count(0)
    assert [wallet["address"] for wallet in label.membership.wallets] == [FAN]


def test_account__other_session__is_signed_out(visit, label):
    screen = opens(visit, label, "/account")
    screen.reads("This browser, as 0xf1f1…f1F1")

    screen.page.get_by_role("button", name="Sign out Safari on an iPhone").click()

    expect(screen.page.locator("#session-list > li")).to_have_count(1)
    assert [session["id"] for session in label.membership.sessions] == ["here"]


def test_account__vaults_and_plays__are_told_in_words(visit, label):
    screen = opens(visit, label, "/account", viewport={"width": 390, "height": 844})

    screen.reads("Lets 0xf1f1…f1F1 listen with all it holds")
    screen.reads("on #42, stopped")
    screen.fits()


def test_account__another_wallet__is_added_by_signing_in_with_it(visit, wallet, label):
    label.viewer = SAFE
    screen = visit(wallet, path="/account")

    screen.page.get_by_role("button", name="Add a wallet").click()

    expect(screen.page.locator("#wallet-list > li")).to_have_count(3)
    expect(screen.problem).to_be_empty()


def test_audit__owner__sees_who_listened_and_who_ripped(visit, label):
    moved = create_play("two", end_reason="token moved", token_id=7, ripping_at="2026-06-01T09:01:00Z")
    label.membership.plays = [create_play("one"), moved]
    screen = opens(visit, label, "/audit")

    screen.reads("ended: the edition was passed on")
    expect(screen.page.get_by_text("fetched faster than it can be heard").last).to_be_visible()
    receipt = screen.page.get_by_role("link", name="Save the receipt").first
    expect(receipt).to_have_attribute("href", "/api/plays/one/receipt")
    expect(screen.page.get_by_role("link", name="#7")).to_have_attribute(
        "href", "https://explorer.test/token/0x5FbDB2315678afecb367f032d93F642f64180aa3?a=7"
    )
    screen.is_accessible()


def test_audit__filters__are_asked_for_and_go_on_where_they_ended(visit, label):
    label.membership.plays = [create_play("one"), create_play("two"), create_play("other", slug="night-bus")]
    label.membership.page_size = 1
    screen = opens(visit, label, "/audit")
    screen.reads("1 play, and earlier ones")

    screen.page.get_by_label("Release").fill("last-tram")
    screen.page.get_by_role("button", name="Show", exact=True).click()
    screen.page.get_by_role("button", name="Show earlier ones").click()

    screen.reads("2 plays")
    assert label.membership.asked[-1] == ("last-tram", "", "", "one")


def test_audit__somebody_else__is_told_so(visit, label):
    label.membership.owns_label = False
    screen = opens(visit, label, "/audit")

    screen.reads("Only the label's owner sees who listened.")
    screen.complaints.expect("403")
