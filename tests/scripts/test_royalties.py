"""See what a split holds and owes, have it divided, take what is owed; on a real chain, without a backend."""

import re

import pytest
from ape import accounts

from scripts._currencies import COIN
from scripts._label_decisions import allow_token
from scripts._live_drop import open_drop
from scripts._live_split import SplitBook
from scripts._reader import Reader, open_reader
from scripts._refusal import Refusal
from scripts._royalty_decisions import decide_distribution, decide_diversion, decide_payment
from scripts._screen import Declined
from scripts._split_lines import write_split
from scripts._token import read_balance
from tests.scripts.releases import PRODUCER, SINGER
from tests.scripts.tokens import mint_token

POL, DOLLAR = 10**18, 10**6
STRANGER = "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"
REVERTING = "0x5f5ffd"


@pytest.fixture
def book(provider, deployments):
    return SplitBook(open_reader(provider), deployments)


@pytest.fixture
def split(create_publication, book):
    """Open the split of a drop that was just published."""
    create_publication().run()
    return book.open("low-tide")


@pytest.fixture
def give(node, artist, split):
    """Send the split coin or a token, as a sale or a tip does."""

    def give(amount, token=None):
        if token:
            mint_token(node, token, split.address, amount)
        else:
            node.ask("eth_sendTransaction", {"from": artist.address, "to": split.address, "value": hex(amount)})
            node.mine()

    return give


@pytest.fixture
def dollar(desk, usdc):
    """A token that the label allowed."""
    allow_token(desk, usdc, is_allowed=True)
    return next(currency for currency in desk.deployments.list_currencies() if currency.address == usdc)


def refuse(desk, decision):
    with pytest.raises(Refusal) as refused:
        desk.carry_out(decision)
    return refused.value.message


def show(split, currency):
    return write_split(split, [currency]).splitlines()


def test_open__slug__knows_the_payees_from_the_chain(split, desk):
    assert split.address == open_drop(desk.catalogue, "low-tide").ask("split")
    assert split.terms.shares == ((SINGER, 375_000), (PRODUCER, 625_000))
    assert split.ask("address_of", split.terms.words, split.terms.tag) == split.address


def test_open__address__is_the_same(split, book):
    by_address = book.open(split.address.lower())

    assert (by_address.address, by_address.terms) == (split.address, split.terms)


def test_open__drop_published_elsewhere__is_found_without_its_record(split, book, deployments):
    deployments.record_drop("low-tide", {"address": "elsewhere"})

    assert book.open("low-tide").terms == split.terms


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("high-tide", "The label has no drop of “high-tide” on this network: correct the name or --network, or"),
        (PRODUCER, f"{PRODUCER} is no split that the contracts recorded for the local chain created: correct the"),
        (PRODUCER[:-1], f"SPLIT is {PRODUCER[:-1]}, which is no address of 0x and 40 hexadecimal digits: copy it"),
        (PRODUCER[:-1] + "9", "SPLIT is 0x70997970C51812dc3A010C7d01b50e0d17dc79C9, which fails its checksum"),
    ],
    ids=["no drop", "no split", "a digit short", "typing mistake"],
)
def test_open__of_none__says_so(split, book, wanted, sentence):
    with pytest.raises(Refusal) as refused:
        book.open(wanted)
    assert refused.value.message.startswith(sentence)


def test_show__nothing_came_in__says_so(split):
    assert show(split, COIN) == [
        f"“low-tide” is paid out by the split {split.address}.",
        "Who gets what, for good:",
        f"      37.5 %  {SINGER}",
        f"      62.5 %  {PRODUCER}",
        "",
        "POL: nothing came in yet.",
    ]


def test_show__some_divided_some_not__adds_up(split, book, desk, give, node):
    node.ask("anvil_setCode", SINGER, REVERTING)
    give(POL)
    desk.carry_out(decide_distribution(split, COIN, desk.chain.account.address))
    give(2 * POL)

    *_, sums, _, singer, producer, divide, send = show(book.open("low-tide"), COIN)

    assert sums == "POL: 3 POL received, 0.625 POL paid, 2 POL to be divided, 0.375 POL owed"
    assert singer.split() == [SINGER, "0", "POL", "0.375", "POL", "0.75", "POL"]
    assert producer.split() == [PRODUCER, "0.625", "POL", "0", "POL", "1.25", "POL"]
    assert divide.endswith("divided: `ape run royalties distribute low-tide`.")
    assert send.endswith("owed: `ape run royalties withdraw low-tide --payee …`.")


def test_history__of_many_blocks__is_read_span_by_span_and_says_so(split, provider, deployments, desk, give, capsys):
    give(POL)
    desk.carry_out(decide_distribution(split, COIN, desk.chain.account.address))
    network = desk.chain.network

    slowly = SplitBook(Reader(provider, network, span_blocks=2), deployments).open("low-tide")

    assert slowly.history == SplitBook(Reader(provider, network), deployments).open("low-tide").history
    assert slowly.history.flows[COIN.address].paid == {SINGER: 375 * POL // 1000, PRODUCER: 625 * POL // 1000}
    assert re.search(r"^Reading \d+ blocks$", capsys.readouterr().err, re.MULTILINE)


def test_list_currencies__token_the_label_never_allowed__is_there_once_it_was_divided(split, book, desk, give, usdc):
    give(5, usdc)
    desk.carry_out(decide_distribution(split, book.find_currency(usdc), desk.chain.account.address))

    split = book.open("low-tide")
    assert [currency.symbol for currency in book.list_currencies(split)] == ["POL", "USDC"]
    assert f"withdraw low-tide --currency {usdc} --payee …`." in show(split, book.find_currency(usdc))[-1]


def test_distribute__coin__shows_each_amount_then_pays(split, desk, give, provider, screen):
    give(POL)
    before = provider.get_balance(SINGER)

    desk.carry_out(decide_distribution(split, COIN, desk.chain.account.address))

    plan, outcome = screen.said[-2:]
    assert plan.splitlines()[:3] == [
        "On the local chain: the split of “low-tide” pays its payees 1 POL:",
        f"               0.375 POL      37.5 %  {SINGER}",
        f"               0.625 POL      62.5 %  {PRODUCER}",
    ]
    assert outcome.startswith("The split of “low-tide” paid its payees; one who could not be paid may take it by")
    assert (provider.get_balance(SINGER) - before, provider.get_balance(split.address)) == (375 * 10**15, 0)


def test_distribute__declined__sends_nothing(split, desk, give, screen):
    give(POL)
    screen.answer = Declined()

    with pytest.raises(Declined):
        desk.carry_out(decide_distribution(split, COIN, desk.chain.account.address))
    assert split.undivided(COIN) == POL


def test_distribute__token__owes_each_its_part(dollar, split, desk, give, screen):
    give(30 * DOLLAR, dollar.address)

    desk.carry_out(decide_distribution(split, dollar, desk.chain.account.address))

    assert (split.owed(SINGER, dollar), split.owed(PRODUCER, dollar)) == (11_250_000, 18_750_000)
    assert "the split of “low-tide” divides 30 USDC among its payees, who may then take their parts:" in screen.said[-2]
    assert "have one sent it by `ape run royalties withdraw low-tide --currency USDC --payee …`." in screen.said[-1]


@pytest.mark.parametrize("amount", [0, 1], ids=["nothing", "less than a unit for each"])
def test_distribute__nothing_to_divide__says_so(split, desk, give, amount):
    give(amount)

    refusal = refuse(desk, decide_distribution(split, COIN, desk.chain.account.address))

    assert refusal == "The split of “low-tide” holds no POL to divide: there is nothing to do."


def test_distribute__without_money_for_gas__says_what_is_needed(split, create_desk, stranger, give, node):
    give(POL)
    node.ask("anvil_setBalance", stranger.address, "0x1")
    desk = create_desk(stranger)

    refusal = refuse(desk, decide_distribution(split, COIN, stranger.address))

    assert refusal.startswith(f"{stranger.address} holds 0.000001 POL and may need ")


def test_withdraw__for_a_payee__sends_what_it_is_owed(split, desk, give, dollar, provider, screen):
    give(30 * DOLLAR, dollar.address)
    desk.carry_out(decide_distribution(split, dollar, desk.chain.account.address))

    desk.carry_out(decide_payment(split, dollar, SINGER))

    assert read_balance(provider, dollar.address, SINGER) == 11_250_000
    assert f"the split of “low-tide” sends 11.25 USDC to {SINGER}, who is owed them." in screen.said[-2]
    assert screen.said[-1] == f"{SINGER} has its USDC from the split of “low-tide”."


def test_withdraw__elsewhere__is_the_payees_choice(create_desk, split, desk, give, dollar, provider, stranger):
    singer = create_desk(accounts.test_accounts[2])
    give(30 * DOLLAR, dollar.address)
    desk.carry_out(decide_distribution(split, dollar, desk.chain.account.address))

    singer.carry_out(decide_diversion(split, dollar, SINGER, stranger.address, SINGER))

    assert read_balance(provider, dollar.address, stranger.address) == 11_250_000


def test_withdraw__elsewhere_for_another__is_refused(split, desk, dollar, artist):
    refusal = refuse(desk, decide_diversion(split, dollar, SINGER, artist.address, artist.address))

    assert refusal.startswith(f"{artist.address} cannot say where the money of {SINGER} goes: leave out --to, or")


def test_withdraw__to_the_split_itself__is_refused(split, desk, artist):
    refusal = refuse(desk, decide_diversion(split, COIN, artist.address, split.address, artist.address))

    assert refusal.startswith("The split of “low-tide” would divide what is sent to it among all its payees: give --to")


@pytest.mark.parametrize(
    ("payee", "remedy"),
    [
        (SINGER, "30 USDC wait to be divided, run `ape run royalties distribute low-tide --currency USDC`."),
        (STRANGER, "there is nothing to do."),
    ],
    ids=["payee", "nobody"],
)
def test_withdraw__nothing_owed__says_what_to_do(dollar, split, desk, give, payee, remedy):
    give(30 * DOLLAR, dollar.address)

    refusal = refuse(desk, decide_payment(split, dollar, payee))

    assert refusal == f"The split of “low-tide” owes {payee} no USDC: {remedy}"


def test_find_currency__unknown__asks_for_the_address(book):
    with pytest.raises(Refusal, match=r"^EURC is no token known on the local chain: give the token's address"):
        book.find_currency("EURC")
