"""What a label decides about a live drop: a plan, a question, one transaction, a sentence; or a refusal in words."""

from functools import partial

import pytest

from scripts._drop_decisions import (
    decide_airdrop,
    decide_close,
    decide_draw,
    decide_freeze,
    decide_pause,
    decide_shrink,
    decide_withdrawal,
    find_currency,
)
from scripts._live_drop import open_drop
from scripts._refusal import Refusal
from scripts._screen import Declined

CUT_OFF = "2040-06-30T20:00Z"
TIERS = [{"name": "Standard", "supply": 95}, {"name": "Gold", "supply": 5}]
GOLDEN_DELAY = 8


@pytest.fixture
def publish(create_publication, desk):
    """Publish a release with changes, and return its drop."""

    def publish(**changes):
        create_publication(**changes).run()
        return open_drop(desk.catalogue, "low-tide")

    return publish


@pytest.fixture
def buy(artist):
    def buy(drop, quantity):
        drop.contract.mint(artist, quantity, value=quantity * drop.ask("price"), sender=artist)

    return buy


def refuse(desk, decision):
    with pytest.raises(Refusal) as refused:
        desk.carry_out(decision)
    return refused.value.message


def test_open_drop__default_case__names_it(publish):
    drop = publish()

    assert drop.title == f"“low-tide” ({drop.address})"


def test_open_drop__of_no_release__says_so(desk):
    with pytest.raises(Refusal, match=r"The label has no drop of “high-tide” on this network: correct the name or"):
        open_drop(desk.catalogue, "high-tide")


def test_pause__default_case__shows_asks_sends_and_says(publish, desk, screen):
    drop = publish()

    desk.carry_out(decide_pause(desk, drop, is_paused=True))

    assert drop.ask("is_paused")
    plan, outcome = screen.said[-2:]
    assert plan.startswith(f"On the local chain: {drop.title}: no sale until `ape run drop resume low-tide`;")
    assert "\n  gas       about " in plan
    assert (screen.asked[-1], outcome) == ("Send it?", "“low-tide” sells nothing now.")


def test_pause__declined__sends_nothing(publish, desk, screen):
    drop, screen.answer = publish(), Declined()

    with pytest.raises(Declined):
        desk.carry_out(decide_pause(desk, drop, is_paused=True))
    assert not drop.ask("is_paused")


def test_resume__after_a_pause__sells_again(publish, desk, screen):
    drop = publish()
    desk.carry_out(decide_pause(desk, drop, is_paused=True))

    desk.carry_out(decide_pause(desk, drop, is_paused=False))

    assert not drop.ask("is_paused")
    assert f"{drop.title}: its sales go on." in screen.said[-2]
    assert screen.said[-1] == "“low-tide” sells again."


def test_close__default_case__is_final(publish, desk, screen, buy):
    drop = publish()
    buy(drop, 3)

    desk.carry_out(decide_close(desk, drop))

    assert (drop.ask("is_closed"), drop.ask("supply")) == (True, 3)
    assert "every sale ends for good, with 3 editions. This is FINAL." in screen.said[-2]
    assert screen.said[-1] == "“low-tide” is closed for good."


def test_shrink__default_case__promises_fewer(publish, desk, screen):
    drop = publish()

    desk.carry_out(decide_shrink(desk, drop, 40))

    assert drop.ask("supply") == 40
    assert "at most 40 editions for ever. This is FINAL." in screen.said[-2]
    assert screen.said[-1] == "“low-tide” has at most 40 editions now."


def test_airdrop__default_case__gives_one_to_each(publish, desk, screen, stranger, artist):
    drop = publish(tiers=TIERS)

    desk.carry_out(decide_airdrop(desk, drop, (stranger.address, artist.address), 1))

    assert [drop.ask("ownerOf", serial) for serial in (1, 2)] == [stranger.address, artist.address]
    assert drop.ask("tier_of", 1) == 1
    assert "2 editions of tier 1 given away, one to each wallet of the list." in screen.said[-2]
    assert screen.said[-1] == "2 editions of “low-tide” are given away."


def test_withdraw__after_sales__sends_all_to_the_split(publish, desk, screen, buy, provider):
    drop = publish()
    buy(drop, 2)

    desk.carry_out(decide_withdrawal(desk, drop, find_currency(desk, None)))

    assert provider.get_balance(drop.ask("split")) == 10**17
    assert f"0.1 POL go to the split {drop.ask('split')}, less the platform's fee" in screen.said[-2]
    assert screen.said[-1].startswith("What “low-tide” earned is in its split")


def test_draw__once_sold_out__names_a_block_then_draws(publish, desk, screen, buy, node):
    drop = publish(golden=True, supply=2)
    buy(drop, 2)
    desk.carry_out(decide_draw(drop))
    assert screen.said[-1].startswith("The block is named: run `ape run drop draw low-tide` again")
    node.mine(GOLDEN_DELAY + 1)

    desk.carry_out(decide_draw(drop))

    assert drop.ask("golden") in (1, 2)
    assert screen.said[-1] == "The golden edition of “low-tide” is drawn: its page shows which."
    refusal = refuse(desk, decide_draw(drop))
    assert (
        refusal == f"The golden edition of “low-tide” is #{drop.ask('golden')}, which is final: there is nothing to do."
    )


def test_freeze__of_an_open_supply__is_final(publish, desk, screen):
    drop = publish(supply="open", cut_off=CUT_OFF)

    desk.carry_out(decide_freeze(desk, drop))

    assert drop.ask("is_metadata_final")
    assert "its editions share one document for ever" in screen.said[-2]
    assert screen.said[-1] == "The metadata of “low-tide” is final."


NOTHING_TO_DO = {
    "resume": (partial(decide_pause, is_paused=False), "“low-tide” is not paused already: there is nothing to do."),
    "shrink": (partial(decide_shrink, supply=100), "The supply of “low-tide” is 100 already: there is nothing to do."),
    "freeze": (decide_freeze, "The metadata of “low-tide” is final already: there is nothing to do."),
    "withdraw": (
        lambda desk, drop: decide_withdrawal(desk, drop, find_currency(desk, None)),
        "“low-tide” holds no POL but what is owed to referrers and the platform: there is nothing to do.",
    ),
}


@pytest.mark.parametrize(("decide", "sentence"), NOTHING_TO_DO.values(), ids=NOTHING_TO_DO)
def test_decision__nothing_to_do__says_so(publish, desk, decide, sentence):
    assert refuse(desk, decide(desk, publish())) == sentence


OWNERS_ONLY = {
    "pause": partial(decide_pause, is_paused=True),
    "close": decide_close,
    "shrink": partial(decide_shrink, supply=40),
    "airdrop": partial(decide_airdrop, wallets=("0x" + "11" * 20,), tier=0),
    "freeze": decide_freeze,
}


@pytest.mark.parametrize("decide", OWNERS_ONLY.values(), ids=OWNERS_ONLY)
def test_decision__by_a_stranger__names_the_owner(publish, create_desk, stranger, artist, decide):
    desk = create_desk(stranger)
    drop = publish(supply="open", cut_off=CUT_OFF)

    refusal = refuse(desk, decide(desk, drop))

    assert refusal == (
        f"{stranger.address} does not decide about “low-tide”: run this again with the --account of {artist.address}."
    )


FINAL = {
    "pause": (partial(decide_pause, is_paused=True), "“low-tide” is closed, which is final: nothing can change what"),
    "close": (decide_close, "“low-tide” is closed already, which is final: there is nothing to do."),
    "shrink": (partial(decide_shrink, supply=1), "“low-tide” is closed, which is final: nothing can change what it"),
    "airdrop": (OWNERS_ONLY["airdrop"], "“low-tide” is closed, which is final: nothing can change what it sells."),
}


@pytest.mark.parametrize(("decide", "sentence"), FINAL.values(), ids=FINAL)
def test_decision__after_the_close__says_that_it_is_final(publish, desk, decide, sentence):
    drop = publish()
    desk.carry_out(decide_close(desk, drop))

    assert sentence in refuse(desk, decide(desk, drop))


@pytest.mark.parametrize("supply", [0, 1, 101, -5], ids=["none", "below what is minted", "more", "negative"])
def test_shrink__to_what_cannot_be__says_what_can(publish, desk, buy, supply):
    drop = publish()
    buy(drop, 2)

    assert refuse(desk, decide_shrink(desk, drop, supply)) == (
        f"The supply cannot become {supply}: it is 100, 2 are minted, and it can only shrink to 2 or more."
    )


def test_airdrop__of_more_than_one_transaction_takes__asks_to_split(publish, desk):
    wallets = tuple(f"0x{number:040x}" for number in range(1, 202))

    refusal = refuse(desk, decide_airdrop(desk, publish(), wallets, 0))

    assert refusal == "The list has 201 wallets, one transaction takes 200: split the file."


@pytest.mark.parametrize("tier", [-1, 2, 5])
def test_airdrop__of_a_tier_that_is_not__says_so(publish, desk, stranger, tier):
    refusal = refuse(desk, decide_airdrop(desk, publish(tiers=TIERS), (stranger.address,), tier))

    assert refusal == f"--tier is {tier}, which this drop does not have: tiers are numbered from 0."


def test_draw__of_a_drop_still_selling__passes_the_reason_on(publish, desk):
    assert "(drop: not all is minted yet), so nothing was sent" in refuse(desk, decide_draw(publish(golden=True)))


def test_find_currency__unknown__names_the_command(desk):
    with pytest.raises(Refusal, match=r"--currency EURC is no currency of this label: run `ape run label allow EURC`"):
        find_currency(desk, "EURC")
