"""Making a proposal with the form, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.backend.pages.assembly_desk import GOVERNOR, LABEL, PRINTER

PATH = "/governance/propose"
PHONE = {"width": 390, "height": 844}
COIN = 10**18
PROPOSED = "JSON.parse(localStorage.getItem('governance:proposing')).id"


@pytest.fixture
def opened(visit, wallet):
    """Open the form with the fan's wallet and a title."""

    def opened(**options):
        screen = visit(wallet, path=PATH, **options)
        screen.presses("Connect wallet")
        screen.page.get_by_label("Title").fill("Pay the printer")
        return screen

    return opened


def add_payment(screen, amount="5", to=PRINTER):
    screen.page.get_by_role("button", name="Pay somebody").click()
    screen.page.get_by_label("Whom").last.fill(to)
    screen.page.get_by_label("How much").last.fill(amount)


def test_form__before_a_wallet__can_be_written(visit):
    screen = visit(path=PATH)

    screen.page.get_by_label("Title").fill("Pay the printer")
    add_payment(screen)

    screen.reads("do pay")
    screen.sees("Connect wallet")


def test_form__payment_is_written__is_read_back_before_anything_is_sent(opened, wallet, label):
    screen = opened()

    add_payment(screen)

    screen.reads("do pay")
    screen.reads("This would succeed.")
    payment = {"kind": "pay", "to": PRINTER, "amount": str(5 * COIN), "currency": None}
    assert label.box.previews[-1]["actions"] == [payment]
    assert "eth_sendTransaction" not in wallet.log


def test_form__would_fail_now__warns_and_lets_propose(opened, label):
    label.box.outcome = "The treasury holds 3 POL only."
    screen = opened()

    add_payment(screen)

    screen.reads("The treasury holds 3 POL only.")
    screen.reads("Something in it would fail if it were done now")
    expect(screen.primary).to_have_attribute("aria-disabled", "false")


def test_form__server_cannot_read_it__says_why(opened, label):
    label.box.refusals["preview"] = "The title is more than one line."
    screen = opened()

    add_payment(screen)

    screen.reads("The title is more than one line.")
    screen.complaints.expect("409")


def test_propose__several_actions__is_one_transaction_and_leads_to_its_page(opened, wallet, label):
    screen = opened()
    screen.page.get_by_label("Why, and what everybody").fill("He has waited.\n\nSince May.")
    add_payment(screen)
    screen.page.get_by_role("button", name="Take over a power").click()
    screen.page.get_by_label("Of which contract").fill(LABEL)

    screen.presses("Propose it")

    screen.sees("Waiting for the network")
    ((kind, wish),) = label.box.wishes
    assert (kind, wish["only_proposer"], wish["text"]) == ("propose", True, "He has waited.\n\nSince May.")
    assert [action["kind"] for action in wish["actions"]] == ["pay", "take_over"]
    assert wallet.log.count("eth_sendTransaction") == 1
    number = label.box.preview(wish, wallet.address)["id"]
    label.fans.proposals = [label.fans.proposals[0].model_copy(update={"id": int(number)})]
    label.box.confirms()
    screen.page.wait_for_url(f"**/governance/{number}")
    assert screen.page.evaluate("localStorage.getItem('governance:draft')") is None


def test_propose__only_words__is_a_signal(opened, label):
    screen = opened()
    screen.reads("Nothing yet: then the vote itself is the message.")

    screen.presses("Propose it")

    screen.sees("Waiting for the network")
    assert label.box.wishes[0][1]["actions"] == [{"kind": "signal"}]


@pytest.mark.parametrize(
    "bend",
    [{"to": PRINTER}, {"value": "0x1"}, {"description": "# Pay somebody else"}, {"data": "0x7d5e81e2"}],
    ids=lambda bend: next(iter(bend)),
)
def test_propose__something_else_is_prepared__no_wallet_is_asked(opened, wallet, label, bend):
    label.box.bend = bend
    screen = opened()
    add_payment(screen)

    screen.presses("Propose it")

    screen.reads("This is not what this page shows.")
    assert "eth_sendTransaction" not in wallet.log


def test_propose__too_few_votes__says_how_many_are_needed(opened, label):
    label.box.can_propose = False

    screen = opened()

    screen.sees("Not enough votes")
    screen.reads("Who proposes needs 1,000 votes; you have 120 votes.")


def test_form__reloaded__keeps_what_was_written(opened):
    screen = opened()
    add_payment(screen, amount="7.5")
    screen.page.get_by_role("button", name="Change a rule").click()
    screen.page.get_by_label("Which").select_option("quorum_numerator")

    screen.page.reload()

    expect(screen.page.get_by_label("Title")).to_have_value("Pay the printer")
    expect(screen.page.get_by_label("How much")).to_have_value("7.5")
    expect(screen.page.get_by_label("Which")).to_have_value("quorum_numerator")
    screen.reads("It is 4 % now.")


def test_form__action_left_out__is_not_proposed(opened, label):
    screen = opened()
    add_payment(screen)
    screen.page.get_by_role("button", name="Leave it out").click()

    screen.presses("Propose it")

    screen.sees("Waiting for the network")
    assert label.box.wishes[0][1]["actions"] == [{"kind": "signal"}]


def test_propose__reloaded_on_its_way__goes_on(opened, label):
    screen = opened()
    screen.presses("Propose it")
    screen.sees("Waiting for the network")

    screen.page.reload()

    screen.sees("Waiting for the network")
    label.fans.proposals = [label.fans.proposals[0].model_copy(update={"id": int(screen.page.evaluate(PROPOSED))})]
    label.box.confirms()
    screen.page.wait_for_url("**/governance/*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_form__every_template__is_accessible_and_fits(opened, label, scheme, viewport):
    label.box.outcome = f"{GOVERNOR} holds 3 POL only."
    screen = opened(color_scheme=scheme, viewport=viewport)
    for name in ("Change a rule", "Hand over a power", "Take over a power"):
        screen.page.get_by_role("button", name=name).click()
    add_payment(screen)

    screen.is_accessible()
    screen.fits()
