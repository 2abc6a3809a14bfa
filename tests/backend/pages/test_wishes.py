"""From what a person writes in the form of a proposal to what the governor would be asked for."""

import pytest

from tests.backend.pages.kinds import FAN, OTHER
from tests.backend.pages.till import TOKEN

READ = "async ({ draft, facts }, load) => (await load('wishes')).readWishes(draft, facts)"
FACTS = {"units": {"coin": {"symbol": "POL", "decimals": 18}, TOKEN: {"symbol": "USDC", "decimals": 6}}}
NOBODY = "0x" + "0" * 40


@pytest.fixture
def read(run_script):
    def read(*actions, title="A title", text=""):
        named = [{"kind": kind, "fields": fields} for kind, fields in actions]
        return run_script(READ, {"draft": {"title": title, "text": text, "actions": named}, "facts": FACTS})

    return read


def pay(to=FAN, amount="2.5", currency="coin"):
    return "pay", {"to": to, "amount": amount, "currency": currency}


def change(name="voting_period", value="3", per="days"):
    return "setting", {"name": name, "value": value, "per": per}


def test_read_wishes__no_action__is_a_signal(read):
    assert read() == {"actions": [{"kind": "signal"}]}


@pytest.mark.parametrize(
    ("action", "wish"),
    [
        pytest.param(pay(), {"kind": "pay", "to": FAN, "amount": str(25 * 10**17), "currency": None}, id="coin"),
        pytest.param(
            pay(amount="500", currency=TOKEN),
            {"kind": "pay", "to": FAN, "amount": "500000000", "currency": TOKEN},
            id="token",
        ),
        pytest.param(change(), {"kind": "setting", "name": "voting_period", "value": "259200"}, id="time"),
        pytest.param(
            change("quorum_numerator", "4"), {"kind": "setting", "name": "quorum_numerator", "value": "4"}, id="percent"
        ),
        pytest.param(
            change("proposal_threshold", "0.5"),
            {"kind": "setting", "name": "proposal_threshold", "value": str(5 * 10**17)},
            id="votes",
        ),
        pytest.param(change("guardian", OTHER), {"kind": "setting", "name": "guardian", "value": OTHER}, id="guardian"),
        pytest.param(
            change("guardian", ""), {"kind": "setting", "name": "guardian", "value": NOBODY}, id="no guardian"
        ),
        pytest.param(
            ("hand_over", {"contract": TOKEN, "to": FAN}),
            {"kind": "hand_over", "contract": TOKEN, "to": FAN},
            id="hand over",
        ),
        pytest.param(("take_over", {"contract": TOKEN}), {"kind": "take_over", "contract": TOKEN}, id="take over"),
    ],
)
def test_read_wishes__each_template__is_what_the_server_takes(read, action, wish):
    assert read(action) == {"actions": [wish]}


@pytest.mark.parametrize(
    ("actions", "more", "fault"),
    [
        pytest.param((), {"title": ""}, "Give it a title.", id="no title"),
        pytest.param((), {"text": "é" * 1000}, "Title and text are 17 bytes too long.", id="long"),
        pytest.param((pay(),) * 9, {}, "It can do 8 things at most.", id="many"),
        pytest.param((pay(), pay(to="0x12")), {}, "2: write whom to pay", id="payee"),
        pytest.param((pay(amount="two"),), {}, "1: write how much", id="words"),
        pytest.param((pay(amount="0"),), {}, "1: write how much", id="nothing"),
        pytest.param((pay(amount="0.1234567", currency=TOKEN),), {}, "at most 6 digits behind the point", id="fine"),
        pytest.param((change(value="1.5"),), {}, "1: write the new value", id="half days"),
        pytest.param((change("guardian", "somebody"),), {}, "1: write the guardian's address", id="guardian"),
        pytest.param((("hand_over", {"contract": TOKEN, "to": ""}),), {}, "1: write who gets it", id="nobody"),
        pytest.param((("take_over", {"contract": "label"}),), {}, "1: write which contract", id="no contract"),
    ],
)
def test_read_wishes__something_is_missing__says_what(read, actions, more, fault):
    assert fault in read(*actions, **more)["fault"]
