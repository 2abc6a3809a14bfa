import pytest

from backend.governance.states import ProposalState
from backend.pages.formats import utc
from backend.pages.governance_words import Moment, find_wait, list_rules, tell_course, tell_guardian
from tests.backend.pages.assembly_desk import DAY, NOON, create_proposal, create_settings, create_tally

COURSES = {
    ProposalState.PENDING: "Voting begins 30 November 2026, 12:00 UTC and lasts 3 days. Votes count as they are then.",
    ProposalState.ACTIVE: (
        "Voting ends 1 December 2026, 12:00 UTC. If it wins, anyone can queue it, and execute it 2 days later."
    ),
    ProposalState.CANCELED: "It was taken back. Nothing happens.",
    ProposalState.DEFEATED: (
        "Voting ended 26 November 2026, 12:00 UTC. It lost: too few voted for or abstained. Nothing happens."
    ),
    ProposalState.SUCCEEDED: (
        "It won: anyone can queue it, and execute it 2 days later. It expires 10 December 2026, 12:00 UTC."
    ),
    ProposalState.QUEUED: (
        "It won. Anyone can execute it from 30 November 2026, 12:00 UTC on, "
        "until it expires 14 December 2026, 12:00 UTC."
    ),
    ProposalState.EXPIRED: "It won, but nobody executed it until 21 October 2026, 12:00 UTC. Nothing happens.",
    ProposalState.EXECUTED: "It won, and what it says was done.",
}
WINS = (
    "A proposal wins when more are for it than against it, and at least 4 % of all fan tokens, 40,000 now, "
    "vote for or abstain."
)
WAITS = {
    ProposalState.PENDING: (NOON + DAY, "until people can vote"),
    ProposalState.ACTIVE: (NOON + 2 * DAY, "left to vote"),
    ProposalState.SUCCEEDED: (NOON + 11 * DAY, "left to queue it"),
    ProposalState.QUEUED: (NOON + DAY, "until it can be executed"),
}


def read(proposal, settings=None):
    words = tell_course(proposal, settings or create_settings())
    return "".join(utc(part.seconds) if isinstance(part, Moment) else part for part in words)


@pytest.mark.parametrize("state", ProposalState)
def test_tell_course__each_state__says_what_happens_next_and_when(state):
    assert read(create_proposal(state)) == COURSES[state]


@pytest.mark.parametrize("state", ProposalState)
def test_find_wait__each_state__is_what_it_waits_for(state):
    wait = find_wait(create_proposal(state), NOON)

    assert (wait and (wait.until, wait.words)) == WAITS.get(state)


def test_find_wait__queued_and_due__is_until_it_expires():
    wait = find_wait(create_proposal(ProposalState.QUEUED), NOON + DAY)

    assert (wait.until, wait.words) == (NOON + 15 * DAY, "left to execute it")


def test_tell_course__lost_with_a_quorum__says_that_too_few_were_for_it():
    lost = create_proposal(ProposalState.DEFEATED, tally=create_tally(50_000, 50_000))

    assert "It lost: no more were for it than against it." in read(lost)


def test_tell_course__no_delay__says_that_it_can_be_executed_at_once():
    settings = create_settings(execution_delay_seconds=0)

    assert "anyone can queue it, and execute it at once." in read(create_proposal(), settings)


def test_tell_course__rules_not_read_yet__promises_no_time():
    words = tell_course(create_proposal(), None)

    assert words[-1] == ". If it wins, anyone can queue it, and execute it after a while."


def test_list_rules__label__says_each_in_a_sentence():
    assert list_rules(create_settings(), "Whoever has at least 1,000 votes", "40,000") == [
        "Whoever has at least 1,000 votes can propose something.",
        "The vote begins 1 day later and lasts 3 days; each vote weighs what it did when the vote began.",
        WINS,
        "When so many take part only late, the vote goes on for up to 1 day.",
        "What won is queued by anyone, and executed by anyone 2 days later.",
    ]


def test_list_rules__nothing_to_wait_for__leaves_it_out():
    settings = create_settings(voting_delay_seconds=0, late_extension_seconds=0, execution_delay_seconds=0)

    rules = " ".join(list_rules(settings, "Anyone", "0"))

    assert "The vote begins at once and lasts 3 days" in rules
    assert "only late" not in rules
    assert "executed by anyone at once." in rules


def test_tell_guardian__none__says_who_can_still_take_a_proposal_back():
    assert tell_guardian(create_settings(guardian=None)) == (
        "There is no guardian: only its proposer can take a proposal back, before the vote begins."
    )
