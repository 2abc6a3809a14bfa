"""Propose by command: the calls are written here, the server only says what they do and whether they could be done."""

import pytest

from scripts._currencies import COIN
from scripts._proposed_actions import SETTINGS, hand_over, pay, read_amount, set_rule, signal, take_over
from scripts._proposing import Draft, Wish, decide_proposal
from scripts._refusal import Refusal

DAY = 86_400
COINS = 10**18


@pytest.fixture
def propose_wish(create_desk, forum, artist):
    """Propose an action as somebody; returns the proposal as the server then tells of it."""

    def propose_wish(action, title="A longer vote", account=artist, notes=(), **draft):
        create_desk(account).carry_out(
            decide_proposal(forum, Draft(Wish(action, notes), title, **draft), account.address)
        )
        return forum.find_proposal(next(forum.server.list_proposals())["id"])

    return propose_wish


RULES = {
    "voting-delay": ("2 hours", "change the time before a vote from 1 hour to 2 hours"),
    "voting-period": ("5 days", "change the voting period from 3 days to 5 days"),
    "proposal-threshold": ("0", "change how many votes a proposer needs from 1,000 to 0"),
    "quorum-percent": ("20", "change the quorum from 10 % of all fan tokens to 20 % of all fan tokens"),
    "late-extension": ("none", "change the extension of a late vote from 6 hours to 0 seconds"),
    "execution-delay": ("2 days", "change the time before execution from 1 day to 2 days"),
    "guardian": ("nobody", "have no guardian any more"),
}


def test_rules__in_this_test__are_all_there_are():
    assert RULES.keys() == SETTINGS.keys()


@pytest.mark.parametrize(("name", "value", "sentence"), [(name, *told) for name, told in RULES.items()], ids=RULES)
def test_foresee__rule__is_what_the_server_reads_and_could_be_done(forum, name, value, sentence):
    (forecast,) = forum.server.foresee("A rule", "", set_rule(forum.governor, name, value))

    assert (forecast["sentence"], forecast["outcome"]) == (sentence, None)


def test_propose__default_case__shows_the_effect_before_it_asks(propose_wish, forum, screen, artist):
    proposal = propose_wish(set_rule(forum.governor, "voting-period", "5 days"), text="Time for everybody.")

    assert proposal.view["description"] == "# A longer vote\n\nTime for everybody."
    assert screen.said[-2].splitlines()[:3] == [
        f"On the local chain: “A longer vote” is proposed by {artist.address}.",
        "  it would  change the voting period from 3 days to 5 days",
        f"  id        {proposal.id}",
    ]
    assert screen.said[-1] == (
        f"“A longer vote” is proposed ({proposal.short_id}): {forum.server.url}/governance/{proposal.id}"
    )


def test_propose__again__says_that_it_is_there(propose_wish, forum, refuse):
    proposal = propose_wish(signal(forum.governor))

    assert refuse(propose_wish, signal(forum.governor)) == (
        f"“A longer vote”, with the same text and effect, is proposed already ({proposal.short_id}): "
        "there is nothing to do."
    )


def test_propose__only_me__names_who_alone_may(propose_wish, forum, artist):
    proposal = propose_wish(signal(forum.governor), only=artist.address)

    assert proposal.view["description"].endswith(f"#proposer={artist.address}")


def test_propose__more_than_the_treasury_holds__warns(propose_wish, screen, stranger):
    propose_wish(pay(stranger.address, 3 * COINS, COIN), title="Pay the studio")

    assert screen.said[-2].splitlines()[1] == f"  it would  pay 3 POL to {stranger.address}"
    assert screen.said[-2].splitlines()[2].startswith("  WARNING   done now, this would fail: ")


def test_propose__tokens_of_the_treasury__are_paid_by_transfer(propose_wish, forum, screen, stranger):
    proposal = propose_wish(pay(stranger.address, 5 * COINS, forum.find_currency("tide")), title="Thank a fan")

    assert proposal.sentences == [f"pay 5 fan tokens to {stranger.address}"]
    assert "WARNING" not in screen.said[-2]


def test_propose__too_few_votes__says_how_many_and_how_to_get_them(propose_wish, forum, stranger, refuse):
    assert refuse(propose_wish, signal(forum.governor), account=stranger) == (
        f"{stranger.address} has 0 TIDE of votes, a proposer needs 1,000 TIDE: have others delegate to it, or its own "
        "tokens to itself by `ape run governance delegate self`, which counts from the next second on."
    )


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        ({"title": " "}, "--title should be one line that says what this is about: write it."),
        ({"title": "two\nlines"}, "--title should be one line that says what this is about: write it."),
        ({"text": "x" * 2048}, "--title and --text take 2065 bytes, a proposal 2048: shorten them."),
    ],
    ids=["empty", "two lines", "too long"],
)
def test_propose__words_that_do_not_fit__are_refused(propose_wish, forum, refuse, draft, sentence):
    assert refuse(propose_wish, signal(forum.governor), **draft) == sentence


def test_foresee__server_that_tells_of_something_else__is_not_believed(forum, refuse, monkeypatch, stranger):
    action = pay(stranger.address, COINS, COIN)
    told = {
        "actions": [{"target": stranger.address, "value_wei": "1", "calldata": "0x", "sentence": "", "outcome": None}]
    }
    monkeypatch.setattr(forum.server, "_dict", lambda *_arguments, **_named: told)

    assert "does not tell of what was asked, so nothing was sent" in refuse(forum.server.foresee, "", "", action)


@pytest.mark.parametrize("amount", ["0", "-1", "1e3", "0." + "0" * 19 + "1", "much"])
def test_read_amount__none__is_refused(amount):
    with pytest.raises(Refusal, match=r"^--amount is .*: write an amount of POL above 0, at most 18 decimals\.$"):
        read_amount("--amount", amount, COIN)


def test_read_amount__many_digits__loses_none():
    assert read_amount("--amount", "79228162514.264337593543950335", COIN) == 2**96 - 1


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("quorum-percent", "101", "VALUE is 101: write a whole number of percent from 1 to 100."),
        ("voting-period", "soon", "VALUE is 'soon': write a number and one of year"),
        ("guardian", "0x12", "VALUE is 0x12, which is no address"),
    ],
)
def test_set_rule__wrong_value__says_what_it_should_be(forum, refuse, name, value, sentence):
    assert refuse(set_rule, forum.governor, name, value).startswith(sentence)


def test_hand_over_and_take_over__of_the_label__are_named_and_need_an_offer(forum, stranger):
    label = forum.find_power("label")

    actions = (hand_over(label.address, stranger.address), take_over(label.address))
    forecasts = [forum.server.foresee("Powers", "", action)[0] for action in actions]

    assert [each["sentence"] for each in forecasts] == [f"hand the label to {stranger.address}", "take over the label"]
    assert all(each["outcome"] for each in forecasts)
