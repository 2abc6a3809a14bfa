"""From a wish to a proposal on chain: what it would do is shown before it is made."""

import json

import httpx
import pytest

from backend.chain.node import Node
from backend.governance.actions import Surroundings
from backend.governance.simulation import ActionSimulator
from tests.backend.chain.deployed_label import NOBODY, deploy
from tests.backend.governance.story import DAY, UNIT

SIGNAL = {"kind": "signal"}
ENDLESS = "0x" + "99" * 20
NOT_OFFERED = "it was not offered to the governor: its owner hands it over first"


@pytest.fixture
def propose(fans, ask):
    async def propose(*actions, account=None, title="Pay the printer", **more):
        return await ask("proposals", account=account or fans.artist, actions=actions, title=title, **more)

    return propose


@pytest.fixture
def preview(ask):
    async def preview(*actions, title="Pay the printer", **more):
        return await ask("proposals/preview", actions=actions, title=title, **more)

    return preview


@pytest.fixture
def outcomes(preview):
    async def outcomes(*actions):
        return [action["outcome"] for action in (await preview(*actions)).raise_for_status().json()["actions"]]

    return outcomes


def pay(to, amount, currency=None):
    return {"kind": "pay", "to": to, "amount": str(amount), "currency": currency}


def change(name, value):
    return {"kind": "setting", "name": name, "value": str(value)}


async def test_propose__a_payment__is_proposed_as_it_was_shown(fans, propose, preview, send):
    action = pay(fans.stranger, 5)
    shown = (await preview(action, text="For the *posters*.\n")).json()

    prepared, asked_at = await propose(action, text="For the *posters*.\n"), fans.now
    send(prepared)

    (made,) = fans.governor.events.ProposalCreated().get_logs()
    told = prepared.json()
    assert told["id"] == shown["id"] == str(made.args.proposalId)
    assert told["description"] == made.args.description == "# Pay the printer\n\nFor the *posters*.\n"
    assert told["actions"][0]["sentence"] == f"pay 0.000000000000000005 POL to {fans.stranger}"
    assert (told["begins_at"], told["ends_at"]) == (asked_at + DAY, asked_at + 4 * DAY)


async def test_propose__only_oneself__names_the_proposer(fans, propose, send):
    send(await propose(SIGNAL, only_proposer=True))

    (made,) = fans.governor.events.ProposalCreated().get_logs()
    assert made.args.description == f"# Pay the printer\n\n#proposer={fans.artist}"


async def test_propose__somebody_else_is_named__says_so(fans, propose):
    refused = await propose(SIGNAL, text=f"#proposer={fans.fan}")

    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/proposer-other")


async def test_propose__too_few_votes__says_how_many_and_what_to_do(fans, propose):
    refused = await propose(SIGNAL, account=fans.stranger)

    assert refused.json()["detail"].startswith(f"Proposing needs 10 votes, and {fans.stranger} has 0 votes.")
    assert "a delegation counts from the next second on" in refused.json()["detail"]


async def test_propose__the_same_again__names_the_first(propose, send):
    first = await propose(SIGNAL)
    send(first)

    refused = await propose(SIGNAL)

    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/proposed-already")
    assert first.json()["id"] in refused.json()["detail"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"actions": []}, "actions: are 0: a proposal has from 1 to 8"),
        ({"actions": [SIGNAL] * 9}, "actions: are 9: a proposal has from 1 to 8"),
        ({"title": " "}, "title: says nothing"),
        ({"title": "a\nb"}, "title: is more than one line"),
        ({"text": "a\0b"}, "text: holds a character that is no text"),
        ({"text": "ä" * 1024}, "19 bytes too long for the governor"),
        ({"actions": [{"kind": "call", "target": NOBODY, "calldata": "0x" + "00" * 1025}]}, "at most 1024 bytes"),
        ({"actions": [{"kind": "call", "target": NOBODY, "calldata": "0x0"}]}, "is no call of at most 1024 bytes"),
        ({"actions": [pay(NOBODY, 0)]}, "greater than or equal to 1"),
        ({"actions": [change("voting_period", 2**32)]}, "is larger than any governor takes"),
        ({"actions": [change("voting_period", NOBODY)]}, "is of another kind"),
        ({"actions": [change("guardian", 5)]}, "is of another kind"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_preview__breaks_a_rule__says_which(ask, wrong, words):
    refused = await ask("proposals/preview", **{"actions": [SIGNAL], "title": "Pay the printer", **wrong})

    assert refused.status_code == 422
    assert words in refused.json()["detail"]


async def test_preview__every_setting__would_be_set(fans, outcomes):
    settings = {
        "voting_delay": 0,
        "voting_period": DAY,
        "proposal_threshold": UNIT,
        "quorum_numerator": 4,
        "late_extension": 60,
        "execution_delay": 0,
        "guardian": fans.fan,
    }

    assert await outcomes(*(change(*setting) for setting in settings.items())) == [None] * 7


@pytest.mark.parametrize(
    ("action", "outcome"),
    [
        (change("voting_period", 0), "people cannot vote for 0 seconds"),
        (change("voting_delay", 366 * DAY), "it is refused: “governor: longer than a year”"),
        (change("quorum_numerator", 101), "a quorum of 101 % is more than all fan tokens"),
        (change("late_extension", 4 * DAY), "a late vote cannot be extended by more than the voting period, 3 days"),
        (pay("0x" + "77" * 20, 5 * UNIT), "the treasury holds 3 POL only"),
        ({"kind": "call", "target": "0x" + "77" * 20, "calldata": "0x1234"}, "there is no contract at "),
    ],
)
async def test_preview__would_fail__says_why(fans, outcomes, action, outcome):
    fans.label.pay(fans.fan, fans.governor.address, 3 * UNIT)

    (found,) = await outcomes(action)

    assert found.startswith(outcome)


async def test_preview__several_actions__each_is_tried_on_what_those_before_it_left(fans, outcomes):
    fans.label.pay(fans.fan, fans.governor.address, 3 * UNIT)

    found = await outcomes(pay(fans.fan, 2 * UNIT), pay(fans.fan, 2 * UNIT), pay(fans.fan, UNIT))

    assert found == [None, "the treasury holds 3 POL only, and 2 POL of it are paid before", None]


async def test_preview__fan_tokens_of_the_treasury__are_paid_from_what_it_holds(fans, outcomes):
    fans.label.send(fans.token.functions.transfer(fans.governor.address, 4 * UNIT), fans.artist)
    paid = pay(fans.fan, 3 * UNIT, fans.token.address)

    assert await outcomes(paid, paid) == [
        None,
        "the treasury holds 4 fan tokens only, and 3 fan tokens of it are paid before",
    ]


async def test_preview__take_over__only_what_was_offered(fans, outcomes):
    action = {"kind": "take_over", "contract": fans.label.contract.address}
    assert await outcomes(action) == [NOT_OFFERED]

    offered = fans.label.contract.functions.transfer_ownership(fans.governor.address)
    fans.label.send(offered, fans.artist)

    assert await outcomes(action) == [None]


async def test_preview__hand_over__only_what_the_governor_owns_by_then(fans, outcomes):
    label = fans.label.contract
    away = {"kind": "hand_over", "contract": label.address, "to": fans.fan}
    assert await outcomes(away) == ["the governor does not own it"]

    fans.label.send(label.functions.transfer_ownership(fans.governor.address), fans.artist)

    assert await outcomes({"kind": "take_over", "contract": label.address}, away) == [None, None]


async def test_preview__contract_that_refuses__is_told_in_its_own_words(fans, outcomes):
    refusing = deploy(fans.label.web3, "RefusingPayee").address

    assert await outcomes(pay(fans.fan, 1, refusing)) == ["it is refused: “payee: no thanks”"]


async def test_preview__contract_that_breaks_off__is_refused_without_a_reason(anvil, fans, outcomes):
    broken = "0x" + "99" * 20
    anvil.ask("anvil_setCode", broken, "0xfe")

    assert await outcomes(pay(fans.fan, 1, broken)) == ["it is refused, and no reason is given"]


class OlderNode(httpx.AsyncHTTPTransport):
    """A node that cannot try several calls in a row."""

    async def handle_async_request(self, request):
        question = json.loads(request.content)
        if question["method"] != "eth_simulateV1":
            return await super().handle_async_request(request)
        error = {"code": -32601, "message": "the method eth_simulateV1 does not exist/is not available"}
        return httpx.Response(200, json={"jsonrpc": "2.0", "id": question["id"], "error": error})


@pytest.fixture
async def foresee_alone(anvil, fans, contracts):
    node = Node(anvil.url, transport=OlderNode())
    around = Surroundings(fans.governor.address, fans.token.address, contracts.label, "POL", contracts.find_currency)
    yield lambda actions: ActionSimulator(node, contracts).foresee(actions, around)
    await node.close()


async def test_foresee__node_cannot_try_a_row__says_which_it_tried_alone(fans, foresee_alone):
    fans.label.pay(fans.fan, fans.governor.address, 3 * UNIT)

    found = await foresee_alone([(fans.fan, str(units * UNIT), "0x") for units in (2, 2, 4)])

    alone = "tried by itself: the chain's node cannot try several actions in a row"
    assert found == [None, None, f"the treasury holds 3 POL only, {alone}"]


@pytest.fixture
def endless(anvil):
    """A contract that never comes to an end, whatever it is asked."""
    anvil.ask("anvil_setCode", ENDLESS, "0x5b600056")
    return ENDLESS


async def test_preview__contract_without_an_end__fails_by_itself(fans, outcomes, endless):
    assert await outcomes(pay(fans.fan, 1, endless), SIGNAL) == ["it is refused, and no reason is given", None]


async def test_foresee__contract_without_an_end_tried_alone__fails_by_itself(fans, foresee_alone, endless):
    found = await foresee_alone([(endless, "0", "0x1234"), (fans.governor.address, "0", "0x")])

    assert found == ["it is refused, and no reason is given", None]


async def test_preview__signal__says_that_the_vote_is_the_message(preview):
    (action,) = (await preview(SIGNAL)).json()["actions"]

    assert (action["sentence"], action["outcome"]) == ("do nothing: the vote is the message", None)


async def test_simulation__of_a_proposal__is_what_would_come_of_it_now(fans, propose, send, client, read_chain):
    made = await propose(pay(fans.fan, UNIT), title="A gift")
    send(made)
    await read_chain()
    path = f"/api/governance/proposals/{made.json()['id']}/simulation"

    before = (await client.get(path)).json()
    fans.label.pay(fans.stranger, fans.governor.address, UNIT)
    after = (await client.get(path)).json()

    assert before == [{"sentence": f"pay 1 POL to {fans.fan}", "outcome": "the treasury holds nothing of it"}]
    assert after == [{"sentence": f"pay 1 POL to {fans.fan}", "outcome": None}]
