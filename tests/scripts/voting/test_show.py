"""What a command tells of votes is what the chain says."""

import pytest

from scripts._forum import open_forum
from scripts._live_governor import open_governor
from scripts._vote_decisions import Support, decide_delegation, decide_vote

ESCAPES = "\x1b[2J\u202eflip"


def test_show__nothing_proposed__tells_treasury_rules_and_voters(forum, artist, fan):
    lines = forum.write(None).splitlines()

    assert lines[0] == f"The fans' governor {forum.governor.address} on the local chain:"
    assert lines[2] == "  treasury  400,000 TIDE"
    assert "  vote      begins 1 hour after the proposal, takes 3 days" in lines
    assert lines[-4:] == [
        "Most votes:",
        f"  {artist.address}  350,000 TIDE",
        f"  {fan.address}  250,000 TIDE",
        "Nothing has been proposed yet.",
    ]


def test_show__account__tells_its_votes_and_who_has_them(forum, artist, fan, create_desk):
    create_desk(fan).carry_out(decide_delegation(forum.governor, artist.address, fan.address))

    lines = forum.write(fan.address).splitlines()

    at = lines.index(f"  you       {fan.address} has 0 TIDE of votes")
    assert lines[at + 1] == f"            its own 250,000 TIDE are voted with by {artist.address}"


def test_show__proposals__are_listed_by_the_digits_that_commands_take(forum, propose, longer_vote):
    proposal = propose(longer_vote)

    assert (
        forum.write(None).splitlines()[-1].startswith(f"  {proposal[:10]}  pending     “A longer vote”, vote begins ")
    )
    assert forum.find_proposal(proposal[:10]).id == int(proposal)


def test_show__proposal__tells_what_it_would_do_and_who_voted_why(
    forum,
    propose,
    longer_vote,
    begin,
    carry_out,
    artist,
    fan,
):
    proposal = propose(longer_vote)
    begin(proposal)
    carry_out(decide_vote, proposal, Support.FOR, "It is time.", artist.address)

    lines = forum.write_about(proposal, fan.address, is_raw=True).splitlines()

    assert lines.pop(2).startswith("  state     active: people vote until ")
    assert lines[:5] == [
        f"“A longer vote”, proposed by {artist.address}",
        f"  id        {proposal}",
        "  it would  change the voting period from 3 days to 5 days",
        f"  call      {forum.governor.address} with 0 wei",
        f"            0x{longer_vote.hex()}",
    ]
    assert "  quorum    100,000 TIDE for or abstaining: reached" in lines
    assert "  | Time for everybody." in lines
    assert lines[-3:] == [
        f"  you       {fan.address} has 250,000 TIDE of votes on it",
        "1 ballot:",
        f"  for                 350,000 TIDE  {artist.address}  “It is time.”",
    ]


def test_show__more_proposals_than_a_page__lists_the_newest_and_finds_the_oldest(forum, propose):
    oldest, *_ = [propose(b"", description=f"# Question {number}") for number in range(21)]

    lines = forum.write(None).splitlines()

    assert [line.split("“")[1].split("”")[0] for line in lines[-20:]] == [f"Question {n}" for n in range(20, 0, -1)]
    assert forum.find_proposal(oldest[:10]).title == "“Question 0”"


def test_show__strangers_words__cannot_steer_the_terminal(forum, propose, longer_vote):
    proposal = propose(longer_vote, description=f"# {ESCAPES}\n\n{ESCAPES}")

    shown = forum.write(None) + forum.write_about(proposal, None, is_raw=False)

    assert shown.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [("12ab", "12ab is no proposal's id: give its digits"), ("1", "No proposal's id begins with 1: run")],
)
def test_find_proposal__no_id__says_where_ids_are(refuse, forum, wanted, sentence):
    assert refuse(forum.find_proposal, wanted).startswith(sentence)


def test_find_proposal__server_that_tells_of_another__is_not_believed(refuse, forum, propose, longer_vote, monkeypatch):
    wanted, other = (propose(longer_vote, description=f"# Question {number}") for number in range(2))
    told = forum.server.get_proposal(other).view
    monkeypatch.setattr(forum.server, "_dict", lambda *_arguments, **_named: told)

    assert "does not tell of what was asked, so nothing was sent" in refuse(forum.find_proposal, wanted)


def test_find_proposal__beginning_of_many__names_a_few(refuse, forum, monkeypatch):
    monkeypatch.setattr(forum.server, "list_proposals", lambda: [{"id": f"7{number}"} for number in range(10, 60)])

    assert refuse(forum.find_proposal, "7") == "7 begins the ids 710 and 711 and 48 others: give more digits."


def test_find_proposal__text_of_no_letters__is_shown_with_a_warning_and_not_sent(refuse, forum, propose, longer_vote):
    proposal = propose(longer_vote, description="what a\0database cannot keep")

    assert "is not proven to be what was proposed, so nothing was sent" in refuse(forum.find_proposal, proposal)
    assert "  WARNING   what it would do is not proven" in forum.write_about(proposal, None, is_raw=False)


def test_open_governor__never_deployed__names_the_command(create_deployments, create_chain, refuse, node):
    assert refuse(open_governor, create_deployments(), create_chain()) == (
        "There is no governor on the local chain: run `ape run governance deploy` with the same --network first."
    )


def test_open_governor__record_of_another_chain__says_what_to_correct(deployments, create_chain, refuse):
    deployments.record_contract("FanToken", {"address": "0x" + "11" * 20})

    assert "nothing is there on the local chain: correct --network or --deployments." in refuse(
        open_governor, deployments, create_chain()
    )


def test_open_forum__server_of_another_governor__is_refused(server_url, deployments, create_chain, refuse, node):
    other = deployments.find_contract("FanToken")
    deployments.record_contract("FanGovernor", other)

    def open_it():
        with open_forum(create_chain(), deployments, server_url):
            """Nobody gets here."""

    assert f"the record here names {other['address']}: start the backend again" in refuse(open_it)
