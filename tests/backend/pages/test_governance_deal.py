"""What a voter's wallet is never asked for: anything but what the page shows."""

import copy

import pytest

from backend.holdings.balances import NOBODY
from tests.backend.pages.kinds import FAN, OTHER
from tests.backend.pages.stand_in import CHAIN
from tests.backend.pages.test_governance_calls import GOVERNOR
from tests.backend.pages.till import TOKEN

JUDGE = "async ({ name, handed, deal }, load) => (await load('governance_deal'))[name](handed, deal)"
NOW, DAY = 1_795_953_600, 86_400
CALL = "0x5678138800"
DOMAIN = [
    {"name": "name", "type": "string"},
    {"name": "version", "type": "string"},
    {"name": "chainId", "type": "uint256"},
    {"name": "verifyingContract", "type": "address"},
]
BALLOT = [
    {"name": "proposalId", "type": "uint256"},
    {"name": "support", "type": "uint8"},
    {"name": "voter", "type": "address"},
    {"name": "nonce", "type": "uint256"},
]
REASONED = [*BALLOT, {"name": "reason", "type": "string"}, {"name": "params", "type": "bytes"}]
DELEGATION = [
    {"name": "delegatee", "type": "address"},
    {"name": "nonce", "type": "uint256"},
    {"name": "expiry", "type": "uint256"},
]
OTHERWISE = [
    ("domain.verifyingContract", OTHER),
    ("domain.chainId", 1),
    ("primaryType", "Permit"),
    ("primaryType", "EIP712Domain"),
    ("types.EIP712Domain", DOMAIN[:3]),
    ("types.Permit", BALLOT),
]


def write_typed(name, fields, contract, message):
    return {
        "types": {"EIP712Domain": DOMAIN, name: fields},
        "primaryType": name,
        "domain": {"name": "Night", "version": "1", "chainId": CHAIN, "verifyingContract": contract},
        "message": message,
    }


def write_ballot(proposal="7", support=1, voter=FAN, reason=""):
    message = {"proposalId": proposal, "support": support, "voter": voter, "nonce": "0"}
    if not reason:
        return write_typed("Ballot", BALLOT, GOVERNOR, message)
    return write_typed("ExtendedBallot", REASONED, GOVERNOR, message | {"reason": reason, "params": "0x"})


def write_delegation(delegate):
    return write_typed("Delegation", DELEGATION, TOKEN, {"delegatee": delegate, "nonce": "0", "expiry": str(NOW + DAY)})


def change(handed, place, value):
    """Return a copy with a value at a dotted place."""
    changed = copy.deepcopy(handed)
    *path, last = place.split(".")
    inner = changed
    for name in path:
        inner = inner[name]
    inner[last] = value
    return changed


@pytest.fixture
def judge(run_script):
    def judge(name, handed, **changes):
        deal = {"chain": CHAIN, "account": FAN, "governor": GOVERNOR, "token": TOKEN, "contract": GOVERNOR}
        chosen = {"proposal": "7", "support": 1, "reason": "", "delegate": None, "call": CALL}
        return run_script(JUDGE, {"name": name, "handed": handed, "deal": deal | chosen | changes})

    return judge


def hand_over(**changes):
    return {"chain_id": hex(CHAIN), "from": FAN.lower(), "to": GOVERNOR, "value": "0x0", "data": CALL} | changes


def test_is_call__as_written__is_one(judge):
    assert judge("isCall", hand_over())


@pytest.mark.parametrize(
    "changes",
    [{"chain_id": "0x1"}, {"from": OTHER}, {"to": OTHER}, {"value": "0x1"}, {"data": CALL + "00"}],
    ids=lambda changes: next(iter(changes)),
)
def test_is_call__anything_else__is_not(judge, changes):
    assert not judge("isCall", hand_over(**changes))


@pytest.mark.parametrize("reason", ["", "Too dear"], ids=["silent", "reasoned"])
def test_is_ballot__as_chosen__is_one(judge, reason):
    assert judge("isBallot", write_ballot(reason=reason), reason=reason)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        *OTHERWISE,
        ("message.proposalId", "8"),
        ("message.support", 0),
        ("message.voter", OTHER),
        ("types.Ballot", BALLOT[1:]),
    ],
)
def test_is_ballot__anything_else__is_not(judge, place, value):
    assert not judge("isBallot", change(write_ballot(), place, value))


@pytest.mark.parametrize(
    ("place", "value"), [("message.reason", "Fine"), ("message.params", "0x01")], ids=["other reason", "params"]
)
def test_is_ballot__other_words__is_not(judge, place, value):
    assert not judge("isBallot", change(write_ballot(reason="Too dear"), place, value), reason="Too dear")


def test_is_ballot__reason_left_out__is_not(judge):
    assert not judge("isBallot", write_ballot(), reason="Too dear")


@pytest.mark.parametrize(("delegate", "signed"), [(OTHER, OTHER), (None, NOBODY)], ids=["somebody", "nobody"])
def test_is_delegation__as_chosen__is_one(judge, delegate, signed):
    assert judge("isDelegation", write_delegation(signed), delegate=delegate, now=NOW)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        *OTHERWISE,
        ("message.delegatee", FAN),
        ("message.expiry", str(NOW + 3 * DAY)),
        ("types.Delegation", DELEGATION[:2]),
    ],
)
def test_is_delegation__anything_else__is_not(judge, place, value):
    assert not judge("isDelegation", change(write_delegation(OTHER), place, value), delegate=OTHER, now=NOW)
