"""The story of money that splits itself: a sale, a resale in coin and one in USDC, and what two payees read of it."""

import httpx
import pytest

from backend.chain.contracts import load_interfaces
from tests.backend.chain.deployed_label import NOBODY, connect, deploy
from tests.stage import eventually, find_account

COIN, USDC = 10**18, 10**6
PRICE, RESALE_PRICE, USDC_PRICE = COIN // 20, 2 * COIN, 40 * USDC
ROYALTY_BPS = 750
SINGER, PRINTER = find_account(6), find_account(7)
SHARES = {SINGER.address: 625_000, PRINTER.address: 375_000}
PAYEES = [
    {"name": "Ondine Quartz", "account": SINGER.address, "share": "62.5"},
    {"name": "Tomasz Halloran", "account": PRINTER.address, "share": "37.5"},
]
COLLECTOR, BUYER = find_account(8), find_account(9)


@pytest.fixture(scope="module")
def chain(stage):
    return connect(stage.chain)


@pytest.fixture(scope="module")
def token(stage, chain):
    """A token like USDC that the label allows."""
    token = deploy(chain, "StableToken")
    stage.run_ape("label", "allow", token.address, "--yes")
    return token


@pytest.fixture(scope="module")
def marketplace(chain):
    return deploy(chain, "Marketplace")


@pytest.fixture(scope="module")
def slug(stage, create_release):
    release = create_release("three-hands", payees=PAYEES, royalty_bps=ROYALTY_BPS, price="0.05", supply=5)
    return stage.publish(release)


@pytest.fixture(scope="module")
def drop(stage, chain, slug):
    address = eventually(lambda: stage.read(f"/api/drops/{slug}")["address"])
    return chain.eth.contract(address, abi=load_interfaces()["MixDrop"])


@pytest.fixture(scope="module")
def split(drop):
    return drop.functions.split().call()


@pytest.fixture
def send(chain):
    """Send a call from an account whose key anvil holds."""

    def send(call, account, value=0):
        sent = call.transact({"from": account.address, "value": value})
        assert chain.eth.wait_for_transaction_receipt(sent, poll_latency=0.02).status == 1

    return send


@pytest.fixture
def read_money(stage, split):
    """Return a split's money in coin and in USDC."""

    def read_money():
        return {money["symbol"]: money for money in stage.read(f"/api/royalties/{split}")["currencies"]}

    return read_money


@pytest.fixture
def pay_out(stage, split):
    """Have a payout prepared, look at its amounts, sign it and send it."""

    def pay_out(action, **wish):
        answer = httpx.post(f"{stage.url}/api/royalties/{split}/{action}", json=wish).raise_for_status().json()
        stage.send(COLLECTOR, answer)
        return {each["account"]: int(each["amount"]) for each in answer["amounts"]}

    return pay_out


def resell(send, drop, marketplace, serial, price, currency=NOBODY):
    send(drop.functions.setApprovalForAll(marketplace.address, True), COLLECTOR)
    send(marketplace.functions.offer(drop.address, serial, price, currency), COLLECTOR)
    send(marketplace.functions.buy(drop.address, serial), BUYER, value=0 if currency != NOBODY else price)


def read_own_accounts(stage, split, payee):
    """Sign in as a payee and read this month's statement."""
    with stage.sign_in(payee) as reader:
        month = reader.get(f"/api/royalties/{split}/months").json()[-1]["month"]
        statement = reader.get(f"/api/royalties/{split}/statements/{month}").raise_for_status().json()
    return {account["symbol"]: account for account in statement["accounts"]}


def test_story__two_payees__are_paid_and_read_what_for(
    stage, slug, drop, split, token, marketplace, send, chain, read_money, pay_out
):
    before = {payee: chain.eth.get_balance(payee) for payee in SHARES}

    # 1. Two editions are sold, and the drop hands its money to the split.
    send(drop.functions.mint(COLLECTOR.address, 2), COLLECTOR, value=2 * PRICE)
    send(drop.functions.withdraw(), COLLECTOR)

    # 2. Both are sold again: one for coin, one for USDC. The marketplace pays what the drop asks.
    send(token.functions.mint(BUYER.address, USDC_PRICE), BUYER)
    send(token.functions.approve(marketplace.address, USDC_PRICE), BUYER)
    resell(send, drop, marketplace, 1, RESALE_PRICE)
    resell(send, drop, marketplace, 2, USDC_PRICE, token.address)

    # 3. The label's server has seen it, and where it came from.
    royalty, royalty_usdc = RESALE_PRICE * ROYALTY_BPS // 10_000, USDC_PRICE * ROYALTY_BPS // 10_000
    eventually(lambda: read_money().get("USDC", {}).get("undivided") == str(royalty_usdc))
    coin = read_money()["POL"]["by_source"]
    assert (coin["primary"], coin["secondary"]) == (str(2 * PRICE), str(royalty))

    # 4. Anyone divides it: coin is paid at once, USDC when a payee takes it.
    parts = pay_out("distribute")
    assert parts == {payee: (2 * PRICE + royalty) * share // 1_000_000 for payee, share in SHARES.items()}
    pay_out("distribute", currency=token.address)
    eventually(lambda: read_money()["USDC"]["undivided"] == "0")
    taken = pay_out("withdraw", payee=SINGER.address, currency=token.address)
    eventually(lambda: read_money()["USDC"]["owed"] == str(royalty_usdc - taken[SINGER.address]))

    # 5. Each payee reads of this month what the chain says.
    for payee in (SINGER, PRINTER):
        accounts = read_own_accounts(stage, split, payee)
        assert int(accounts["POL"]["paid"]) == chain.eth.get_balance(payee.address) - before[payee.address]
        assert int(accounts["USDC"]["paid"]) == token.functions.balanceOf(payee.address).call()
        assert int(accounts["USDC"]["earned"]) == royalty_usdc * SHARES[payee.address] // 1_000_000
