"""Real contracts on a real chain: what statements say is what is there, to the wei."""

from datetime import UTC, datetime

import pytest

from backend.chain.indexer import Indexer
from backend.chain.node import Node
from backend.drops.projection import DropsProjection
from backend.holdings.projection import HoldingsProjection
from backend.royalties.projection import RoyaltiesProjection
from backend.royalties.service import RoyaltyService, Wanted
from backend.royalties.statement import Month
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.deployed_label import NOBODY, deploy
from tests.backend.royalties.story import COIN, USDC, words


@pytest.fixture
def marketplace(label):
    return deploy(label.web3, "Marketplace")


@pytest.fixture
def resell(label, marketplace):
    """Let the fan sell an edition to the stranger."""

    def resell(drop, serial, price, currency=NOBODY):
        label.send(drop.functions.setApprovalForAll(marketplace.address, True), label.fan)
        label.send(marketplace.functions.offer(drop.address, serial, price, currency), label.fan)
        value = price if currency == NOBODY else 0
        label.send(marketplace.functions.buy(drop.address, serial), label.stranger, value=value)

    return resell


@pytest.fixture
def ask(anvil, contracts, database, settings, clock, label):
    """Index what is on chain, then ask the service something."""

    async def ask(question, *arguments):
        node, deployment = Node(anvil.url), contracts.deployment
        royalties = RoyaltiesProjection(deployment.label, deployment.split_codes)
        projections = [DropsProjection(deployment.label), HoldingsProjection(), royalties]
        await catch_up(
            Indexer(node, contracts, database, projections, deployment.start_block, clock, receivers=royalties)
        )
        await node.close()
        clock.now = datetime.fromtimestamp(label.web3.eth.get_block("latest").timestamp, tz=UTC)
        async with database.snapshot() as session:
            service = RoyaltyService(session, contracts, settings, clock)
            return await getattr(service, question)(*arguments)

    return ask


@pytest.fixture
def read_statements(ask, clock, shares, label):
    """Return this month's statement of every payee, in one currency."""

    async def read_statements(split, currency=None):
        month = Month.at(label.web3.eth.get_block("latest").timestamp)
        wholes = [await ask("write_statement", split.address, Wanted(payee, month)) for payee, _ in shares]
        return {
            each.payee: next(account for account in each.accounts if account.address == currency) for each in wholes
        }

    return read_statements


async def test_statements__sale_tip_and_resale_in_coin__equal_what_is_on_chain(
    label, drop, split, shares, resell, read_statements, ask
):
    before = {payee: label.web3.eth.get_balance(payee) for payee, _ in shares}
    label.mint(drop, label.fan, quantity=2)
    label.send(drop.functions.withdraw(), label.stranger)
    resell(drop, 1, 3 * COIN)
    label.pay(label.stranger, split.address, 7)
    tag = (await ask("describe", split.address)).tag
    label.send(split.functions.distribute(words(shares), tag), label.stranger)

    statements = await read_statements(split)
    for payee, account in statements.items():
        assert account.paid == label.web3.eth.get_balance(payee) - before[payee]
        assert account.closing == split.functions.owed(payee).call()
    by_source = (await ask("describe", split.address)).currencies[0].by_source
    assert by_source == {"primary": 2 * COIN, "secondary": 15 * 10**16, "tip": 7, "other": 0}


async def test_statements__sale_and_resale_in_usdc__equal_what_is_on_chain(
    label, token, shares, resell, read_statements, ask, open_split, marketplace
):
    priced = {"currency": token.address, "in_currency": True}
    drop = label.create_drop("cellar", options=priced, payees=shares, price=5 * USDC)
    split = open_split(drop.functions.split().call())
    label.send(token.functions.approve(drop.address, 5 * USDC), label.fan)
    label.send(drop.functions.mint(label.fan, 1), label.fan)
    label.send(drop.functions.withdraw(token.address), label.fan)
    label.send(token.functions.approve(marketplace.address, 100 * USDC), label.stranger)
    resell(drop, 1, 33 * USDC + 1, token.address)
    tag = (await ask("describe", split.address)).tag
    label.send(split.functions.distribute(words(shares), tag, token.address), label.stranger)
    label.send(split.functions.withdraw_for(shares[0][0], token.address), label.stranger)

    statements = await read_statements(split, token.address)
    for payee, account in statements.items():
        assert account.paid == token.functions.balanceOf(payee).call()
        assert account.closing == split.functions.owed(payee, token.address).call()
    money = (await ask("describe", split.address)).currencies[1]
    assert (money.symbol, money.by_source["primary"], money.by_source["secondary"]) == ("USDC", 5 * USDC, 1_650_000)


async def test_describe__payees_changed_with_money_waiting__gives_it_to_those_before(
    label, managed_code, shares, open_split, ask
):
    label.send(managed_code.functions.create(words(shares), 0, label.artist, []), label.artist)
    created = managed_code.events.ManagedSplitCreated().get_logs(from_block=label.block)
    split = open_split(created[0].args.split, "ManagedSplit")
    label.pay(label.stranger, split.address, 1_000_000)
    heir = [(label.stranger, 1_000_000)]
    label.send(split.functions.change_payees(words(shares), 0, words(heir)), label.artist)
    label.pay(label.stranger, split.address, 500)

    view = await ask("describe", split.address)

    (money,) = view.currencies
    assert view.kind == "managed"
    assert [(payee.account, payee.share_ppm) for payee in view.payees] == heir
    earned = {each.account: (each.earned, each.expected) for each in money.payees}
    assert earned == {payee: (share, 0) for payee, share in shares} | {label.stranger: (0, 500)}


async def test_describe__split_pays_a_split__is_of_another_source(label, drop, split, shares, open_split, ask):
    outer_payees = [(split.address, 1_000_000)]
    label.send(label.split_code.functions.create(words(outer_payees), 10_000), label.artist)
    outer = open_split(label.split_code.functions.address_of(words(outer_payees), 10_000).call())
    label.pay(label.stranger, outer.address, 1_000)
    label.send(outer.functions.distribute(words(outer_payees), 10_000), label.stranger)

    inner, given = await ask("describe", split.address), await ask("describe", outer.address)

    assert inner.currencies[0].by_source["other"] == 990
    assert (given.currencies[0].rewards, given.currencies[0].payees[0].paid, given.reward_ppm) == (10, 990, 10_000)


async def test_describe__coin_came_in_without_a_word__is_of_another_source_once_it_is_divided(
    label,
    anvil,
    split,
    shares,
    ask,
):
    anvil.ask("anvil_setBalance", split.address, hex(1_000))
    tag = (await ask("describe", split.address)).tag
    label.send(split.functions.distribute(words(shares), tag), label.stranger)

    money = (await ask("describe", split.address)).currencies[0]

    assert (money.by_source["other"], money.undivided) == (
        1_000,
        label.web3.eth.get_balance(split.address) - money.owed,
    )


async def test_describe__blocks_replaced__is_as_before(label, anvil, split, shares, ask):
    before = await ask("describe", split.address)
    label.pay(label.stranger, split.address, 1_000)
    label.send(split.functions.distribute(words(shares), before.tag), label.stranger)
    assert (await ask("describe", split.address)).currencies[0].received == 1_000

    anvil.reorg(2)

    assert (await ask("describe", split.address)).currencies == before.currencies
