"""Saying who votes with one's fan tokens, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.backend.pages.assembly_desk import PRINTER, SINGER

PATH = "/governance"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def undelegated(label):
    """Have nobody vote with the fan's tokens."""
    label.box.delegate = None


@pytest.fixture
def opened(visit, wallet):
    """Open the page with the fan's wallet."""

    def opened(**options):
        screen = visit(wallet, path=PATH, **options)
        screen.presses("Connect wallet")
        return screen

    return opened


def test_power__anonymous__is_told_what_delegating_means(visit):
    screen = visit(path=PATH)

    screen.reads("Fan tokens vote only once it is said who votes with them")
    screen.sees("Connect wallet")


@pytest.mark.parametrize(
    ("holdings", "words"), [([], "nothing"), (["1,234.5 POL", "400,000 fan tokens"], "1,234.5 POL, 400,000 fan tokens")]
)
def test_treasury__anonymous__sees_what_there_is(visit, label, holdings, words):
    label.box.treasury = holdings
    screen = visit(path=PATH)

    expect(screen.page.locator("#held")).to_have_text(words)


def test_power__undelegated__says_that_nobody_votes(opened, undelegated):
    screen = opened()

    screen.reads("You hold 120 fan tokens. Nobody votes with them")
    screen.reads("You have no votes now.")
    screen.sees("Vote with my fan tokens myself, without a network fee")


def test_power__delegated_to_oneself_and_trusted__counts_both(opened, label):
    label.box.trusted = 2
    screen = opened()

    screen.reads("You vote with them yourself. You have 140 votes, with those of 2 others who trust you.")
    screen.sees("This is how it stands")


def test_delegate__relay_is_open__costs_a_signature_only(opened, wallet, label, undelegated):
    screen = opened()

    screen.presses("Vote with my fan tokens myself, without a network fee")

    screen.sees("Waiting for the network")
    ((kind, wish),) = label.box.wishes
    assert (kind, wish["delegate"]) == ("delegations", wallet.address.lower())
    assert "eth_sendTransaction" not in wallet.log
    label.box.confirms(delegate="self")
    screen.reads("Done. It counts in every vote that begins from now on.")
    screen.reads("You vote with them yourself.")


def test_delegate__to_somebody__asks_for_their_address(opened, label):
    screen = opened()
    screen.page.get_by_role("radio", name="Somebody I trust").check()
    screen.sees("Say who votes")

    screen.page.get_by_label("Their address").fill(f" {PRINTER} ")
    screen.presses(f"Let {PRINTER[:6]}…{PRINTER[-4:]} vote, without a network fee")

    screen.sees("Waiting for the network")
    assert label.box.wishes[0][1]["delegate"] == PRINTER


def test_delegate__to_nobody_by_a_transaction__sends_exactly_that(opened, wallet, label):
    screen = opened()
    screen.page.get_by_role("radio", name="Nobody").check()

    screen.page.get_by_role("button", name="Send it myself, for the network fee").click()

    screen.sees("Waiting for the network")
    assert label.box.wishes[0] == ("delegate", {"account": wallet.address.lower(), "delegate": None})
    assert "eth_signTypedData_v4" not in wallet.log


def test_delegate__relay_is_closed__says_why_and_what_it_costs(opened, label, undelegated):
    label.box.is_open, label.box.reason = False, "This site has spent what it may spend today."
    screen = opened()

    screen.sees("Vote with my fan tokens myself")
    screen.reads("This site has spent what it may spend today. It costs the network fee.")


def test_delegate__cancelled_in_the_wallet__can_be_tried_again(opened, wallet, undelegated):
    wallet.refusals["eth_signTypedData_v4"] = 4001
    screen = opened()

    screen.presses("Vote with my fan tokens myself, without a network fee")

    screen.reads("You cancelled in the wallet. Nothing was spent.")
    screen.sees("Vote with my fan tokens myself, without a network fee")


def test_delegate__draft_names_somebody_else__no_wallet_is_asked(opened, wallet, label, undelegated):
    label.box.bend_draft = lambda typed: typed["message"].update(delegatee=SINGER)
    screen = opened()

    screen.presses("Vote with my fan tokens myself, without a network fee")

    screen.reads("This is not what this page shows.")
    assert "eth_signTypedData_v4" not in wallet.log


def test_delegate__site_will_not_bring_it__offers_to_send_it(opened, label, undelegated):
    label.box.refusals["draft"] = "A contract's wallet cannot sign this. Send it as a transaction."
    screen = opened()

    screen.presses("Vote with my fan tokens myself, without a network fee")

    screen.reads("A contract's wallet cannot sign this.")
    screen.sees("Vote with my fan tokens myself")
    screen.complaints.expect("409")


def test_delegate__what_was_brought_failed__says_so_and_offers_to_send_it(opened, label, undelegated):
    label.box.relayed = {"state": "failed", "sentence": "You delegated by yourself meanwhile.", "is_counted": False}
    screen = opened()

    screen.presses("Vote with my fan tokens myself, without a network fee")

    screen.reads("You delegated by yourself meanwhile.")
    screen.sees("Vote with my fan tokens myself")


def test_delegate__reloaded_while_it_is_brought__goes_on(opened, label, undelegated):
    screen = opened()
    screen.presses("Vote with my fan tokens myself, without a network fee")
    screen.sees("Waiting for the network")

    screen.page.reload()

    screen.sees("Waiting for the network")
    label.box.confirms(delegate="self")
    screen.reads("Done. It counts in every vote that begins from now on.")


def test_delegate__wallet_on_another_network__is_asked_to_change_it(visit, create_wallet, label, undelegated):
    wallet = create_wallet(chain=1)
    screen = visit(wallet, path=PATH)
    screen.presses("Connect wallet")

    screen.presses("Vote with my fan tokens myself, without a network fee")

    screen.sees("Waiting for the network")
    assert "wallet_switchEthereumChain" in wallet.log


def test_power__no_fan_tokens__offers_nothing(opened, label):
    label.box.balance = 0
    screen = opened()

    screen.reads("This wallet holds no fan tokens. You have no votes now.")
    expect(screen.primary).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_power__connected__is_accessible_and_fits(opened, scheme, viewport):
    screen = opened(color_scheme=scheme, viewport=viewport)
    screen.page.get_by_role("radio", name="Somebody I trust").check()

    screen.is_accessible()
    screen.fits()
