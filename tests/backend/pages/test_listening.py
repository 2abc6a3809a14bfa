"""What can be heard, by whom, in a real browser."""

from playwright.sync_api import expect

from tests.backend.pages.stand_in import MIX_SECONDS, PREVIEW_SECONDS, create_access


def test_preview__no_wallet__plays_and_is_all_there_is(visit, label):
    screen = visit()

    screen.plays()

    assert screen.length_seconds() == PREVIEW_SECONDS
    assert label.plays.asked == []
    screen.is_accessible()


def test_waveform__pointer__seeks_and_plays(visit):
    screen = visit()

    screen.seeks(2)

    screen.hears_past(2)
    expect(screen.page.locator("#play")).to_have_accessible_name("Pause")


def test_waveform__keyboard__seeks_in_words(visit):
    screen = visit()
    screen.slider.focus()

    screen.page.keyboard.press("End")
    expect(screen.slider).to_have_attribute("aria-valuetext", "0:02 of 0:03")
    screen.page.keyboard.press("Home")
    expect(screen.slider).to_have_attribute("aria-valuetext", "0:00 of 0:03")
    screen.page.keyboard.press(" ")

    screen.hears_past(0)


def test_listen__holder__signs_in_and_hears_past_the_preview(visit, wallet, label, fan_address):
    label.grants(42)
    screen = visit(wallet)
    screen.connects()

    screen.page.get_by_role("button", name="I own one already").click()
    screen.hears_past(0)
    screen.seeks(PREVIEW_SECONDS + 2)

    screen.hears_past(PREVIEW_SECONDS + 2)
    assert screen.length_seconds() == MIX_SECONDS
    assert label.viewer.lower() == fan_address.lower()
    screen.sees("Pause")
    screen.is_accessible()


def test_listen__edition_not_final_yet__waits_and_opens(visit, wallet, label):
    label.access = create_access("pending", "Your edition is being confirmed.", 42)
    screen = visit(wallet)
    screen.connects()
    screen.page.get_by_role("button", name="I own one already").click()
    screen.reads("Your edition is being confirmed, listening opens in a moment.")

    label.grants(42)

    screen.sees("Pause")


def test_listen__returning_holder__needs_no_wallet(visit, label, fan_address):
    label.viewer = fan_address
    label.grants(42)
    screen = visit()

    screen.presses("You own #42 - listen")

    screen.hears_past(0)
    assert screen.length_seconds() == MIX_SECONDS


def test_listen__edition_passed_on_while_playing__says_so_and_returns_to_the_preview(visit, label, fan_address):
    label.viewer = fan_address
    label.grants(42)
    screen = visit()
    screen.presses("You own #42 - listen")
    screen.hears_past(0)
    label.revokes()

    # A browser asks again when it needs bytes it has not kept; another address makes it do so at once.
    screen.page.evaluate("document.querySelector('audio').src += '?again'")
    screen.page.locator("#play").click()

    screen.reads("Your edition was passed on. You can still hear the preview.")
    assert screen.source().endswith("/preview.wav")
    screen.complaints.expect("403")


def test_listen__media_session__names_the_mix(visit):
    screen = visit()

    named = screen.page.evaluate(
        "(({ title, artist, album }) => [title, artist, album])(navigator.mediaSession.metadata)"
    )

    assert named == ["Last Tram Before Sunrise", "Ondine Quartz", "Hectic"]


def test_sign_out__holder__hears_the_preview_again(visit, label, fan_address):
    label.viewer = fan_address
    label.grants(42)
    screen = visit()
    screen.presses("You own #42 - listen")
    screen.hears_past(0)

    screen.page.get_by_role("button", name="Sign out").click()

    screen.reads("Preview, from 0:02 of 0:09")
    expect(screen.page.get_by_role("button", name="Sign out")).to_be_hidden()
    assert label.viewer is None


def test_page__dark_and_without_motion__is_accessible(visit):
    screen = visit(color_scheme="dark", reduced_motion="reduce")
    screen.page.get_by_text("Shares and addresses").first.click()

    screen.is_accessible()


def test_page__without_script__can_be_read_and_heard(visit):
    screen = visit(java_script_enabled=False)

    expect(screen.page.get_by_role("heading", level=1)).to_have_text("Last Tram Before Sunrise")
    expect(screen.page.locator("noscript audio")).to_be_visible()
    expect(screen.primary).to_be_hidden()


def test_list__one_drop__is_accessible(visit):
    visit(path="/").is_accessible()


def test_needs__gate_asks_for_more_than_an_edition__are_listed_with_what_is_met(visit, label, fan_address):
    met = {"sentence": "Hold 1 edition of Night Bus Home.", "is_met": True, "url": "/drops/night-bus"}
    missing = {"sentence": "Hold 2 editions of Early Ferry. You hold none.", "is_met": False, "url": "/drops/ferry"}
    label.access = create_access("stranger", "This gate is not open to you.", needs=[met, missing])
    label.viewer = fan_address
    screen = visit()

    needs = screen.page.locator("#needs-list > li")
    expect(needs).to_have_text(
        ["Yes Hold 1 edition of Night Bus Home. ", "Not yet Hold 2 editions of Early Ferry. You hold none. Look there"]
    )
    expect(needs.get_by_role("link")).to_have_attribute("href", "/drops/ferry")
    screen.is_accessible()


def test_needs__an_edition_of_this_drop__need_no_list(visit, label):
    here = {"sentence": "Hold 1 edition.", "is_met": False, "url": f"/drops/{label.page.slug}"}
    label.access = create_access("stranger", "You hold no edition.", needs=[here])

    expect(visit().page.locator("#needs")).to_be_hidden()


def test_needs__index_is_stale__says_that_nothing_new_is_granted(visit, label, fan_address):
    sentence = "The network cannot be seen just now, so nothing new opens; what plays goes on."
    label.access = create_access("paused", sentence)
    label.viewer = fan_address

    visit().reads(sentence)


def test_listeners__some__are_counted_beside_the_facts(visit, label):
    label.plays.listeners = 3

    visit().reads("3 listening")


def test_listeners__none__are_not_mentioned(visit):
    expect(visit().page.locator("#listeners")).to_be_hidden()


def test_listen__opened_by_something_else_than_an_edition__is_offered(visit, label, fan_address):
    label.viewer = fan_address
    label.grants()
    screen = visit()

    screen.presses("Listen")

    screen.hears_past(0)
    screen.sees("Pause")


def test_connect__before_the_site_has_said_what_may_be_heard__is_not_lost(visit, wallet, label):
    screen = visit(wallet, path="/offline")
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    screen.page.route("**/api/releases/*/access", hold_the_first)
    screen.page.goto(screen.page.url.replace("/offline", f"/drops/{label.page.slug}"))

    screen.connects()

    screen.sees("Collect for 5 POL")
    held[0].continue_()
