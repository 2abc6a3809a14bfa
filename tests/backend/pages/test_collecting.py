"""What a fan meets while collecting, in a real browser, with a wallet whose transactions go nowhere."""

import re

import pytest
from playwright.sync_api import expect

from tests.backend.pages.conftest import STRANGER_KEY
from tests.backend.pages.stand_in import CHAIN, NOON

OTHER_CHAIN = 1
COLLECT = "Collect for 5 POL"


def test_collect__confirmed__shows_the_number_and_the_new_count(visit, wallet, label, fan_address):
    screen = visit(wallet)
    screen.connects()

    screen.presses(COLLECT)
    screen.sees("Waiting for the network")
    label.mint |= {"state": "confirming", "confirmations": 1}
    screen.sees("Confirming 1 of 2")
    expect(screen.page.locator("#explorer")).to_have_attribute("href", re.compile("^https://explorer.test/tx/0x"))
    screen.is_accessible()
    label.confirms(13)

    screen.sees("You own #13 - listen")
    expect(screen.page.locator("#minted")).to_have_text("13")
    assert [account.lower() for _, account in label.told] == [fan_address.lower()]


def test_collect__before_the_transaction__the_server_checks_it(visit, wallet, label):
    label.refusal = "This needs 5.01 POL with the network fee, but the wallet holds 0.2 POL. Top it up and try again."
    screen = visit(wallet)
    screen.connects()

    screen.presses(COLLECT)

    expect(screen.problem).to_have_text(label.refusal)
    assert "eth_sendTransaction" not in wallet.log
    screen.complaints.expect("409")


def test_collect__other_price_than_shown__is_not_sent(visit, wallet, label):
    screen = visit(wallet)
    screen.connects()
    screen.sees(COLLECT)
    label.sells(price=6 * 10**18)

    screen.presses(COLLECT)

    screen.reads("The terms differ from what this page shows.")
    assert "eth_sendTransaction" not in wallet.log


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (4001, "You cancelled in the wallet. Nothing was spent."),
        (-32002, "Your wallet already has a request open. Open the wallet and answer it there."),
        (-32603, "Your wallet could not do that. Look for a message in it and try again."),
    ],
    ids=["rejected", "already open", "anything else"],
)
def test_collect__wallet_refuses__says_so_and_offers_it_again(visit, wallet, code, sentence):
    wallet.refusals["eth_sendTransaction"] = code
    screen = visit(wallet)
    screen.connects()

    screen.presses(COLLECT)

    expect(screen.problem).to_have_text(sentence)
    screen.sees(COLLECT)
    screen.is_accessible()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("failed", "only the network fee was spent"),
        ("replaced", "sent something else"),
        ("dropped", "Nothing was spent"),
    ],
)
def test_collect__transaction_ends_badly__says_so_and_offers_it_again(visit, wallet, label, state, words):
    screen = visit(wallet)
    screen.connects()
    screen.presses(COLLECT)
    screen.sees("Waiting for the network")

    label.mint |= {"state": state}

    screen.reads(words)
    screen.sees(COLLECT)


def test_collect__reload_while_pending__goes_on(visit, wallet, label):
    screen = visit(wallet)
    screen.connects()
    screen.presses(COLLECT)
    screen.sees("Waiting for the network")

    screen.page.reload()
    screen.sees("Waiting for the network")
    label.confirms(13)

    screen.sees("You own #13 - listen")
    assert wallet.log.count("eth_sendTransaction") == 1


def test_connect__wallet_on_an_unknown_network__adds_it_and_switches(visit, create_wallet):
    wallet = create_wallet(chain=OTHER_CHAIN)
    screen = visit(wallet)
    screen.connects()

    screen.presses("Switch to Local chain")

    screen.sees(COLLECT)
    assert wallet.chain == CHAIN
    assert "wallet_addEthereumChain" in wallet.log


def test_connect__wallet_that_says_it_switched_and_did_not__is_not_believed(visit, create_wallet):
    wallet = create_wallet(chain=OTHER_CHAIN)
    wallet.is_stubborn = True
    screen = visit(wallet)
    screen.connects()

    screen.presses("Switch to Local chain")

    screen.reads("Your wallet is still on another network.")


def test_connect__several_wallets__are_a_choice(visit, create_wallet):
    quiet, chosen = create_wallet(name="Quiet wallet"), create_wallet(STRANGER_KEY, name="Chosen wallet")
    screen = visit(quiet, chosen)

    screen.presses("Connect wallet")
    expect(screen.page.get_by_role("button", name="Quiet wallet")).to_be_focused()
    screen.is_accessible()
    screen.page.get_by_role("button", name="Chosen wallet").click()

    screen.sees(COLLECT)
    assert (quiet.is_connected, chosen.is_connected) == (False, True)


def test_connect__no_wallet__is_a_sentence_with_a_way_on(visit):
    screen = visit()

    screen.reads("No wallet was found in this browser.")
    expect(screen.page.get_by_role("link", name="Find a wallet")).to_have_attribute("href", re.compile("^https://"))
    screen.is_accessible()


def test_connect__no_wallet_on_a_phone__leads_into_a_wallets_browser(visit):
    screen = visit(is_mobile=True, has_touch=True, viewport={"width": 390, "height": 844})

    link = screen.page.get_by_role("link", name="Open in MetaMask")

    address = screen.page.url.removeprefix("http://")
    expect(link).to_have_attribute("href", f"https://link.metamask.io/dapp/{address}")


def test_connect__known_wallet__is_taken_up_again_without_opening_it(visit, wallet):
    screen = visit(wallet)
    screen.connects()
    screen.sees(COLLECT)
    wallet.log.clear()

    screen.page.reload()

    screen.sees(COLLECT)
    assert "eth_requestAccounts" not in wallet.log


def test_connect__wallet_disconnects_the_page__asks_again(visit, wallet):
    screen = visit(wallet)
    screen.connects()
    screen.sees(COLLECT)

    wallet.emit(screen.page, "accountsChanged", [])

    screen.sees("Connect wallet")


def test_connect__network_changed_in_the_wallet__offers_to_switch_back(visit, wallet):
    screen = visit(wallet)
    screen.connects()
    screen.sees(COLLECT)

    wallet.emit(screen.page, "chainChanged", "0x1")

    screen.sees("Switch to Local chain")


def test_clock__upcoming_drop__counts_down_and_opens_by_itself(visit, wallet, label):
    label.sells(state="upcoming", minted=0, opens=4_000_000_000)
    screen = visit(wallet)
    expect(screen.page.locator("#clock")).to_have_text(re.compile(r"^\d+d \d\dh$"))
    screen.connects()
    expect(screen.primary).to_have_text(re.compile("^Opens "))
    expect(screen.primary).to_have_attribute("aria-disabled", "true")
    screen.is_accessible()


def test_clock__opening_has_come__the_button_follows_the_server(visit, wallet, label):
    label.sells(state="upcoming", minted=0, opens=NOON - 365 * 86400)
    screen = visit(wallet)
    screen.connects()
    expect(screen.primary).to_have_text(re.compile("^Opens "))

    label.sells(state="open")

    screen.sees(COLLECT)
    expect(screen.page.locator("#clock-cell")).to_be_hidden()


def test_sold_out__stranger__hears_that_the_preview_stays(visit, wallet, label):
    label.sells(state="sold_out", minted=100)
    screen = visit(wallet)
    screen.connects()

    screen.presses("Sign in to listen")

    expect(screen.problem).to_have_text("You hold no edition.")
    screen.sees("Sold out")
    screen.is_accessible()
