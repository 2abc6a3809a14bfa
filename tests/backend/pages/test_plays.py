"""How a mix goes on while its play is renewed, and what is said when it does not, in a real browser."""

from playwright.sync_api import expect

from tests.backend.pages.stand_in import MIX_SECONDS
from tests.stage import eventually

PLACE = "localStorage.getItem('at:last-tram')"


def listen(visit, label, fan):
    label.viewer = fan
    label.grants(42)
    screen = visit()
    screen.presses("You own #42 - listen")
    screen.hears_past(0)
    return screen


def test_play__while_it_plays__is_renewed_by_name(visit, label, fan_address):
    label.plays.renew_after_seconds = 1
    screen = listen(visit, label, fan_address)

    screen.hears_past(2)

    assert label.plays.asked[:2] == [("last-tram", None), ("last-tram", "play-last-tram-1")]


def test_play__paused__is_not_renewed(visit, label, fan_address):
    screen = listen(visit, label, fan_address)
    screen.presses("Pause")
    label.plays.renew_after_seconds = 1

    screen.looks_again()

    assert label.plays.asked == [("last-tram", None)]


def test_play__taken_over_elsewhere__stops_and_plays_here_when_asked(visit, label, fan_address):
    label.plays.renew_after_seconds = 1
    screen = listen(visit, label, fan_address)

    label.plays.refuses(409, "You are listening in another place now. Press play to listen here instead.")

    screen.reads("You are listening in another place now. Press play to listen here instead.")
    screen.is_accessible()
    label.plays.refusal = None
    screen.presses("You own #42 - listen")
    screen.sees("Pause")
    assert label.plays.asked[-1] == ("last-tram", None)
    screen.complaints.expect("409")


def test_play__lapsed_address__goes_on_at_the_new_one(visit, label, fan_address):
    label.plays.renew_after_seconds = 1
    screen = listen(visit, label, fan_address)
    screen.seeks(4)

    label.plays.moves()

    screen.page.wait_for_function("() => document.querySelector('audio').src.endsWith('/hear/last-tram-2/mix')")
    screen.hears_past(4)
    screen.sees("Pause")
    screen.complaints.expect("403")


def test_play__playlist_that_does_not_play__is_left_for_the_file(visit, label, fan_address):
    label.plays.playlist_url = "/hear/none/master.m3u8"
    label.viewer = fan_address
    label.grants(42)
    screen = visit(path="/offline")
    screen.page.add_init_script("Object.defineProperty(navigator, 'vendor', { value: 'Apple Computer, Inc.' })")
    asked = []
    screen.page.on("request", lambda request: asked.append(request.url))
    screen.page.goto(screen.page.url.replace("/offline", "/drops/last-tram"))

    screen.presses("You own #42 - listen")

    screen.hears_past(0)
    assert screen.source().endswith("/hear/last-tram-1/mix")
    assert any(url.endswith("/hear/none/master.m3u8") for url in asked)
    screen.complaints.expect("404")


def test_play__edition_sold__stops_although_the_browser_has_the_sound(visit, label, fan_address):
    label.plays.renew_after_seconds = 1
    screen = listen(visit, label, fan_address)

    label.revokes()

    screen.reads("Your edition was passed on. You can still hear the preview.")
    assert screen.source().endswith("/preview.wav")
    screen.complaints.expect("403")


def test_play__other_sound__frees_the_edition(visit, label, fan_address):
    screen = listen(visit, label, fan_address)

    screen.page.get_by_role("button", name="Sign out").click()

    screen.reads("Preview, from 0:02 of 0:09")
    assert label.plays.ended == ["play-last-tram-1"]


def test_bookmark__long_mix__goes_on_where_it_was(visit, label, fan_address):
    label.viewer = fan_address
    label.grants(42)
    screen = visit()
    screen.page.evaluate("localStorage.setItem('at:last-tram', '5')")

    screen.presses("You own #42 - listen")

    screen.hears_past(5)


def test_bookmark__short_sound__is_not_kept(visit, label, fan_address):
    screen = listen(visit, label, fan_address)

    screen.seeks(MIX_SECONDS - 2)
    screen.hears_past(MIX_SECONDS - 2)

    assert screen.page.evaluate(PLACE) is None


def test_queue__next_page__goes_on_by_itself(visit, label, fan_address):
    screen = listen(visit, label, fan_address)

    screen.page.get_by_role("link", name="Hectic").click()
    deck = screen.page.get_by_role("region", name="Queue")
    expect(deck.get_by_role("button", name="Pause")).to_be_visible()
    screen.page.get_by_role("link", name="12 / 100").click()

    screen.sees("Pause")
    screen.hears_past(0)


def test_queue__end_of_a_mix__begins_the_next_and_asks_for_it(visit, label, fan_address):
    label.adds("night-bus", "Night Bus Home")
    screen = listen(visit, label, fan_address)
    screen.page.get_by_role("link", name="Hectic").click()
    deck = screen.page.get_by_role("region", name="Queue")
    expect(deck.get_by_role("button", name="Pause")).to_be_visible()
    screen.page.get_by_role("button", name="Play Night Bus Home next").click()
    expect(deck.get_by_text("Next: Night Bus Home")).to_be_visible()
    screen.is_accessible()

    screen.page.evaluate("document.querySelector('audio').currentTime = 8.5")

    expect(deck.get_by_role("link", name="Night Bus Home")).to_be_visible()
    eventually(lambda: label.plays.asked[-1] == ("night-bus", None))
    expect(deck.get_by_role("button", name="Pause")).to_be_visible()


def test_queue__next_mix_refused__says_why_and_where_to_go(visit, label, fan_address):
    label.viewer = fan_address
    screen = visit(path="/")

    screen.page.get_by_role("button", name="Play Last Tram Before Sunrise next").click()

    deck = screen.page.get_by_role("region", name="Queue")
    expect(deck.get_by_role("alert")).to_have_text("You hold no edition.")
    expect(deck.get_by_role("link", name="See how to listen")).to_have_attribute("href", "/drops/last-tram")
    screen.is_accessible()
    screen.complaints.expect("403")
