"""Create splits that belong to no drop, and decide about those that have an owner."""

import pytest

from scripts._currencies import COIN, Currency
from scripts._live_split import SplitBook
from scripts._managed_decisions import decide_acceptance, decide_change, decide_offer
from scripts._payees import Payee
from scripts._reader import open_reader
from scripts._refusal import Refusal
from scripts._royalty_decisions import decide_distribution, decide_payment
from scripts._split_creation import decide_creation, plan_split
from scripts._split_lines import write_split
from tests.scripts.releases import PRODUCER, SINGER
from tests.scripts.tokens import mint_token

BAND = (Payee(PRODUCER, 625_000, "Isla"), Payee(SINGER, 375_000, None))
REVERTING = "0x5f5ffd"
SOLO = (Payee(PRODUCER, 1_000_000, None),)


@pytest.fixture
def book(provider, deployments):
    return SplitBook(open_reader(provider), deployments)


@pytest.fixture
def create(desk, book, screen):
    """Create a split and open it by the address that the plan named."""

    def create(payees=BAND, reward="0", name=None, owner=None, settled=()):
        desk.carry_out(decide_creation(desk, plan_split(payees, reward, name, owner, settled)))
        heading = screen.said[-2].splitlines()[0]
        return book.open(heading.removeprefix("On the local chain: a split will be at ").removesuffix("."))

    return create


@pytest.fixture
def managed(create, artist, usdc, book):
    return create(owner=artist.address, settled=[book.find_currency(usdc)])


@pytest.fixture
def give(node, artist):
    def give(split, amount, token=None):
        if token:
            mint_token(node, token, split.address, amount)
        else:
            node.ask("eth_sendTransaction", {"from": artist.address, "to": split.address, "value": hex(amount)})
            node.mine()

    return give


def refuse(desk, decision):
    with pytest.raises(Refusal) as refused:
        desk.carry_out(decision)
    return refused.value.message


def test_create__fixed__says_address_and_shares_before_it_asks(create, screen):
    split = create()

    assert split.terms.shares == ((SINGER, 375_000), (PRODUCER, 625_000))
    assert screen.said[-2].splitlines()[:4] == [
        f"On the local chain: a split will be at {split.address}.",
        f"      37.5 %  {SINGER}",
        f"      62.5 %  {PRODUCER}",
        "  Nobody can ever change that. This is FINAL.",
    ]
    assert screen.said[-1].startswith(f"The split is at {split.address}: send it money, then")


def test_create__again__says_that_it_is_there(create, desk):
    split = create()

    refusal = refuse(desk, decide_creation(desk, plan_split(BAND, "0", None, None, [])))

    assert refusal == f"The split of these payees is at {split.address} already: there is nothing to do."


def test_create__with_a_name__is_another_split_of_the_same_payees(create):
    assert create().address != create(name="Summer tour").address


def test_create__with_a_reward__pays_whoever_distributes_first(create, desk, give, artist, screen, book):
    split = create(reward="0.5")
    give(split, 1_000_000)

    desk.carry_out(decide_distribution(split, COIN, artist.address))

    assert screen.said[-2].splitlines()[1].endswith(f"before  {artist.address}, for doing it")
    assert book.open(split.address).history.flows[COIN.address].rewards == 5_000


def test_show__refusing_payee_nested_split_reward_and_token__equals_the_chain(
    create, desk, give, artist, book, node, usdc
):
    inner = create(SOLO)
    outer = create((Payee(inner.address, 333_333, None), Payee(SINGER, 666_667, None)), reward="0.7")
    node.ask("anvil_setCode", SINGER, REVERTING)
    dollar = book.find_currency(usdc)
    for amount in (10**18 + 7, 3, 1_000_001):
        give(outer, amount)
        give(outer, amount, usdc)
        for currency in (COIN, dollar):
            desk.carry_out(decide_distribution(book.open(outer.address), currency, artist.address))
    desk.carry_out(decide_payment(outer, dollar, inner.address))

    flows = book.open(outer.address).history.flows

    for currency in (COIN, dollar):
        flow = flows[currency.address]
        assert outer.held(currency) + flow.left == 10**18 + 7 + 3 + 1_000_001
        for payee in (inner.address, SINGER):
            assert flow.owed_to(payee) == outer.owed(payee, currency)
    assert outer.owed(SINGER, COIN) > 0
    assert flows[usdc].paid[inner.address] == inner.held(dollar)


@pytest.mark.parametrize("reward", ["1.0001", "2", "-1", "half", "0.00001"])
def test_plan_split__reward_above_one_percent_or_none__is_refused(reward):
    with pytest.raises(Refusal, match=rf"^--reward is {reward}: it should be a part of 100 from 0 to 1 with at most 4"):
        plan_split(BAND, reward, None, None, [])


def test_plan_split__settling_without_an_owner__is_refused():
    with pytest.raises(Refusal, match=r"^--settle is for splits whose payees can change: name the --owner who may"):
        plan_split(BAND, "0", None, None, [COIN])


def test_plan_split__nine_tokens__are_refused():
    tokens = [Currency(f"0x{number:040x}", "T", 6) for number in range(1, 10)]

    with pytest.raises(Refusal, match=r"^--settle is given 9 tokens, a split settles at most 8: leave some out"):
        plan_split(BAND, "0", None, PRODUCER, tokens)


def test_show__managed__names_the_owner_and_the_tokens_it_settles(managed, artist, book):
    lines = write_split(managed, book.list_currencies(managed)).splitlines()

    assert lines[:2] == [f"The split {managed.address}:", f"Who gets what, until {artist.address} changes it:"]
    assert lines[-1] == "USDC: nothing came in yet."


def test_change__by_the_owner__divides_what_came_in_before(managed, desk, give, artist, usdc, book, screen):
    give(managed, 16, usdc)

    desk.carry_out(decide_change(managed, SOLO, artist.address))

    changed = book.open(managed.address)
    assert changed.terms.shares == ((PRODUCER, 1_000_000),)
    assert changed.history.flows[usdc].earned == {SINGER: 6, PRODUCER: 10}
    assert f"the split {managed.address} pays from now on:\n       100 %  {PRODUCER}\n  What came in" in screen.said[-2]


def test_change__to_what_it_is__says_so(managed, desk, artist):
    refusal = refuse(desk, decide_change(managed, BAND, artist.address))

    assert refusal == f"The split {managed.address} pays them already: there is nothing to do."


def test_change__by_another__names_the_owner(managed, create_desk, stranger, artist):
    refusal = refuse(create_desk(stranger), decide_change(managed, SOLO, stranger.address))

    assert refusal.endswith(
        f"does not own the split {managed.address}: run this again with the --account of {artist.address}."
    )


def test_change__to_the_split_itself__is_refused(managed, desk, artist):
    refusal = refuse(desk, decide_change(managed, (Payee(managed.address, 1_000_000, None),), artist.address))

    assert refusal == (f"The split {managed.address} is among its own payees: remove that row, and correct the shares.")


def test_change__of_a_fixed_split__is_refused(create, artist):
    split = create()

    with pytest.raises(Refusal, match="is fixed, for good: nobody can change whom it pays, or own it"):
        decide_change(split, SOLO, artist.address)


def test_show_and_take_over__owner_gave_itself_up__say_that_nobody_can_change_it(managed, desk, artist):
    managed.contract.renounce_ownership(sender=artist)

    assert write_split(managed, []).splitlines()[1] == "Who gets what; nobody can change it any more:"
    for decision in (decide_acceptance(managed, artist.address), decide_change(managed, SOLO, artist.address)):
        assert refuse(desk, decision).endswith("has no owner any more: nobody can change whom it pays, or own it.")


def test_hand_over__accepted__makes_another_the_owner(managed, desk, create_desk, stranger, artist):
    desk.carry_out(decide_offer(managed, stranger.address, artist.address))

    create_desk(stranger).carry_out(decide_acceptance(managed, stranger.address))

    assert managed.find_owner() == stranger.address


def test_hand_over__to_its_owner_or_itself__is_refused(managed, desk, artist):
    refusals = [
        refuse(desk, decide_offer(managed, owner, artist.address)) for owner in (artist.address, managed.address)
    ]

    assert refusals == [
        f"The split {managed.address} is up to {artist.address} already: there is nothing to hand over.",
        f"The split {managed.address} cannot own itself: give --to the address of a person or a governor.",
    ]


def test_take_over__without_an_offer__is_refused(managed, create_desk, stranger):
    refusal = refuse(create_desk(stranger), decide_acceptance(managed, stranger.address))

    assert f"The split {managed.address} was not offered to {stranger.address}: its owner does so by" in refusal
