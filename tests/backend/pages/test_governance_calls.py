"""What a page of governance writes for a wallet to send: as the contracts' interfaces have it, to the byte."""

import pytest
from eth_utils.crypto import keccak

from backend.chain.contracts import Contracts, load_interfaces
from backend.holdings.balances import NOBODY
from tests.backend.pages.kinds import FAN, OTHER
from tests.backend.pages.till import TOKEN

GOVERNOR = "0x" + "60" * 20
PROPOSAL = 2**256 - 189
WRITE = "async ([name, ...values], load) => (await load('governance_calls'))[name](...values)"
ACTIONS = [
    {"target": FAN, "value_wei": str(5 * 10**18), "calldata": "0x"},
    {"target": TOKEN, "value_wei": "0", "calldata": f"0xa9059cbb{int(OTHER, 16):064x}{7:064x}"},
]
TARGETS = [action["target"] for action in ACTIONS]
VALUES = [int(action["value_wei"]) for action in ACTIONS]
CALLS = [bytes.fromhex(action["calldata"][2:]) for action in ACTIONS]


@pytest.fixture(scope="module")
def encode():
    return Contracts(None, load_interfaces()).encode


def vote(support, reason=""):
    return {"proposal": str(PROPOSAL), "support": support, "reason": reason}


def test_write_vote__no_reason__is_the_short_call(run_script, encode):
    written = run_script(WRITE, ["writeVote", vote(2)])

    assert written == encode("FanGovernor", "castVote", PROPOSAL, 2)


@pytest.mark.parametrize("reason", ["x", "Zu teuer, é 🎧", "r" * 32, "r" * 1024], ids=len)
def test_write_vote__reason__is_in_the_call(run_script, encode, reason):
    written = run_script(WRITE, ["writeVote", vote(0, reason)])

    assert written == encode("FanGovernor", "castVoteWithReason", PROPOSAL, 0, reason)


@pytest.mark.parametrize(("delegate", "told"), [(OTHER, OTHER), (None, NOBODY)], ids=["somebody", "nobody"])
def test_write_delegation__whom__is_in_the_call(run_script, encode, delegate, told):
    assert run_script(WRITE, ["writeDelegation", {"delegate": delegate}]) == encode("FanToken", "delegate", told)


def test_write_proposal__several_actions__is_the_call(run_script, encode):
    description = "# Zahlt den Drücker\n\nEr hat gewartet."

    written = run_script(WRITE, ["writeProposal", ACTIONS, description])

    assert written == encode("FanGovernor", "propose", TARGETS, VALUES, CALLS, description)


@pytest.mark.parametrize("kind", ["queue", "execute", "cancel"])
def test_write_step__each__names_the_actions_again(run_script, encode, kind):
    told = keccak(text="# Pay the printer")

    written = run_script(WRITE, ["writeStep", kind, {"actions": ACTIONS, "description_hash": f"0x{told.hex()}"}])

    assert written == encode("FanGovernor", kind, TARGETS, VALUES, CALLS, told)


@pytest.mark.parametrize(
    ("wish", "contract", "function", "arguments"),
    [
        pytest.param(
            {"kind": "pay", "to": FAN, "amount": "9", "currency": TOKEN}, "FanToken", "transfer", (FAN, 9), id="pay"
        ),
        pytest.param(
            {"kind": "hand_over", "contract": TOKEN, "to": FAN}, "Label", "transfer_ownership", (FAN,), id="hand over"
        ),
        pytest.param({"kind": "take_over", "contract": TOKEN}, "ManagedSplit", "accept_ownership", (), id="take over"),
    ],
)
def test_write_action__of_a_contract__calls_it(run_script, encode, wish, contract, function, arguments):
    written = run_script(WRITE, ["writeAction", wish, GOVERNOR])

    assert written == {"target": TOKEN, "value_wei": "0", "calldata": encode(contract, function, *arguments)}


@pytest.mark.parametrize(
    ("name", "function", "value"),
    [
        ("voting_delay", "setVotingDelay", 86_400),
        ("voting_period", "setVotingPeriod", 3_600),
        ("proposal_threshold", "setProposalThreshold", 10**24),
        ("quorum_numerator", "updateQuorumNumerator", 4),
        ("late_extension", "setLateQuorumVoteExtension", 0),
        ("execution_delay", "setExecutionDelay", 60),
        ("guardian", "setProposalGuardian", OTHER),
    ],
)
def test_write_action__setting__calls_the_governor(run_script, encode, name, function, value):
    written = run_script(WRITE, ["writeAction", {"kind": "setting", "name": name, "value": str(value)}, GOVERNOR])

    assert written == {"target": GOVERNOR, "value_wei": "0", "calldata": encode("FanGovernor", function, value)}


def test_write_action__payment_in_coin__sends_it(run_script):
    written = run_script(WRITE, ["writeAction", {"kind": "pay", "to": FAN, "amount": "9", "currency": None}, GOVERNOR])

    assert written == {"target": FAN, "value_wei": "9", "calldata": "0x"}


def test_write_action__signal__does_nothing(run_script):
    written = run_script(WRITE, ["writeAction", {"kind": "signal"}, GOVERNOR])

    assert written == {"target": GOVERNOR, "value_wei": "0", "calldata": "0x"}
