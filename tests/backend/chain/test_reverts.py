"""Why a contract refused: nodes word it differently, and contracts may answer with anything."""

import pytest
from eth_abi import encode
from eth_utils import keccak

from backend.chain.errors import BalanceTooLow, NodeRefused, OutOfGas, Reverted
from backend.chain.reverts import LONGEST_REASON, read_custom_error, read_refusal

DELAY = "GovernorUnmetDelay(uint256,uint256)"
NO_SUPPORT = "GovernorInvalidVoteType()"


def raised(signature, types=(), values=()):
    return keccak(text=signature)[:4] + encode(types, values)


def told(text):
    return raised("Error(string)", ["string"], [text])


def answered(data=None, message="execution reverted", code=3):
    error = {"code": code, "message": message}
    return read_refusal(error if data is None else error | {"data": data})


@pytest.mark.parametrize(
    "error",
    [
        pytest.param({"code": 3, "message": "execution reverted: split: nothing owed"}, id="words"),
        pytest.param(
            {"code": -32000, "message": "reverted", "data": f"0x{told('split: nothing owed').hex()}"}, id="data"
        ),
    ],
)
def test_read_refusal__text__is_its_reason(error):
    refused = read_refusal(error)

    assert (type(refused), refused.reason) == (Reverted, "split: nothing owed")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("0x", id="nothing"),
        pytest.param("0xdeadbeef" + "00" * 32, id="custom error"),
        pytest.param("0x4e487b71" + "99" * 32, id="panic nobody knows"),
        pytest.param("0x556f1830" + "ff" * 9, id="lookup that is none"),
        pytest.param("0x08c379a0" + "ff" * 64, id="text that is none"),
        pytest.param(f"0x{raised('Error(string)', ['bytes'], [bytes([255])]).hex()}", id="text of other bytes"),
        pytest.param("no data", id="words"),
        pytest.param("0xzz", id="no hex"),
        pytest.param({"0x1": {}}, id="object"),
    ],
)
def test_read_refusal__no_text__has_no_reason(data):
    refused = answered(data)

    assert (type(refused), refused.reason) == (Reverted, "")


def test_read_refusal__endless_text__is_cut():
    assert len(answered(f"0x{told('a' * 5_000).hex()}").reason) == LONGEST_REASON


@pytest.mark.parametrize(
    ("message", "kind"), [("Insufficient funds for gas * price + value", BalanceTooLow), ("slow down", NodeRefused)]
)
def test_read_refusal__by_the_node__is_no_revert(message, kind):
    assert type(answered(message=message, code=-32000)) is kind


def test_read_custom_error__known__has_its_values():
    found = read_custom_error(raised(DELAY, ["uint256", "uint256"], [7, 99]), [NO_SUPPORT, DELAY])

    assert (found.signature, found.values) == (DELAY, (7, 99))


@pytest.mark.parametrize("data", [b"", raised(DELAY), raised("Other()")], ids=["nothing", "too short", "another"])
def test_read_custom_error__none_of_them__is_none(data):
    assert read_custom_error(data, [NO_SUPPORT, DELAY]) is None


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("out of gas", id="geth"),
        pytest.param("gas required exceeds allowance (500000)", id="geth, estimating"),
        pytest.param("EVM error OutOfGas", id="anvil"),
    ],
)
def test_read_refusal__takes_more_than_it_was_given__says_so(message):
    assert isinstance(read_refusal({"code": -32000, "message": message}), OutOfGas)
