"""Which phase a fan stands at, how many they may collect and what that costs, as the page's script decides it."""

import pytest

from backend.drops.sale import PhaseState
from backend.drops.schemas import Entry
from backend.pages.offers import Sale
from tests.backend.pages.kinds import (
    COIN,
    EARLY,
    FAN,
    FAR,
    FRIENDS,
    GOLD,
    GUESTS,
    IN_DOLLARS,
    LATER,
    OPEN_TIERS,
    PUBLIC,
    TIERS,
    UNKNOWN,
    USDC,
)
from tests.backend.pages.stand_in import create_drop, create_phase

OFFER = """
async (state, load) => {
  const { findOffer } = await load("offer");
  const { phase, quantity, most, cost } = findOffer({ ...state, coin: { symbol: "POL", decimals: 18 } }) ?? {};
  return { phase: phase?.number, quantity, most, cost };
}
"""
CHEAP = create_phase(number=5, name="Cheap", price=COIN)
FREE_IN_COIN = create_phase(number=6, name="Free", price=0)
SOON = create_phase(number=7, name="Soon", state="upcoming", opens=FAR - 1)


def on_list(phase, price, quantity=3):
    return phase.model_copy(update={"yours": Entry(quantity=quantity, price=price)})


def find_offer(run_script, drop, **changes):
    account = {"account": FAN}
    state = {"wallet": account, "answersFor": FAN, "picked": None, "quantity": 1, "ticket": None, "serials": []}
    return run_script(OFFER, state | {"drop": drop.model_dump(mode="json")} | changes)


@pytest.mark.parametrize(
    ("phases", "number"),
    [
        ([LATER, on_list(FRIENDS, 9 * COIN), CHEAP], 1),
        ([on_list(FRIENDS, 9 * COIN), on_list(create_phase(number=8, audience="allowlist"), COIN)], 8),
        ([PUBLIC, CHEAP, GOLD], 5),
        ([IN_DOLLARS, CHEAP], 0),
        ([IN_DOLLARS, CHEAP, FREE_IN_COIN], 6),
        ([FRIENDS, LATER, SOON], 7),
        ([EARLY, FRIENDS], 1),
        ([GUESTS, LATER], 0),
        ([EARLY], 4),
        ([], None),
    ],
    ids=[
        "a list before all",
        "the cheapest list",
        "the cheapest",
        "other units do not compare",
        "free is cheaper",
        "not on the list: the next to open",
        "not on the list: nothing else",
        "no ticket",
        "all over",
        "nothing",
    ],
)
def test_offer__nothing_picked__is_what_the_wallet_can_buy_best(run_script, phases, number):
    drop = create_drop(phases=phases, currency=USDC)

    assert find_offer(run_script, drop).get("phase") == number


@pytest.mark.parametrize("state", [PhaseState.OPEN, PhaseState.UPCOMING])
def test_offer__ticket__comes_before_all(run_script, state):
    ticket = {"phase": 2, "wallet": FAN, "quantity": 4, "price": str(3 * COIN)}
    drop = create_drop(CHEAP, GUESTS.model_copy(update={"state": state}))

    offer = find_offer(run_script, drop, ticket=ticket, quantity=1)

    assert offer == {"phase": 2, "quantity": 4, "most": 4, "cost": "12 POL"}


def test_offer__picked__stays_what_it_is(run_script):
    assert find_offer(run_script, create_drop(CHEAP, GOLD, tiers=TIERS), picked=3)["phase"] == 3


@pytest.mark.parametrize(
    ("drop", "most"),
    [
        (create_drop(create_phase(wallet_cap=0), supply=None), 20),
        (create_drop(create_phase(wallet_cap=0), supply=None, tiers=OPEN_TIERS), 20),
        (create_drop(create_phase(wallet_cap=7)), 7),
        (create_drop(create_phase(wallet_cap=0), minted=97), 3),
        (create_drop(GOLD, tiers=TIERS), 3),
        (create_drop(on_list(FRIENDS, COIN, quantity=2), PUBLIC), 2),
    ],
    ids=["at once", "open tier", "wallet cap", "left", "left of the tier", "allowance"],
)
def test_offer__too_many__is_as_many_as_possible(run_script, drop, most):
    offer = find_offer(run_script, drop, quantity=50)

    assert (offer["most"], offer["quantity"]) == (most, most)


@pytest.mark.parametrize(
    "phases",
    [[PUBLIC], [FRIENDS, PUBLIC, CHEAP], [IN_DOLLARS, CHEAP], [FRIENDS, LATER], [LATER, SOON], [GUESTS], [EARLY], []],
    ids=str,
)
@pytest.mark.parametrize("currency", [USDC, UNKNOWN], ids=["known", "unknown"])
def test_offer__without_a_wallet__is_what_the_server_shows_first(run_script, phases, currency):
    drop = create_drop(phases=phases, currency=currency)

    offer = find_offer(run_script, drop, wallet=None, answersFor=None)

    shown = Sale(drop, "POL").offer
    assert offer.get("phase") == (shown.phase.number if shown else None)


@pytest.mark.parametrize(
    ("amount", "decimals", "written", "price"),
    [
        ("0", 18, "0", "0.00"),
        ("1", 18, "0.000000000000000001", "0.000000000000000001"),
        (str(5 * COIN), 18, "5", "5.00"),
        ("12500000", 6, "12.5", "12.50"),
        ("125", 3, "0.125", "0.125"),
        ("7", 0, "7", "7.00"),
        (str(2**96 - 1), 18, "79228162514.264337593543950335", "79228162514.264337593543950335"),
    ],
)
def test_money__any_unit__is_written_exactly(run_script, amount, decimals, written, price):
    write = """async ([amount, decimals], load) => {
      const money = await load("money");
      return [money.write(BigInt(amount), decimals), money.price(BigInt(amount), decimals)];
    }"""

    assert run_script(write, [amount, decimals]) == [written, price]
