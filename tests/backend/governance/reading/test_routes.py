"""Governance over HTTP, in the whole application."""

import pytest

from backend.chain.models import Cursor
from tests.backend.governance.story import (
    BEGINS,
    DAY,
    DJ,
    FAN,
    GOVERNOR,
    SINGER,
    STORY,
    TOKEN,
    UNIT,
    canceled,
    proposed,
    voted,
)

API = "/api/governance"
READS = ["", "/proposals", "/proposals/1", "/proposals/1/ballots", f"/voters/{DJ}"]


@pytest.fixture
def ask(fans_browser):
    """Ask a label that has a governor."""

    async def ask(path, status=200):
        answer = await fans_browser.get(API + path)
        assert answer.status_code == status, answer.text
        return answer.json()

    return ask


@pytest.mark.parametrize("path", READS)
async def test_read__label_without_governor__answers_404_with_what_to_do(browse, path):
    answer = await (await browse()).get(API + path)

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/governor-missing")
    assert "ape run governance deploy" in answer.json()["detail"]


async def test_read_governance__anyone__sees_the_rules_and_who_has_votes(ask, tell):
    await tell(*STORY)

    view = await ask("")

    assert (view["governor"], view["fan_token"]) == (GOVERNOR.address, TOKEN.address)
    assert (view["supply"], view["quorum"], view["proposals"]) == (str(100 * UNIT), str(20 * UNIT), 2)
    assert view["voters"] == [{"account": DJ, "votes": str(60 * UNIT)}]


async def test_read_governance__nothing_read_yet__has_no_rules_yet(ask):
    view = await ask("")

    assert (view["settings"], view["supply"], view["is_stale"]) == (None, "0", True)


async def test_read_proposal__while_people_vote__says_how_it_stands(ask, tell):
    await tell(*STORY[:5])

    view = await ask("/proposals/1")

    assert (view["state"], view["title"], view["ends_at"]) == ("active", "Pay the printer", BEGINS + 3 * DAY)
    assert view["actions"][0]["sentence"] == f"pay 0.000000000000000005 POL to {FAN}"
    assert view["tally"] == {
        "votes_for": str(60 * UNIT),
        "votes_against": str(40 * UNIT),
        "votes_abstain": "0",
        "ballots": 2,
        "quorum": str(10 * UNIT),
        "is_quorum_reached": True,
        "is_winning": True,
    }


async def test_read_proposal__carried_out__says_what_became_of_it(ask, tell):
    await tell(*STORY)

    view = await ask("/proposals/1")

    assert (view["state"], view["executable_at"]) == ("executed", BEGINS + 6 * DAY)
    assert [step["kind"] for step in view["steps"]] == ["extended", "queued", "executed"]


async def test_read_proposal__head_ahead_of_the_clock__stands_where_the_head_says(ask, tell, database):
    await tell(*STORY[:5])
    cursor = Cursor(number=5, hash="0x", finalized_number=0, finalized_hash="0x", head_timestamp=BEGINS + 4 * DAY)
    async with database.transaction() as session:
        session.add(cursor)

    assert (await ask("/proposals/1"))["state"] == "succeeded"


@pytest.mark.parametrize(("proposal", "status"), [("3", 404), ("0x1", 422), ("9" * 79, 422)])
async def test_read_proposal__none__answers_what_is_wrong(ask, tell, proposal, status):
    await tell(*STORY)

    await ask(f"/proposals/{proposal}", status)


async def test_read_proposals__in_a_state__are_those(ask, tell):
    await tell(*STORY)

    page = await ask("/proposals?state=canceled")

    assert ([proposal["id"] for proposal in page["proposals"]], page["next"]) == (["2"], None)


async def test_read_proposals__more_than_a_page__go_on_after_the_last(ask, tell):
    await tell(*([proposed(number)] for number in range(1, 46)))

    first = await ask("/proposals")
    second = await ask(f"/proposals?before={first['next']}")
    third = await ask(f"/proposals?before={second['next']}")

    numbers = [int(proposal["id"]) for page in (first, second, third) for proposal in page["proposals"]]
    assert numbers == list(range(45, 0, -1))
    assert third["next"] is None


async def test_read_proposals__few_among_many_in_a_state__are_all_found(ask, tell):
    await tell(*([proposed(number)] for number in range(1, 451)), [canceled(1), canceled(249), canceled(450)])

    page = await ask("/proposals?state=canceled")

    assert ([proposal["id"] for proposal in page["proposals"]], page["next"]) == (["450", "249", "1"], None)


async def test_read_proposals__after_one_that_is_not_there__answers_404(ask):
    await ask("/proposals?before=7", 404)


async def test_read_ballots__more_than_a_page__go_on_after_the_last_voter(ask, tell):
    voters = [f"0x{number:040d}" for number in range(1, 151)]
    await tell([proposed()], [voted(voter, number) for number, voter in enumerate(voters)])

    first = await ask("/proposals/1/ballots")
    second = await ask(f"/proposals/1/ballots?before={first['next']}")

    weights = [int(ballot["weight"]) for page in (first, second) for ballot in page["ballots"]]
    assert weights == list(range(149, -1, -1))
    assert second["next"] is None


@pytest.mark.parametrize("path", ["/proposals/7/ballots", f"/proposals/1/ballots?before={FAN}"])
async def test_read_ballots__no_such_proposal_or_voter__answers_404(ask, tell, path):
    await tell([proposed()])

    await ask(path, 404)


async def test_read_voter__who_delegates__sees_who_votes_for_it(ask, tell):
    await tell(*STORY[:5])

    view = await ask(f"/voters/{SINGER.lower()}")

    assert (view["account"], view["balance"], view["votes"], view["delegate"]) == (SINGER, str(40 * UNIT), "0", DJ)
    assert [(ballot["support"], ballot["reason"]) for ballot in view["ballots"]] == [(0, "Too dear")]
    assert (await ask(f"/voters/{DJ}"))["delegators"] == 1


async def test_read_voter__never_seen__has_nothing(ask):
    view = await ask(f"/voters/{FAN}")

    assert (view["balance"], view["votes"], view["delegate"], view["ballots"]) == ("0", "0", None, [])
