"""Attacks on what fans decide by: nothing that is sent breaks a route, and every refusal can be read."""

import json
import re

import pytest

from backend.governance.portrayal import find_title
from backend.relay.repository import RelayRepository
from tests.backend.attacks.label import close, create_label, visit
from tests.backend.governance.conftest import contracts, fans, read_chain  # noqa: F401 - fixtures

API = "/api/governance"
HALF_A_CHARACTER = "\ud83c"
ODD = [
    *("", "\0", "😀", "\u202e\u200b", HALF_A_CHARACTER, "x" * 60_000, "-1", "1e3", "0x" + "aB" * 20),
    *(-1, 2**256, 1e300, 1.5, True, None, [], {}),
]
RAW = [b"", b"null", b"[]", b"{", b"\xff\xfe", b"[" * 50_000, b'{"proposal":' + b"9" * 5_000 + b"}", b"NaN"]
PATHS = ["-1", str(2**256), "9" * 79, "x", "%00", "%F0%9F%98%80", "%E2%80%AE", "%ff", "%D9%A3", "0x" + "aB" * 20]
# A person reads it: words of the software that checks, or of how it is written, help nobody.
JARGON = re.compile("codec|Input|String|pattern|JSON decode|constrained|function-|object to extract")
HASH, SIGNATURE, SOMEBODY = "0x" + "5a" * 32, "0x" + "11" * 65, "0x" + "1" * 40
READ = (
    *("/proposals/{}", "/proposals/{}/ballots", "/proposals/{}/simulation", f"/proposals/{{}}/voters/{SOMEBODY}"),
    *("/proposals?before={}", "/proposals?state={}", "/voters/{}", "/transactions/{}", "/relay/{}"),
    *(f"/transactions/{HASH}?account={{}}&nonce=0", f"/transactions/{HASH}?account={SOMEBODY}&nonce={{}}"),
)


@pytest.fixture
async def proposal(fans, read_chain, database, clock):  # noqa: F811
    """A proposal that people can vote on, and a relayer who brings their votes."""
    _, proposal = fans.propose(fans.governor.functions.setVotingDelay(0), "# Vote at once")
    fans.begin(proposal)
    await read_chain()
    async with database.transaction() as session:
        purse = {"relayer": fans.artist, "balance_wei": 10**18, "fee_wei": 1, "seen_at": clock()}
        await RelayRepository(session).note_purse(purse)
    return str(proposal)


@pytest.fixture
async def attacker(settings, tmp_path, contracts, node, clock, proposal):  # noqa: F811
    app = create_label(settings, tmp_path, requests_per_minute=10**6)
    await app.state.node.close()
    app.state.contracts, app.state.node, app.state.clock = contracts, node, clock
    async with visit(app) as client:
        yield client
    await close(app)


@pytest.fixture
def wishes(fans, proposal):  # noqa: F811
    """What each route that is written to takes, when all is well."""
    vote = {"account": fans.fan, "proposal": proposal, "support": 1, "reason": "Yes"}
    choice = {"account": fans.fan, "delegate": fans.artist}
    draft = {"title": "Pay the printer", "text": "For posters."}
    deed = {"account": fans.fan}
    return {
        "vote": vote,
        "delegate": choice,
        "proposals": draft | {"account": fans.artist, "only_proposer": False, "actions": [{"kind": "signal"}]},
        **{f"proposals/{proposal}/{step}": deed for step in ("queue", "execute", "cancel")},
        "relay/ballots/draft": vote,
        "relay/ballots": vote | {"nonce": "0", "signature": SIGNATURE},
        "relay/delegations/draft": choice,
        "relay/delegations": choice | {"nonce": "0", "expiry": 2**40, "signature": SIGNATURE},
    } | {f"proposals/preview#{kind}": draft | {"actions": [wish]} for kind, wish in list_actions(fans).items()}


def list_actions(fans):  # noqa: F811
    label = fans.label.contract.address
    return {
        "pay": {"kind": "pay", "to": fans.fan, "amount": "5", "currency": fans.token.address},
        "setting": {"kind": "setting", "name": "voting_delay", "value": "5"},
        "hand over": {"kind": "hand_over", "contract": label, "to": fans.fan},
        "take over": {"kind": "take_over", "contract": label},
        "call": {"kind": "call", "target": fans.fan, "value_wei": "5", "calldata": "0x1234"},
    }


def spoil(wish):
    """Yield a wish with each of its values, and those of its action, replaced by each odd one, or left out."""
    for name in wish:
        yield {other: value for other, value in wish.items() if other != name}
        yield from (wish | {name: odd} for odd in ODD)
    for action in wish.get("actions", []):
        yield from (wish | {"actions": [action] * number} for number in (0, 9, 5_000))
        yield from (wish | {"actions": [spoiled]} for spoiled in spoil(action))


def check(answer, sent):
    assert answer.status_code < 500, (answer.text, sent)
    if answer.status_code >= 400:
        detail = answer.json()["detail"]
        assert detail.endswith("."), (detail, sent)
        assert not JARGON.search(detail), (detail, sent)


async def test_odd_value__anywhere_in_a_wish__is_refused_in_a_sentence(attacker, wishes):
    for path, wish in wishes.items():
        for spoiled in spoil(wish):
            sent = json.dumps(spoiled).encode()
            answer = await attacker.post(f"{API}/{path}", content=sent, headers={"Content-Type": "application/json"})

            check(answer, (path, sent[:300]))


async def test_odd_body__of_any_wish__is_refused_in_a_sentence(attacker, wishes):
    for path in wishes:
        for sent in RAW:
            answer = await attacker.post(f"{API}/{path}", content=sent, headers={"Content-Type": "application/json"})

            assert 400 <= answer.status_code < 500, (path, sent[:30])
            check(answer, (path, sent[:30]))


async def test_odd_address__of_anything_to_read__is_refused_in_a_sentence(attacker):
    for path in READ:
        for odd in PATHS:
            check(await attacker.get(API + path.format(odd)), (path, odd))


async def test_odd_address__of_a_page__is_a_page_that_can_be_read(attacker):
    for path in ("/governance/{}", "/governance?before={}", "/governance?state={}"):
        for odd in PATHS:
            answer = await attacker.get(path.format(odd), headers={"Accept": "text/html"})

            assert answer.status_code in {404, 422}, (path, odd)
            assert not JARGON.search(answer.text), (path, odd)


@pytest.mark.parametrize(
    ("description", "title"),
    [
        ("# Pay \u202e001 tsitra eht\u2066\u2069 nothing", "Pay 001 tsitra eht nothing"),
        ("#\t\x1b[31mRed\x07  alert", "[31mRed alert"),
        ("\u200b\ufeff\n##\nThe words", "The words"),
        ("\u200b\u202e", "A proposal without words"),
        ("# 👩\u200d🎤 sings", "👩\u200d🎤 sings"),
    ],
    ids=["turned around", "control characters", "begins unseen", "unseen", "joined emoji"],
)
def test_title__that_steers_what_is_beside_it__is_told_without(description, title):
    assert find_title(description) == title
