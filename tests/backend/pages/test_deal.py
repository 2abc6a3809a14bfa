"""What a wallet is never asked for: anything but what the page shows."""

import pytest

from backend.drops.schemas import MintRequest
from tests.backend.pages.kinds import FAN, IN_DOLLARS, USDC
from tests.backend.pages.stand_in import CHAIN, CONTRACT, SPLIT, create_drop
from tests.backend.pages.till import TOKEN, Till

TOTAL = 25_000_000
JUDGE = """
async ({ name, handed, deal }, load) => (await load("deal"))[name](handed, { ...deal, total: BigInt(deal.total) })
"""


def create_deal(**changes):
    deal = {"chain": CHAIN, "contract": CONTRACT, "account": FAN, "currency": TOKEN, "total": str(TOTAL)}
    return deal | changes


def hand_over(allowance=None, **wish):
    drop = create_drop(IN_DOLLARS, currency=USDC)
    body = MintRequest(account=FAN, quantity=2, **wish).model_dump(mode="json")
    return Till(allowance=allowance).prepare(drop, drop.model_dump(mode="json"), body)


def judge(run_script, name, handed, **changes):
    return run_script(JUDGE, {"name": name, "handed": handed, "deal": create_deal(**changes)})


def change(handed, place, value):
    """Put a value at a dotted place."""
    *path, last = place.split(".")
    for name in path:
        handed = handed[name]
    handed[last] = value


@pytest.mark.parametrize(("currency", "value"), [(None, TOTAL), (TOKEN, 0)], ids=["coin", "currency"])
def test_is_purchase__as_shown__is_one(run_script, currency, value):
    transaction = {"from": FAN.lower(), "to": CONTRACT.lower(), "value": hex(value), "data": "0x"}

    assert judge(run_script, "isPurchase", transaction, currency=currency)


@pytest.mark.parametrize(
    ("currency", "changes"),
    [
        (None, {"to": SPLIT}),
        (None, {"from": SPLIT}),
        (None, {"value": hex(TOTAL + 1)}),
        (None, {"value": "0x0"}),
        (TOKEN, {"value": hex(TOTAL)}),
        (TOKEN, {"to": TOKEN, "value": "0x0"}),
    ],
    ids=["other contract", "other buyer", "more", "nothing", "coin beside the currency", "the currency itself"],
)
def test_is_purchase__anything_else__is_not(run_script, currency, changes):
    transaction = {"from": FAN, "to": CONTRACT, "value": hex(TOTAL), "data": "0x"} | changes

    assert not judge(run_script, "isPurchase", transaction, currency=currency)


def test_is_approval__as_shown__is_one(run_script):
    assert judge(run_script, "isApproval", hand_over(allowance=0)["approve"])


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("to", CONTRACT),
        ("from", SPLIT),
        ("value", "0x1"),
        ("data", f"0x095ea7b3{int(SPLIT, 16):064x}{TOTAL:064x}"),
        ("data", f"0x095ea7b3{int(CONTRACT, 16):064x}{2**256 - 1:064x}"),
        ("data", f"0xa9059cbb{int(CONTRACT, 16):064x}{TOTAL:064x}"),
        ("data", f"0x095ea7b3{int(CONTRACT, 16):064x}{TOTAL:064x}00"),
    ],
    ids=["other token", "other buyer", "coin", "other spender", "without limit", "a transfer", "more than that"],
)
def test_is_approval__anything_else__is_not(run_script, place, value):
    approval = hand_over(allowance=0)["approve"]
    change(approval, place, value)

    assert not judge(run_script, "isApproval", approval)


def test_is_authorization__as_shown__is_one(run_script):
    assert judge(run_script, "isAuthorization", hand_over()["sign"])


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("domain.verifyingContract", SPLIT),
        ("domain.chainId", 1),
        ("message.to", SPLIT),
        ("message.from", SPLIT),
        ("message.value", str(TOTAL + 1)),
        ("primaryType", "Permit"),
        ("primaryType", "EIP712Domain"),
        ("types.ReceiveWithAuthorization", [{"name": "to", "type": "address"}]),
    ],
    ids=["other token", "other chain", "other payee", "other payer", "more", "no type", "other type", "other fields"],
)
def test_is_authorization__anything_else__is_not(run_script, place, value):
    sign = hand_over()["sign"]
    change(sign, place, value)

    assert not judge(run_script, "isAuthorization", sign)
