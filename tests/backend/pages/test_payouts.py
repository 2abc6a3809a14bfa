"""Paying out by the one button of a split's page, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.backend.pages.royalty_desk import (
    PRINTER,
    SINGER,
    SPLIT,
    USDC,
    create_coin,
    create_standing,
    create_usdc,
    write_call,
)

PATH = f"/royalties/{SPLIT}"


@pytest.fixture
def singer(label, fan_address):
    """Make the fan a payee for whom 12.5 USDC are waiting."""
    usdc = create_usdc()
    usdc.payees.append(create_standing(fan_address, 12_500_000, 0, 0))
    label.desk.currencies = [create_coin(), usdc]


def test_pay_out__anyone__sees_every_amount_and_pays_with_one_press(visit, wallet, label):
    screen = visit(wallet, path=PATH)

    screen.presses("Pay out 8 POL to 2 payees")

    screen.sees("Waiting for the network")
    assert label.desk.wishes == [("distribute", {"currency": None, "account": wallet.account.address.lower()})]
    assert wallet.log.count("eth_sendTransaction") == 1
    label.desk.confirms()
    screen.reads("Nothing waits to be paid out.")
    screen.reads("Done. The amounts below count it.")
    expect(screen.primary).to_be_hidden()


def test_pay_out__wallet_is_open__amounts_are_shown(visit, wallet):
    screen = visit(wallet, path=PATH)
    wallet.refusals["eth_sendTransaction"] = 4001
    shown = watch_amounts(wallet, screen)

    screen.presses("Pay out 8 POL to 2 payees")

    screen.reads("You cancelled in the wallet. Nothing was spent.")
    screen.sees("Pay out 8 POL to 2 payees")
    assert shown == ["Ondine Quartz\n5 POL"]


def watch_amounts(wallet, screen):
    """Return what will stand on the page whenever the wallet is asked to send."""
    shown, answer = [], wallet.answer

    def look_and_answer(method, params):
        if method == "eth_sendTransaction":
            shown.append(screen.page.locator("#amounts").inner_text())
        return answer(method, params)

    wallet.answer = look_and_answer
    return shown


@pytest.mark.parametrize(
    "changes",
    [{"to": USDC}, {"value": "0x1"}, {"from": PRINTER}, {"chain_id": "0x1"}, {"data": "0x2e1a7d4d"}],
    ids=lambda changes: next(iter(changes)),
)
def test_pay_out__something_else_is_prepared__no_wallet_is_asked(visit, wallet, label, changes):
    label.desk.bend = changes
    screen = visit(wallet, path=PATH)

    screen.presses("Pay out 8 POL to 2 payees")

    screen.reads("This is not the payout this page shows.")
    assert "eth_sendTransaction" not in wallet.log


def test_pay_out__server_refuses__says_why(visit, wallet, label):
    label.desk.refusal = "No POL waits to be divided."
    screen = visit(wallet, path=PATH)

    screen.presses("Pay out 8 POL to 2 payees")

    screen.reads("No POL waits to be divided.")
    screen.complaints.expect("409")


def test_pay_out__reloaded_while_it_is_on_its_way__goes_on(visit, wallet, label):
    screen = visit(wallet, path=PATH)
    screen.presses("Pay out 8 POL to 2 payees")
    screen.sees("Waiting for the network")

    screen.page.reload()

    screen.sees("Waiting for the network")
    label.desk.confirms()
    screen.reads("Done. The amounts below count it.")


def test_pay_out__network_refused_it__says_that_nothing_was_paid(visit, wallet, label):
    label.desk.progress = label.desk.progress | {"state": "failed"}
    screen = visit(wallet, path=PATH)

    screen.presses("Pay out 8 POL to 2 payees")

    screen.reads("The network refused it. Nothing was paid")


def test_pay_out__sped_up_in_the_wallet__says_so_and_offers_what_is_left(visit, wallet, label):
    label.desk.progress = label.desk.progress | {"place": {"account": SINGER, "nonce": 7}}
    screen = visit(wallet, path=PATH)
    screen.presses("Pay out 8 POL to 2 payees")
    screen.page.wait_for_function("() => Object.values(localStorage).some((each) => each.endsWith('nonce=7'))")

    screen.page.reload()
    label.desk.confirms()
    label.desk.progress = label.desk.progress | {"state": "replaced"}

    screen.reads("Your wallet sent another transaction in its place.")
    screen.reads("Nothing waits to be paid out.")


def test_pay_out__no_wallet_in_the_browser__says_what_to_do(visit):
    screen = visit(path=PATH)

    screen.presses("Pay out 8 POL to 2 payees")

    screen.reads("No wallet was found in this browser.")


def test_take__payee_connects__is_offered_its_own(visit, wallet, label, singer):
    screen = visit(wallet, path=PATH)
    expect(screen.page.get_by_role("radio")).to_have_count(0)

    screen.page.get_by_role("button", name="I am a payee").click()

    screen.sees("Take 12.5 USDC")
    expect(screen.page.get_by_role("radio")).to_have_count(2)
    screen.is_accessible()
    screen.primary.click()
    screen.sees("Waiting for the network")
    ((kind, wish),) = label.desk.wishes
    assert (kind, wish["payee"], wish["currency"]) == ("withdraw", wallet.address, USDC)


def test_take__to_another_address__is_asked_for(visit, wallet, label, singer):
    screen = visit(wallet, path=PATH)
    expect(screen.page.get_by_text("To another address")).to_be_hidden()
    screen.page.get_by_role("button", name="I am a payee").click()

    screen.page.get_by_text("To another address").click()
    screen.page.get_by_label("Where your money goes instead.").fill(f" {PRINTER} ")
    screen.is_accessible()
    screen.presses("Take 12.5 USDC")

    screen.sees("Waiting for the network")
    assert label.desk.wishes[0][1]["recipient"] == PRINTER


def test_take__prepared_for_somebody_else__no_wallet_is_asked(visit, wallet, label, singer):
    label.desk.bend = {"data": write_call("withdraw", {"currency": USDC, "recipient": PRINTER})}
    screen = visit(wallet, path=PATH)
    screen.page.get_by_role("button", name="I am a payee").click()

    screen.presses("Take 12.5 USDC")

    screen.reads("This is not the payout this page shows.")
    assert "eth_sendTransaction" not in wallet.log


def test_take__other_choice__is_what_the_button_does(visit, wallet, singer):
    screen = visit(wallet, path=PATH)
    screen.page.get_by_role("button", name="I am a payee").click()

    screen.page.get_by_role("radio", name="Pay out 8 POL").check()

    screen.sees("Pay out 8 POL to 2 payees")
