"""A label and its splits are handed to the fans: offered by command, taken over by a vote."""

import pytest

from scripts._adoption import decide_adoption, write_powers
from scripts._payees import Payee
from scripts._powers import PowerBook
from scripts._proposal_decisions import decide_execution, decide_queueing
from scripts._proposed_actions import take_over
from scripts._proposing import Draft, Wish, decide_proposal
from scripts._reader import open_reader
from scripts._screen import Declined
from scripts._split_creation import decide_creation, plan_split
from tests.scripts.releases import PRODUCER


@pytest.fixture
def book(provider, deployments):
    return PowerBook(deployments, open_reader(provider))


@pytest.fixture
def adopt(create_desk, governor, book, artist):
    def adopt(wanted, account=artist):
        create_desk(account).carry_out(decide_adoption(book.find(wanted), governor, account.address))

    return adopt


@pytest.fixture
def split(desk, artist, screen):
    """A managed split of the artist's; returns its address."""
    payees = (Payee(PRODUCER, 1_000_000, None),)
    desk.carry_out(decide_creation(desk, plan_split(payees, "0", None, artist.address, [])))
    return screen.said[-1].split(" is at ")[1].split(":")[0]


def test_write_powers__label_and_split__say_what_handing_them_over_means(book, governor, artist, split):
    lines = write_powers(book.list_owned(artist.address), governor, artist.address).splitlines()

    assert lines[0] == "The label:"
    assert "  offer it: `ape run governance adopt label`" in lines
    at = lines.index(f"The split {split}:")
    assert lines[at + 1].startswith("  by vote the fans then decide who is paid what share of what comes in later")
    assert lines[-1] == f"  offer it: `ape run governance adopt {split}`"


def test_write_powers__nothing_owned__says_so(book, governor, stranger):
    assert write_powers(book.list_owned(stranger.address), governor, stranger.address) == (
        f"{stranger.address} owns nothing that could be handed to the fans: no label and no managed split."
    )


def test_write_powers__offered__says_which_proposal_completes_it(book, governor, artist, adopt):
    adopt("label")

    lines = write_powers(book.list_owned(artist.address), governor, artist.address).splitlines()

    assert lines[0] == "The label, offered already:"
    assert lines[-1] == (
        "  the fans take it over once they vote for `ape run governance propose take-over label --title …`"
    )


def test_adopt__declined__offers_nothing(adopt, book, governor, screen):
    screen.answer = Declined()

    with pytest.raises(Declined):
        adopt("label")
    assert not book.find("label").is_offered_to(governor.address)


def test_adopt__default_case__changes_no_owner_yet_and_says_what_it_means(adopt, book, governor, screen, artist):
    adopt("label")

    power = book.find("label")
    assert (power.find_owner(), power.is_offered_to(governor.address)) == (artist.address, True)
    assert "whoever owned it decides none of that any more, and gets it back by a vote only" in screen.said[-2]
    assert "Until the fans take it over by a vote it stays yours" in screen.said[-2]
    assert screen.said[-1].startswith("The label is offered; the fans take it over once they vote for `ape run")


def test_adopt__again__says_that_it_is_offered(adopt, refuse):
    adopt("label")

    assert refuse(adopt, "label") == (
        "The label is offered to the governor, or its own, already: there is nothing to do."
    )


def test_adopt__by_another__names_the_owner(adopt, refuse, stranger, artist):
    assert refuse(adopt, "label", account=stranger) == (
        f"{stranger.address} does not own the label: run this again with the --account of {artist.address}."
    )


@pytest.mark.parametrize("wanted", ["night-bus", "0x" + "12" * 20])
def test_adopt__what_has_no_owner__is_refused(adopt, refuse, wanted):
    assert refuse(adopt, wanted).endswith(
        " on the local chain: give `label`, or the address of a contract whose owner can, such as a managed split."
    )


def test_adopt__contract_without_owner__is_refused(adopt, refuse, governor):
    assert "has no owner who could hand it over on the local chain" in refuse(adopt, governor.currency.address)


def test_adoption__taken_over_by_a_vote__makes_the_governor_the_owner(
    adopt, book, governor, forum, desk, artist, split, win, wait_until
):
    def take_over_by_vote(wanted):
        adopt(wanted)
        power = book.find(wanted)
        wish = Wish(take_over(power.address), power.meaning)
        desk.carry_out(decide_proposal(forum, Draft(wish, f"Ours: {wanted}"), artist.address))
        proposal = forum.find_proposal(next(forum.server.list_proposals())["id"])
        win(proposal.id)
        desk.carry_out(decide_queueing(governor, proposal))
        wait_until(governor.ask("proposalEta", proposal.id))
        desk.carry_out(decide_execution(governor, forum.server, proposal, artist.address))
        return power.find_owner()

    assert [take_over_by_vote(wanted) for wanted in ("label", split)] == [governor.address] * 2
