"""What is done with a proposal once it is made."""

import pytest

from scripts._proposal_decisions import decide_cancellation, decide_execution, decide_queueing

DAY = 86_400


@pytest.fixture
def execute(forum, artist):
    return lambda governor, proposal: decide_execution(governor, forum.server, proposal, artist.address)


def test_queue_and_execute__what_won__is_done_once(
    execute,
    refuse,
    forum,
    propose,
    longer_vote,
    win,
    carry_out,
    wait_until,
    screen,
    stranger,
):
    proposal = propose(longer_vote)
    win(proposal)

    carry_out(decide_queueing, proposal, account=stranger)
    early = refuse(carry_out, execute, proposal)
    wait_until(forum.governor.ask("proposalEta", int(proposal)))
    carry_out(execute, proposal, account=stranger)

    assert early.startswith(
        "“A longer vote” cannot be executed now: it won, and anyone may `ape run governance execute"
    )
    assert forum.governor.ask("votingPeriod") == 5 * DAY
    assert screen.said[-1] == "“A longer vote” is executed."
    assert refuse(carry_out, execute, proposal) == ("“A longer vote” is executed already: there is nothing to do.")


def test_queue__what_lost__says_so(refuse, propose, longer_vote, begin, wait_until, carry_out, governor):
    proposal = propose(longer_vote)
    begin(proposal)
    wait_until(governor.ask("proposalDeadline", int(proposal)) + 1)

    assert refuse(carry_out, decide_queueing, proposal).startswith(
        "“A longer vote” cannot be queued now: it was defeated: "
    )


def test_execute__what_cannot_be_done__sends_nothing(
    execute,
    refuse,
    forum,
    propose,
    win,
    carry_out,
    wait_until,
    stranger,
    node,
):
    proposal = propose(b"", target=stranger.address, value=10**18)
    win(proposal)
    carry_out(decide_queueing, proposal)
    wait_until(forum.governor.ask("proposalEta", int(proposal)))

    refusal = refuse(carry_out, execute, proposal)

    assert (
        f"“A longer vote” cannot be executed now: it would pay 1 POL to {stranger.address}, but the treasury holds "
        "nothing of it."
    ) in refusal


def test_cancel__proposer_before_the_vote__stops_it(refuse, forum, propose, longer_vote, carry_out, artist):
    proposal = propose(longer_vote)

    carry_out(decide_cancellation, proposal, artist.address)

    assert forum.find_proposal(proposal).view["state"] == "canceled"
    assert refuse(carry_out, decide_cancellation, proposal, artist.address).startswith(
        "“A longer vote” is canceled already"
    )


def test_cancel__guardian_while_people_vote__stops_it(forum, propose, longer_vote, begin, carry_out, guardian):
    proposal = propose(longer_vote)
    begin(proposal)

    carry_out(decide_cancellation, proposal, guardian.address, account=guardian)

    assert forum.find_proposal(proposal).view["state"] == "canceled"


def test_cancel__proposer_once_people_vote__names_the_guardian(
    refuse,
    propose,
    longer_vote,
    begin,
    carry_out,
    artist,
    guardian,
):
    proposal = propose(longer_vote)
    begin(proposal)

    assert refuse(carry_out, decide_cancellation, proposal, artist.address) == (
        f"{artist.address} cannot cancel “A longer vote”, only the guardian {guardian.address} can: "
        "run this again with that --account."
    )


def test_cancel__guardian_its_own_replacement__is_refused(
    refuse,
    governor,
    propose,
    begin,
    carry_out,
    guardian,
    fan,
):
    proposal = propose(bytes(governor.contract.setProposalGuardian.encode_input(fan.address)))
    begin(proposal)

    assert refuse(carry_out, decide_cancellation, proposal, guardian.address, account=guardian) == (
        f"{guardian.address} cannot cancel “A longer vote”, nobody can any more, it can only be voted down."
    )
