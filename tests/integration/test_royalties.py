"""The story of who is paid, on Ape's own chain, as the commands tell it: without a backend or a record of the drop."""

import pytest

from scripts._catalogue import open_catalogue
from scripts._chain import Chain
from scripts._currencies import COIN
from scripts._deployments import Deployments
from scripts._desk import Desk
from scripts._journal import Journal
from scripts._live_split import SplitBook
from scripts._reader import open_reader
from scripts._royalty_decisions import decide_distribution, decide_diversion, decide_payment
from scripts._screen import Screen
from scripts._split_lines import write_split

SLUG = "warehouse-nights"
UNIT = 10**6


@pytest.fixture
def reader(chain):
    return open_reader(chain.provider)


@pytest.fixture
def book(reader, label, shared_split, tmp_path):
    deployments = Deployments(tmp_path, reader.network)
    for name, contract in {"RoyaltySplit": shared_split, "Label": label}.items():
        record = {"address": contract.address, "block": contract.creation_metadata.receipt.block_number}
        deployments.record_contract(name, record)
    return SplitBook(reader, deployments)


@pytest.fixture
def create_desk(reader, book, tmp_path):
    def create_desk(account):
        chain = Chain(reader.provider, account, reader.network, Journal(tmp_path, reader.network))
        return Desk(chain, book.deployments, open_catalogue(book.deployments, reader), Screen(is_hurried=True))

    return create_desk


@pytest.fixture
def token(project, artist):
    return artist.deploy(project.StableToken)


def show_sums(book, currency):
    lines = write_split(book.open(SLUG), [currency]).splitlines()
    return next(line for line in lines if line.startswith(f"{currency.symbol}: "))


def test_royalties__of_a_sale_in_coin__reach_the_payees(book, drop, create_desk, collector, keeper, producer, price):
    drop.mint(collector, 3, value=3 * price, sender=collector)
    drop.withdraw(sender=keeper)
    assert show_sums(book, COIN) == "POL: 0.03 POL received, 0 POL paid, 0.03 POL to be divided, 0 POL owed"
    before = producer.balance

    create_desk(keeper).carry_out(decide_distribution(book.open(SLUG), COIN, keeper.address))

    assert producer.balance - before == 3 * price * 3 // 10
    assert show_sums(book, COIN) == "POL: 0.03 POL received, 0.03 POL paid, 0 POL to be divided, 0 POL owed"


def test_royalties__in_a_token__wait_until_taken(book, drop, token, create_desk, artist, keeper, producer, fan):
    dollar, desk = book.find_currency(token.address), create_desk(keeper)
    token.mint(drop.split(), 10 * UNIT, sender=artist)

    desk.carry_out(decide_distribution(book.open(SLUG), dollar, keeper.address))
    desk.carry_out(decide_payment(book.open(SLUG), dollar, producer.address))
    diversion = decide_diversion(book.open(SLUG), dollar, artist.address, fan.address, artist.address)
    create_desk(artist).carry_out(diversion)

    assert [token.balanceOf(account) for account in (producer, artist, fan)] == [3 * UNIT, 0, 7 * UNIT]
    assert show_sums(book, dollar) == "USDC: 10 USDC received, 10 USDC paid, 0 USDC to be divided, 0 USDC owed"
