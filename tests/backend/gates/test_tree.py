"""Read gates, and say where one is wrong."""

import pytest

from backend.gates.checking import check_tree
from backend.gates.errors import GateWrong
from backend.gates.tree import (
    DEFAULT,
    Amount,
    Editions,
    Granted,
    Listed,
    Negation,
    Threshold,
    digest_tree,
    read_gate,
)

TOKEN = "0x" + "7e" * 20


def nest(levels, leaf):
    return leaf if levels == 1 else {"all": [nest(levels - 1, leaf)]}


def test_read_gate__every_word__is_a_tree_of_conditions():
    tree = {
        "at_least": 2,
        "of": [
            {"any": [{"editions": {"drop": "any", "serials": [[1, 5]], "tier": 1}}, {"allow_list": "press"}]},
            {"all": [{"token": {"address": TOKEN, "least": "5"}}, {"badge": "regular"}]},
            {"not": {"entitlement": "trial"}},
        ],
    }
    check_tree(tree)

    gate = read_gate(tree)

    editions, amount = Editions("any", serials=((1, 5),), tier=1), gate.leaves[2]
    assert isinstance(amount, Amount)
    assert gate.root == Threshold(
        2,
        (
            Threshold(1, (editions, Listed("press"))),
            Threshold(2, (amount, Granted("badge", "regular"))),
            Negation(Granted("entitlement", "trial")),
        ),
    )
    assert gate.negated == {4}


def test_digest_tree__other_order_of_words__is_the_same():
    one, other = {"at_least": 1, "of": [DEFAULT]}, {"of": [DEFAULT], "at_least": 1}

    assert digest_tree(one) == digest_tree(other) != digest_tree(DEFAULT)


@pytest.mark.parametrize(
    ("tree", "path"),
    [
        pytest.param([], "", id="no object"),
        pytest.param({}, "", id="empty"),
        pytest.param({"all": []}, "all", id="empty list"),
        pytest.param({"all": [{"badge": "x"}], "any": [{"badge": "x"}]}, "", id="two words"),
        pytest.param({"at_least": 1}, "", id="at least of nothing"),
        pytest.param({"at_least": 3, "of": [{"badge": "x"}]}, "at_least", id="more than there are"),
        pytest.param({"any": [{"badge": "x"}, {"editions": {"least": 0}}]}, "any[1].editions.least", id="none"),
        pytest.param({"editions": {"colour": "red"}}, "editions", id="unknown word"),
        pytest.param({"editions": {"at_block": 5, "held_seconds": 5}}, "editions", id="two times"),
        pytest.param({"not": {"editions": {"serials": [[9, 2]]}}}, "not.editions.serials[0]", id="backwards"),
        pytest.param({"token": {"address": TOKEN, "least": 5}}, "token.least", id="amount as number"),
        pytest.param(
            {"token": {"address": "0x7E5F4552091A69125d5DfCb7b8C2659029395BdF", "least": "5"}},
            "token.address",
            id="checksum",
        ),
        pytest.param({"time": {"from": "2026-02-30T00:00Z"}}, "time.from", id="no such day"),
        pytest.param({"time": {"from": "2026-02-03T00:00"}}, "time.from", id="no zone"),
        pytest.param({"time": {"from": "2026-02-03T00:00Z", "until": "2026-02-03T00:00Z"}}, "time.until", id="no time"),
        pytest.param({"allow_list": "x' OR 1=1 --"}, "allow_list", id="no name"),
    ],
)
def test_check_tree__wrong__names_the_place(tree, path):
    with pytest.raises(GateWrong) as refused:
        check_tree(tree)

    assert (refused.value.field or "") == path
    assert refused.value.sentence.startswith(f"{path or 'The gate'}: ")


def test_check_tree__as_large_as_it_may_be__is_taken():
    check_tree(nest(5, {"any": [{"badge": "x"}] * 50}))


@pytest.mark.parametrize(
    "tree",
    [nest(6, {"any": [{"badge": "x"}]}), {"all": [{"any": [{"badge": "x"}] * 26}] * 2}],
    ids=["too deep", "too wide"],
)
def test_check_tree__too_large__is_refused(tree):
    with pytest.raises(GateWrong):
        check_tree(tree)
