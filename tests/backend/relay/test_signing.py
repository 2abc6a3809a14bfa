"""The relayer's key and what it offers."""

from eth_account import Account
from hypothesis import given
from hypothesis import strategies as st

from backend.relay.signing import MOST_TIMES_THE_MARKET, Fees, Relayer
from tests.backend.conftest import StandingClock
from tests.backend.relay.signing import ballot

GWEI = 10**9
KEY = "0x" + "6a" * 32
prices = st.integers(1, 10**15)
CALL = {"to": "0x" + "02" * 20, "data": "0x1234", "value": "0x0", "gas": "0x186a0"}


def test_of__market__leaves_room_for_the_base_fee_to_double():
    assert Fees.of(gas_price=40 * GWEI, tip_wei=30 * GWEI) == Fees(fee_wei=80 * GWEI, tip_wei=30 * GWEI)


def test_of__tip_above_all_that_is_paid__is_no_more_than_that():
    assert Fees.of(gas_price=GWEI, tip_wei=30 * GWEI) == Fees(fee_wei=2 * GWEI, tip_wei=2 * GWEI)


@given(prices, prices, prices, prices)
def test_find_raise__any_market__is_enough_for_nodes_and_never_out_of_measure(fee, tip, price, market_tip):
    before, market = Fees(fee, min(fee, tip)), Fees.of(price, market_tip)

    raised = before.find_raise(market)

    if raised is None:
        assert before.fee_wei * 5 // 4 >= MOST_TIMES_THE_MARKET * market.fee_wei
        return
    assert raised.fee_wei * 10 >= before.fee_wei * 11
    assert raised.tip_wei * 10 >= before.tip_wei * 11
    assert market.fee_wei <= raised.fee_wei <= MOST_TIMES_THE_MARKET * market.fee_wei
    assert raised.tip_wei <= raised.fee_wei


def test_sign__call__is_a_transaction_of_the_relayer(fan):
    relayer = Relayer(KEY, 137, StandingClock())

    signed = relayer.sign(ballot(fan.address), {"from": relayer.address, **CALL}, 4, Fees(2 * GWEI, GWEI))

    assert Account.recover_transaction(signed.raw) == relayer.address
    assert (signed.fee_wei, signed.tip_wei) == (2 * GWEI, GWEI)


def test_repr__of_a_relayer__shows_no_key():
    relayer = Relayer(KEY, 137, StandingClock())

    assert KEY[2:] not in repr(relayer) + str(vars(relayer))
