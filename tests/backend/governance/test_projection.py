"""What governor and fan token say, as rows on both databases, from a chain in memory."""

import pytest

from backend.governance.models import (
    Ballot,
    FanTokenMint,
    GovernorSetting,
    Proposal,
    ProposalStep,
    VoteDelegation,
    Voter,
)
from backend.governance.projection import GovernanceProjection
from tests.backend.chain.fake_chain import NOBODY, create_event
from tests.backend.governance.story import (
    ABSTAIN,
    AGAINST,
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
    delegated,
    executed,
    extended,
    minted,
    proposed,
    queued,
    quorum_set,
    voted,
    votes_changed,
)


def pick(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


async def test_apply__proposed__is_kept_with_all_it_would_do(tell):
    rows = await tell([proposed(2**255, actions=[(FAN, 2**200, "0x"), (DJ, 0, "0xabcdef01")])])

    (proposal,) = rows[Proposal]
    assert (proposal["id"], proposal["proposer"], proposal["ballots"]) == (2**255, DJ, 0)
    assert proposal["actions"] == [[FAN, str(2**200), "0x"], [DJ, "0", "0xabcdef01"]]
    assert (proposal["snapshot"], proposal["deadline"]) == (BEGINS, BEGINS + 3 * DAY)


async def test_apply__ballots__are_counted_by_what_they_say(tell):
    told = [voted(FAN, 2**95), voted(DJ, 2**95), voted(SINGER, 7, AGAINST), voted(NOBODY, 9, ABSTAIN, params="0x01")]

    rows = await tell([proposed()], told[:2], told[2:])

    counted = pick(rows[Proposal], "votes_for", "votes_against", "votes_abstain", "ballots")
    assert counted == [(2**96, 7, 9, 4)]
    assert [row["voter"] for row in rows[Ballot]] == [FAN, DJ, SINGER, NOBODY]


async def test_apply__text_that_postgresql_refuses__is_kept_without_it(tell):
    rows = await tell([proposed(description="Pay\0 me")], [voted(reason="\0why\0")])

    assert (rows[Proposal][0]["description"], rows[Ballot][0]["reason"]) == ("Pay me", "why")


async def test_apply__what_became_of_a_proposal__is_told_in_order(tell):
    rows = await tell([proposed()], [extended(BEGINS + 9)], [queued(BEGINS + 10)], [executed(), canceled(2)])

    steps = pick(rows[ProposalStep], "proposal", "kind", "moment")
    assert steps[:2] == [(1, "extended", BEGINS + 9), (1, "queued", BEGINS + 10)]
    assert steps[2:] == [(1, "executed", None), (2, "canceled", None)]


async def test_apply__settings_and_supply__keep_what_was_before(tell):
    rows = await tell([minted(5), minted(6)], [quorum_set(10)], [quorum_set(20)])

    assert pick(rows[GovernorSetting], "name", "value") == [("quorum_numerator", "10"), ("quorum_numerator", "20")]
    assert [row["amount"] for row in rows[FanTokenMint]] == [5, 6]


async def test_apply__votes_and_delegations__are_those_of_the_head(tell):
    rows = await tell(
        [delegated(FAN, DJ), votes_changed(DJ, UNIT)],
        [delegated(FAN, SINGER), votes_changed(DJ, 0), votes_changed(SINGER, UNIT)],
    )

    assert pick(rows[Voter], "delegate", "votes") == [(DJ, 0), (SINGER, UNIT)]
    assert pick(rows[VoteDelegation], "delegator", "delegate") == [(FAN, SINGER)]


@pytest.mark.parametrize("name", ["ProposalCreated", "VoteCast", "DelegateVotesChanged", "QuorumNumeratorUpdated"])
async def test_apply__strangers_say_the_same__are_not_believed(tell, each_database, name):
    said = next(event for events in STORY for event in events if event.name == name)
    event = create_event(name, FAN, **said.arguments)

    async with each_database.transaction() as session:
        await GovernanceProjection(GOVERNOR, TOKEN).apply(session, [event])

    assert not any((await tell()).values())


async def test_apply__label_without_governor__records_nothing(chain, tell, each_database, read_rows):
    async with each_database.transaction() as session:
        await GovernanceProjection(None, None).apply(session, [event for events in STORY for event in events])

    assert not any((await read_rows(each_database)).values())


async def test_undo__whatever_is_replaced__equals_reading_the_rest_anew(
    chain, tell, index, index_anew, each_database, read_rows
):
    await tell(*STORY)

    for kept in reversed(range(len(STORY))):
        chain.reorg(len(chain.blocks) - 1 - kept)
        chain.mine()
        await index(each_database)

        assert await read_rows(each_database) == await index_anew(kept)


async def test_apply__twice__changes_nothing(chain, tell, each_database, read_rows):
    before = await tell(*STORY)
    events = [event for block in chain.blocks[1:] for event in chain.events[block.hash]]

    async with each_database.transaction() as session:
        await GovernanceProjection(GOVERNOR, TOKEN).apply(session, events)

    assert await read_rows(each_database) == before


async def test_apply__in_ranges__is_as_block_by_block(chain, tell, index_anew):
    before = await tell(*STORY)

    chain.finalized_number = len(STORY)

    assert await index_anew() == before
