"""What actions of proposals do, in sentences."""

import pytest
from eth_abi import encode
from eth_utils import keccak

from backend.chain.currency import Currency
from backend.governance.actions import Surroundings, describe_action
from tests.backend.chain.fake_chain import LABEL, NOBODY
from tests.backend.governance.story import DAY, DJ, FAN, GOVERNOR, TOKEN, UNIT

USDC = Currency("0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359", "USDC", 6, "USD Coin", "2", takes_authorizations=True)
STRANGE = "0x" + "33" * 20
SETTINGS = {"voting_period": str(3 * DAY), "quorum_numerator": "10", "proposal_threshold": str(100 * UNIT)}


def call(signature, *arguments):
    types = signature[signature.index("(") + 1 : -1]
    return "0x" + (keccak(text=signature)[:4] + encode(types.split(",") if types else [], arguments)).hex()


def describe(target, calldata, value=0, settings=SETTINGS):
    currencies = {USDC.address: USDC}
    around = Surroundings(GOVERNOR.address, TOKEN.address, LABEL, "POL", currencies.get, settings)
    return describe_action(target, value, calldata, around)


@pytest.mark.parametrize(
    ("calldata", "sentence"),
    [
        (call("setVotingPeriod(uint32)", 5 * DAY), "change the voting period from 3 days to 5 days"),
        (call("setVotingDelay(uint48)", 90), "change the time before a vote to 90 seconds"),
        (call("setExecutionDelay(uint256)", 0), "change the time before execution to 0 seconds"),
        (call("setLateQuorumVoteExtension(uint48)", 3600), "change the extension of a late vote to 1 hour"),
        (
            call("setProposalThreshold(uint256)", 1),
            "change how many votes a proposer needs from 100 to 0.000000000000000001",
        ),
        (
            call("updateQuorumNumerator(uint256)", 20),
            "change the quorum from 10 % of all fan tokens to 20 % of all fan tokens",
        ),
        (call("setProposalGuardian(address)", FAN), f"make {FAN} the guardian"),
        (call("setProposalGuardian(address)", NOBODY), "have no guardian any more"),
        (call("relay(address,uint256,bytes)", FAN, UNIT, b""), f"pay 1 POL to {FAN}"),
    ],
)
def test_describe_action__setting_of_the_governor__says_from_what_to_what(calldata, sentence):
    assert describe(GOVERNOR.address, calldata) == sentence


@pytest.mark.parametrize(
    ("target", "calldata", "sentence"),
    [
        (USDC.address, call("transfer(address,uint256)", FAN, 500 * 10**6), f"pay 500 USDC to {FAN}"),
        (TOKEN.address, call("transfer(address,uint256)", FAN, 1_500 * UNIT), f"pay 1,500 fan tokens to {FAN}"),
        (STRANGE, call("transfer(address,uint256)", FAN, 1), f"pay 1 unit of the token {STRANGE} to {FAN}"),
        (STRANGE, call("transfer(address,uint256)", FAN, 7), f"pay 7 units of the token {STRANGE} to {FAN}"),
        (USDC.address, call("approve(address,uint256)", FAN, 10**6), f"let {FAN} take 1 USDC"),
        (LABEL, call("transfer_ownership(address)", FAN), f"hand the label to {FAN}"),
        (LABEL, call("accept_ownership()"), "take over the label"),
        (STRANGE, call("accept_ownership()"), f"take over the contract {STRANGE}"),
    ],
)
def test_describe_action__call_of_another_contract__says_what_it_does(target, calldata, sentence):
    assert describe(target, calldata) == sentence


@pytest.mark.parametrize(
    ("target", "name"),
    [(USDC.address, "USDC"), (TOKEN.address, "the fan token"), (STRANGE, f"the token {STRANGE}")],
)
def test_describe_action__unlimited_approval__says_any_amount(target, name):
    anything = call("approve(address,uint256)", FAN, 2**256 - 1)

    assert describe(target, anything) == f"let {FAN} take any amount of {name}"


@pytest.mark.parametrize(
    ("calldata", "sentence"),
    [
        (call("allow_currency(address,bool)", USDC.address, True), "let new drops be priced in USDC"),
        (call("allow_currency(address,bool)", STRANGE, False), f"let no new drop be priced in the token {STRANGE}"),
        (
            call("set_crew(address,uint256)", FAN, 5),
            f"let {FAN} act for the label: create drops and phases, pause sales",
        ),
        (call("set_crew(address,uint256)", FAN, 0), f"let {FAN} act for the label: nothing any more"),
        (call("set_crew(address,uint256)", FAN, 8), f"call {LABEL} with 68 bytes"),
    ],
)
def test_describe_action__power_of_the_label__says_what_it_does(calldata, sentence):
    assert describe(LABEL, calldata) == sentence


def test_describe_action__payees_of_a_split__says_who_is_paid_what():
    heirs = [(int(FAN, 16) << 96) | 333_333, (int(DJ, 16) << 96) | 666_667]
    calldata = call("change_payees(uint256[],uint256,uint256[])", [1], 0, heirs)

    sentence = f"have the split {STRANGE} pay what comes in later to {FAN} 33.3333 %, {DJ} 66.6667 %"
    assert describe(STRANGE, calldata) == sentence


def test_describe_action__coin__says_who_is_paid_to_the_last_digit():
    assert describe(FAN, "0x", value=UNIT + 1) == f"pay 1.000000000000000001 POL to {FAN}"
    assert describe(FAN, "0x") == f"call {FAN}"


def test_describe_action__coin_along_with_a_call__says_both():
    assert describe(LABEL, call("accept_ownership()"), value=UNIT // 2) == "take over the label, with 0.5 POL"


@pytest.mark.parametrize(
    "calldata",
    [
        "0xabcdef01" + "00" * 64,
        call("transfer(address,uint256)", FAN, 1) + "00",
        call("transfer(address,uint256)", FAN, 1)[:-2],
        "0xab",
        call("setVotingPeriod(uint32)", 5),
        call("set_crew(address,uint256)", FAN, 1),
    ],
    ids=["unknown", "longer", "shorter", "no selector", "of the governor, elsewhere", "of the label, elsewhere"],
)
def test_describe_action__not_known_to_the_byte__is_a_call_with_bytes(calldata):
    size = len(calldata) // 2 - 1
    assert describe(STRANGE, calldata) == f"call {STRANGE} with {size} byte{'s' if size > 1 else ''}"


def test_describe_action__bytes_longer_than_any_memory__is_a_call_with_bytes():
    endless = call("relay(address,uint256,bytes)", FAN, 0, b"")[:-64] + "f" * 64

    assert describe(GOVERNOR.address, endless) == f"call {GOVERNOR.address} with 132 bytes"
