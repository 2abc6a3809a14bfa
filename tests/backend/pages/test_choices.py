"""What a fan may choose beside the phase, and what a price in a currency asks of them, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.backend.pages.kinds import IN_DOLLARS, OTHER, UNKNOWN, USDC
from tests.backend.pages.stand_in import SPLIT, create_phase

COLLECT = "Collect for 5 POL"
DIFFERENT = "The terms differ from what this page shows. Reload the page and look again."


def sells_in_dollars(label, **changes):
    label.offers(IN_DOLLARS, currency=USDC, **changes)


def test_quantity__stepper__goes_from_one_to_the_most_there_may_be(visit, wallet, label):
    label.offers(create_phase(wallet_cap=3))
    screen = visit(wallet)
    screen.connects()
    screen.sees(COLLECT)
    expect(screen.page.locator("#fewer")).to_have_attribute("aria-disabled", "true")
    more = screen.page.get_by_role("button", name="One more")

    for _ in range(3):
        more.dispatch_event("click")

    screen.sees("Collect 3 for 15 POL")
    expect(screen.page.locator("#total")).to_have_text("15 POL in all")
    expect(more).to_have_attribute("aria-disabled", "true")
    screen.is_accessible()
    screen.presses("Collect 3 for 15 POL")
    screen.sees("Waiting for the network")
    assert label.till.wishes[-1].quantity == 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [("2", "Collect 2 for 10 POL"), ("99", "Collect 20 for 100 POL"), ("0", COLLECT), ("-3", COLLECT)],
)
def test_quantity__typed__is_kept_within_what_there_may_be(visit, wallet, label, typed, words):
    label.offers(create_phase(wallet_cap=0))
    screen = visit(wallet)
    screen.connects()
    screen.sees(COLLECT)

    screen.page.get_by_label("Editions").fill(typed)

    screen.sees(words)


def test_quantity__fewer_left_than_chosen__is_lowered(visit, wallet, label):
    label.offers(create_phase(wallet_cap=0), minted=90)
    screen = visit(wallet)
    screen.connects()
    screen.page.get_by_label("Editions").fill("5")
    screen.sees("Collect 5 for 25 POL")

    label.sells(minted=97)
    screen.looks_again()

    screen.sees("Collect 3 for 15 POL")


def test_currency__that_takes_authorizations__is_signed_for_and_collected(visit, wallet, label):
    sells_in_dollars(label)
    screen = visit(wallet)
    expect(screen.page.locator("#price-cell dd")).to_have_text("USDC 12.50")
    screen.connects()

    screen.presses("Collect for 12.5 USDC")

    screen.sees("Waiting for the network")
    asked = [method for method in wallet.log if method in ("eth_signTypedData_v4", "eth_sendTransaction")]
    assert asked == ["eth_signTypedData_v4", "eth_sendTransaction"]
    assert [bool(wish.authorization) for wish in label.till.wishes] == [False, True]


def test_currency__signature_refused__spends_nothing(visit, wallet, label):
    sells_in_dollars(label)
    wallet.refusals["eth_signTypedData_v4"] = 4001
    screen = visit(wallet)
    screen.connects()

    screen.presses("Collect for 12.5 USDC")

    expect(screen.problem).to_have_text("You cancelled in the wallet. Nothing was spent.")
    assert "eth_sendTransaction" not in wallet.log


def test_currency__that_wants_an_approval__is_approved_first(visit, wallet, label):
    sells_in_dollars(label)
    label.till.allowance = 0
    screen = visit(wallet)
    screen.connects()

    screen.presses("Collect for 12.5 USDC")
    screen.reads("Your approval is on its way.")
    screen.is_accessible()
    assert wallet.log.count("eth_sendTransaction") == 1
    label.mint |= {"state": "confirming", "confirmations": 1}

    screen.sees("Confirming 1 of 2")
    assert wallet.log.count("eth_sendTransaction") == 2
    assert len(label.told) == 2


def test_currency__approval_fails__says_so(visit, wallet, label):
    sells_in_dollars(label)
    label.till.allowance = 0
    label.mint |= {"state": "failed"}
    screen = visit(wallet)
    screen.connects()

    screen.presses("Collect for 12.5 USDC")

    screen.reads("Nothing was collected; only the network fee was spent.")
    assert wallet.log.count("eth_sendTransaction") == 1


def test_currency__approval_not_seen_yet__is_not_asked_for_twice(visit, wallet, label):
    sells_in_dollars(label)
    label.till.allowance, label.till.bend = 0, lambda _: setattr(label.till, "allowance", 0)
    label.mint |= {"state": "confirming", "confirmations": 1}
    screen = visit(wallet)
    screen.connects()

    screen.presses("Collect for 12.5 USDC")

    screen.reads("The network does not show your approval yet.")
    assert wallet.log.count("eth_sendTransaction") == 1


@pytest.mark.parametrize(
    ("allowance", "bend"),
    [
        (None, lambda answer: answer["sign"]["message"].update(to=SPLIT)),
        (None, lambda answer: answer["sign"]["message"].update(value="99000000")),
        (None, lambda answer: answer.update(chain_id="0x1")),
        (None, lambda answer: answer.update(sign=None)),
        (0, lambda answer: answer["approve"].update(data="0x095ea7b3" + "f" * 128)),
        (20_000_000, lambda answer: answer["transaction"].update(value="0x1")),
    ],
    ids=["other payee", "more", "other chain", "nothing", "approval without limit", "coin on top"],
)
def test_currency__other_than_shown__is_not_asked_of_the_wallet(visit, wallet, label, allowance, bend):
    sells_in_dollars(label)
    label.till.allowance, label.till.bend = allowance, bend
    screen = visit(wallet)
    screen.connects()

    screen.presses("Collect for 12.5 USDC")

    expect(screen.problem).to_have_text(DIFFERENT)
    assert not {"eth_signTypedData_v4", "eth_sendTransaction"} & set(wallet.log)


def test_currency__unknown_to_this_site__cannot_be_paid_here(visit, wallet, label):
    label.offers(IN_DOLLARS, currency=UNKNOWN)
    screen = visit(wallet)
    screen.connects()

    screen.sees("Cannot be paid here")
    expect(screen.page.locator("#price")).to_have_text("unknown")


def test_referral__link_of_somebody__is_told_with_the_purchase(visit, wallet, label):
    label.offers(create_phase(), referral_bps=500)
    screen = visit(wallet, path=f"/drops/{label.page.slug}?by={OTHER.lower()}")
    screen.connects()

    screen.presses(COLLECT)

    screen.sees("Waiting for the network")
    assert label.till.wishes[-1].referrer == OTHER


@pytest.mark.parametrize(
    ("by", "bps"),
    [("own", 500), ("0x12", 500), ("0x" + "0" * 40, 500), (OTHER, 0)],
    ids=["own", "no", "zero", "unpaid"],
)
def test_referral__that_brings_nobody_anything__is_left_out(visit, wallet, label, fan_address, by, bps):
    label.offers(create_phase(), referral_bps=bps)
    screen = visit(wallet, path=f"/drops/{label.page.slug}?by={fan_address if by == 'own' else by}")
    screen.connects()

    screen.presses(COLLECT)

    screen.sees("Waiting for the network")
    assert label.till.wishes[-1].referrer is None


def test_referral__share_link__carries_the_visitors_address(visit, wallet, label, fan_address):
    label.offers(create_phase(), referral_bps=500)
    screen = visit(wallet, permissions=["clipboard-read", "clipboard-write"])
    expect(screen.page.locator("#share")).to_be_hidden()
    screen.connects()
    screen.reads("Earn 5 % of each sale it brings.")

    screen.page.get_by_role("button", name="Copy your share link").click()

    expect(screen.page.get_by_role("button", name="Link copied.")).to_be_visible()
    copied = screen.page.evaluate("navigator.clipboard.readText()")
    assert copied.lower() == f"{screen.page.url}?by={fan_address}".lower()


def test_referral__nothing_left_to_sell__is_not_offered(visit, wallet, label):
    label.offers(create_phase(), referral_bps=500, state="sold_out")
    screen = visit(wallet)
    screen.connects()

    screen.sees("Sign in to listen")
    expect(screen.page.locator("#share")).to_be_hidden()


def test_comment__short_enough__is_sent_along(visit, wallet, label):
    screen = visit(wallet)
    screen.connects()
    screen.page.get_by_text("Leave a comment").click()

    screen.page.get_by_label("It stays on the chain").fill("Grüße 🎧")
    expect(screen.page.locator("#comment-count")).to_have_text("12 / 140")
    screen.is_accessible()
    screen.presses(COLLECT)

    screen.sees("Waiting for the network")
    assert label.till.wishes[-1].comment == "Grüße 🎧"
    label.confirms(13)
    screen.sees("You own #13 - listen")
    expect(screen.page.get_by_label("It stays on the chain")).to_have_value("")


def test_comment__too_long__is_not_sent(visit, wallet, label):
    screen = visit(wallet)
    screen.connects()
    screen.page.get_by_text("Leave a comment").click()
    screen.page.get_by_label("It stays on the chain").fill("ß" * 71)

    screen.presses(COLLECT)

    expect(screen.problem).to_have_text("Your comment takes 142 bytes of 140. Shorten it and collect again.")
    assert label.till.wishes == []
