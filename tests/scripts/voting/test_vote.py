"""Vote, and say who votes; a vote that would not count is explained."""

from scripts._vote_decisions import Support, decide_delegation, decide_vote

NOBODY = "0x" + "0" * 40
TOKEN = 10**18


def test_vote__default_case__counts_and_says_with_how_many(
    forum, propose, longer_vote, begin, carry_out, artist, screen
):
    proposal = propose(longer_vote)
    begin(proposal)

    carry_out(decide_vote, proposal, Support.ABSTAIN, "", artist.address)

    assert forum.governor.ask("proposalVotes", int(proposal))[2] == 350_000 * TOKEN
    said = f"{artist.address} abstains on “A longer vote” with 350,000 TIDE"
    assert screen.said[-2].splitlines()[:2] == [
        f"On the local chain: {said}, for good.",
        "  it would  change the voting period from 3 days to 5 days",
    ]
    assert screen.said[-1] == f"{said}."


def test_vote__again__says_that_it_is_final(refuse, propose, longer_vote, begin, carry_out, artist):
    proposal = propose(longer_vote)
    begin(proposal)
    carry_out(decide_vote, proposal, Support.FOR, "", artist.address)

    refusal = refuse(carry_out, decide_vote, proposal, Support.AGAINST, "", artist.address)

    assert refusal == f"{artist.address} voted on “A longer vote” already, which is final: there is nothing to do."


def test_vote__before_it_begins__says_when(refuse, propose, longer_vote, carry_out, artist):
    refusal = refuse(carry_out, decide_vote, propose(longer_vote), Support.FOR, "", artist.address)

    assert refusal.startswith("“A longer vote” cannot be voted on now: people can vote after ")


def test_vote__reason_too_long__says_how_much_fits(refuse, propose, longer_vote, carry_out, artist):
    refusal = refuse(carry_out, decide_vote, propose(longer_vote), Support.FOR, "ä" * 513, artist.address)

    assert refusal == "--reason takes 1026 bytes, a ballot carries 1024: shorten it."


def test_vote__delegated_to_nobody__explains_delegation(
    refuse,
    forum,
    propose,
    longer_vote,
    begin,
    carry_out,
    create_desk,
    fan,
):
    create_desk(fan).carry_out(decide_delegation(forum.governor, NOBODY, fan.address))
    proposal = propose(longer_vote)
    begin(proposal)

    refusal = refuse(carry_out, decide_vote, proposal, Support.FOR, "", fan.address, account=fan)

    assert f"{fan.address} had no votes when the vote on “A longer vote” began on " in refusal
    assert "nobody votes with its 250,000 TIDE" in refusal
    assert "`ape run governance delegate self` makes them its own votes." in refusal


def test_vote__delegated_after_it_began__says_that_it_counts_from_the_next_on(
    refuse,
    forum,
    propose,
    longer_vote,
    begin,
    carry_out,
    create_desk,
    fan,
):
    create_desk(fan).carry_out(decide_delegation(forum.governor, NOBODY, fan.address))
    proposal = propose(longer_vote)
    begin(proposal)
    create_desk(fan).carry_out(decide_delegation(forum.governor, fan.address, fan.address))

    refusal = refuse(carry_out, decide_vote, proposal, Support.FOR, "", fan.address, account=fan)

    assert refusal.endswith(": its votes came later, and count from the next proposal on.")


def test_vote__without_tokens__says_so(refuse, propose, longer_vote, begin, carry_out, stranger):
    proposal = propose(longer_vote)
    begin(proposal)

    refusal = refuse(carry_out, decide_vote, proposal, Support.FOR, "", stranger.address, account=stranger)

    assert refusal.endswith(": it holds no TIDE, and nobody delegated any to it.")


def test_delegate__to_another_and_again__moves_the_votes_once(refuse, forum, create_desk, artist, fan, screen):
    decision = decide_delegation(forum.governor, artist.address, fan.address)
    create_desk(fan).carry_out(decision)

    assert forum.governor.token.getVotes(artist) == 600_000 * TOKEN
    assert screen.said[-1] == f"From now on {artist.address} votes with the tokens of {fan.address}."
    assert refuse(create_desk(fan).carry_out, decision) == (
        f"{artist.address} votes with the tokens of {fan.address} already: there is nothing to do."
    )
