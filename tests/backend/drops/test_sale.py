"""What can be bought when: each situation of a drop and of its phases."""

import pytest

from backend.drops.sale import (
    OPEN_SUPPLY,
    Draw,
    GoldenState,
    PhaseState,
    SaleState,
    Stock,
    TierStock,
    Window,
    judge_golden,
    judge_phase,
    judge_sale,
)

NOON = 1_780_315_200
ALWAYS = Window(opens=0, closes=0)
UPCOMING = Window(opens=NOON + 1, closes=0)
OVER = Window(opens=0, closes=NOON)
GOLD = Window(opens=0, closes=0, tier=1)
FRESH = Stock(supply=100, minted=0)
EMPTY = Stock(supply=100, minted=100)
TIERED = Stock(supply=100, minted=20, tiers=(TierStock(80, 0), TierStock(20, 20)))


@pytest.mark.parametrize(
    ("stock", "seconds", "bound"),
    [
        pytest.param(Stock(100, 7), NOON, 100, id="fixed"),
        pytest.param(Stock(100, 7, lowered_supply=50), NOON, 50, id="shrunk"),
        pytest.param(Stock(100, 7, is_closed=True), NOON, 7, id="closed"),
        pytest.param(Stock(100, 7, least_supply=30, cut_off=NOON), NOON - 1, 100, id="range before its cut-off"),
        pytest.param(Stock(100, 7, least_supply=30, cut_off=NOON), NOON, 30, id="range little sold"),
        pytest.param(Stock(100, 70, least_supply=30, cut_off=NOON), NOON, 70, id="range well sold"),
        pytest.param(Stock(100, 7, 30, NOON, lowered_supply=20), NOON, 20, id="range shrunk below its lower limit"),
        pytest.param(Stock(OPEN_SUPPLY, 7, cut_off=NOON), NOON - 1, OPEN_SUPPLY, id="open"),
        pytest.param(Stock(OPEN_SUPPLY, 7, cut_off=NOON), NOON, 7, id="open until now"),
    ],
)
def test_bound__each_kind_of_supply__is_what_the_contract_promises(stock, seconds, bound):
    assert stock.bound(seconds) == bound


@pytest.mark.parametrize(
    ("window", "stock", "state"),
    [
        pytest.param(Window(NOON, 0), FRESH, PhaseState.OPEN, id="opens now"),
        pytest.param(UPCOMING, FRESH, PhaseState.UPCOMING, id="opens in a second"),
        pytest.param(Window(0, NOON + 1), FRESH, PhaseState.OPEN, id="closes in a second"),
        pytest.param(OVER, FRESH, PhaseState.CLOSED, id="closes now"),
        pytest.param(ALWAYS, Stock(100, 99), PhaseState.OPEN, id="one left"),
        pytest.param(OVER, EMPTY, PhaseState.SOLD_OUT, id="sold out before it closed"),
        pytest.param(ALWAYS, Stock(100, 7, is_closed=True), PhaseState.CLOSED, id="label closed the drop"),
        pytest.param(ALWAYS, Stock(100, 100, is_closed=True), PhaseState.SOLD_OUT, id="closed when sold out"),
        pytest.param(ALWAYS, Stock(100, 7, lowered_supply=7), PhaseState.SOLD_OUT, id="shrunk to what is minted"),
        pytest.param(ALWAYS, Stock(OPEN_SUPPLY, 7, cut_off=NOON), PhaseState.CLOSED, id="open until now"),
        pytest.param(ALWAYS, Stock(OPEN_SUPPLY, 0, cut_off=NOON), PhaseState.CLOSED, id="open and nobody came"),
        pytest.param(ALWAYS, Stock(100, 70, 30, NOON), PhaseState.CLOSED, id="range cut off well sold"),
        pytest.param(ALWAYS, Stock(100, 30, 30, NOON), PhaseState.SOLD_OUT, id="range sold to its lower limit"),
        pytest.param(ALWAYS, TIERED, PhaseState.OPEN, id="tier with editions"),
        pytest.param(GOLD, TIERED, PhaseState.SOLD_OUT, id="tier without"),
        pytest.param(ALWAYS, Stock(100, 7, is_paused=True), PhaseState.OPEN, id="paused is the drop's state"),
    ],
)
def test_judge_phase__each_situation__has_one_state(window, stock, state):
    assert judge_phase(window, stock, NOON) is state


@pytest.mark.parametrize(
    ("windows", "stock", "state"),
    [
        pytest.param([ALWAYS], FRESH, SaleState.OPEN, id="open"),
        pytest.param([OVER, UPCOMING], FRESH, SaleState.UPCOMING, id="between two phases"),
        pytest.param([OVER, ALWAYS, UPCOMING], FRESH, SaleState.OPEN, id="one of three"),
        pytest.param([ALWAYS], Stock(100, 7, is_paused=True), SaleState.PAUSED, id="paused"),
        pytest.param([UPCOMING], Stock(100, 7, is_paused=True), SaleState.UPCOMING, id="paused before it opens"),
        pytest.param(
            [ALWAYS], Stock(100, 7, is_paused=True, is_closed=True), SaleState.CLOSED, id="closed when paused"
        ),
        pytest.param([ALWAYS, UPCOMING], EMPTY, SaleState.SOLD_OUT, id="sold out"),
        pytest.param([GOLD], TIERED, SaleState.SOLD_OUT, id="only tier sold out"),
        pytest.param([GOLD, OVER], TIERED, SaleState.CLOSED, id="one tier sold out, the other over"),
        pytest.param([], FRESH, SaleState.CLOSED, id="no phase"),
        pytest.param([], EMPTY, SaleState.SOLD_OUT, id="all given away"),
    ],
)
def test_judge_sale__each_situation__has_one_state(windows, stock, state):
    assert judge_sale(windows, stock, NOON) is state


@pytest.mark.parametrize(
    ("draw", "stock", "head", "state"),
    [
        pytest.param(Draw(), FRESH, 500, GoldenState.WAITING, id="editions left"),
        pytest.param(Draw(), EMPTY, 500, GoldenState.DUE, id="none left"),
        pytest.param(Draw(), Stock(100, 7, is_closed=True), 500, GoldenState.DUE, id="closed"),
        pytest.param(Draw(), Stock(OPEN_SUPPLY, 7, cut_off=NOON), 500, GoldenState.DUE, id="cut off"),
        pytest.param(Draw(), Stock(100, 0, is_closed=True), 500, GoldenState.FORFEITED, id="closed and nobody came"),
        pytest.param(Draw(block=508), EMPTY, 500, GoldenState.SCHEDULED, id="block named"),
        pytest.param(Draw(block=508), EMPTY, 508 + 8_190, GoldenState.SCHEDULED, id="last block to draw in is next"),
        pytest.param(Draw(block=508), EMPTY, 508 + 8_191, GoldenState.FORFEITED, id="block forgotten"),
        pytest.param(Draw(block=508, serial=3), EMPTY, 9_999, GoldenState.DRAWN, id="drawn"),
    ],
)
def test_judge_golden__each_situation__has_one_state(draw, stock, head, state):
    assert judge_golden(draw, stock, NOON, head) is state
