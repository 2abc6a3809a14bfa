"""The story of money that splits itself: sales and resales in coin and USDC, and what two payees read of them."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from backend.chain.contracts import load_interfaces
from tests.backend.chain.deployed_label import NOBODY, connect, deploy
from tests.e2e.screen import opened_screens
from tests.stage import eventually, find_account

COIN, USDC = 10**18, 10**6
PRICE, USDC_PRICE = COIN // 20, 5 * USDC
RESALE_PRICE, USDC_RESALE_PRICE = 2 * COIN, 40 * USDC
ROYALTY_BPS = 750
ROYALTY, USDC_ROYALTY = RESALE_PRICE * ROYALTY_BPS // 10_000, USDC_RESALE_PRICE * ROYALTY_BPS // 10_000
SINGER_INDEX = 6
SINGER, PRINTER = find_account(SINGER_INDEX), find_account(7)
SHARES = {SINGER.address: 625_000, PRINTER.address: 375_000}
PAYEES = [
    {"name": "Ondine Quartz", "account": SINGER.address, "share": "62.5"},
    {"name": "Tomasz Halloran", "account": PRINTER.address, "share": "37.5"},
]
COLLECTOR_INDEX = 8
COLLECTOR, BUYER = find_account(COLLECTOR_INDEX), find_account(9)
TERMS = {
    "payees": PAYEES,
    "royalty_bps": ROYALTY_BPS,
    "supply": 5,
    "price": "5",
    "phases": [{"name": "In coin", "currency": "coin", "price": "0.05"}],
}


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
def slug(stage, token, create_release):
    return stage.publish(create_release("two-hands", **TERMS | {"currency": token.address}))


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
def visit(browser, stage):
    """Open a page of the label's in a browser of its own."""
    with opened_screens(browser) as open_screen:
        yield lambda path, *wallets: open_screen(stage.url + path, *wallets)


@pytest.fixture
def confirm(stage):
    """Wait until a payout is in a block, and mine the one that confirms it."""

    def confirm(screen):
        screen.sees("Confirming 1 of 2")
        stage.chain.mine()
        screen.reads("Done. The amounts below count it.")

    return confirm


@pytest.fixture
def collect(visit, stage, slug, create_wallet):
    """Have the collector take an edition on the drop's page, and see it theirs."""

    def collect(serial, price, phase):
        screen = visit(f"/drops/{slug}", create_wallet(COLLECTOR_INDEX))
        screen.connects()
        screen.sees("Collect for 5 USDC")
        screen.picks(phase)
        screen.presses(f"Collect for {price}")
        screen.sees("Confirming 1 of 2")
        stage.chain.mine()
        screen.sees(f"You own #{serial} - listen")

    return collect


@pytest.fixture
def rates(tmp_path):
    """What the label's owner knows a coin was worth an hour ago."""
    observed_at = datetime.now(UTC) - timedelta(hours=1)
    sheet = tmp_path / "rates.csv"
    sheet.write_text(
        f"currency,fiat,observed_at,value,source\nPOL,EUR,{observed_at.isoformat()},0.4,Example Exchange\n"
    )
    return sheet


def resell(send, drop, marketplace, serial, price, currency=NOBODY):
    send(drop.functions.setApprovalForAll(marketplace.address, True), COLLECTOR)
    send(marketplace.functions.offer(drop.address, serial, price, currency), COLLECTOR)
    send(marketplace.functions.buy(drop.address, serial), BUYER, value=0 if currency != NOBODY else price)


def part_of(payee, amount):
    return amount * SHARES[payee.address] // 1_000_000


def read_own_accounts(stage, split, payee):
    """Sign in as a payee and read this month's statement."""
    with stage.sign_in(payee) as reader:
        month = reader.get(f"/api/royalties/{split}/months").json()[-1]["month"]
        statement = reader.get(f"/api/royalties/{split}/statements/{month}").raise_for_status().json()
    return {account["symbol"]: account for account in statement["accounts"]}


def test_story__fan__collects_on_the_page_and_the_dj_pays_out(stage, chain, slug, token, send, collect, read_money):
    # 1. A fan collects two editions on the drop's page, one for coin and one for USDC.
    send(token.functions.mint(COLLECTOR.address, 100 * USDC), COLLECTOR)
    collect(1, "0.05 POL", "In coin")
    collect(2, "5 USDC", "Public sale")

    # 2. The DJ has the drop hand its money to the split, and the split pay the coin.
    before = {payee: chain.eth.get_balance(payee) for payee in SHARES}
    stage.run_ape("drop", "withdraw", slug, "--yes")
    stage.run_ape("drop", "withdraw", slug, "--currency", token.address, "--yes")
    said = stage.run_ape("royalties", "distribute", slug, "--yes")

    # 3. Both payees are named with their amounts before it is sent, and have them.
    for payee in (SINGER, PRINTER):
        assert payee.address in said
        assert chain.eth.get_balance(payee.address) - before[payee.address] == part_of(payee, PRICE)
    eventually(lambda: read_money().get("USDC", {}).get("undivided") == str(USDC_PRICE))


def test_story__resales__show_where_money_came_from(drop, token, marketplace, send, read_money):
    # 4. Both editions are sold again. The marketplace pays what the drop asks (ERC-2981).
    resell(send, drop, marketplace, 1, RESALE_PRICE)
    send(token.functions.mint(BUYER.address, 100 * USDC), BUYER)
    send(token.functions.approve(marketplace.address, USDC_RESALE_PRICE), BUYER)
    resell(send, drop, marketplace, 2, USDC_RESALE_PRICE, token.address)

    # 5. The label's server has seen it, and where it came from.
    eventually(lambda: read_money()["USDC"]["undivided"] == str(USDC_PRICE + USDC_ROYALTY))
    money = read_money()
    for symbol, sold, resold in (("POL", PRICE, ROYALTY), ("USDC", USDC_PRICE, USDC_ROYALTY)):
        sources = money[symbol]["by_source"]
        assert (sources["primary"], sources["secondary"], sources["tip"]) == (str(sold), str(resold), "0")


def test_story__anyone__pays_out_by_the_pages_button(stage, chain, slug, rates, visit, stranger, confirm):
    before = {payee: chain.eth.get_balance(payee) for payee in SHARES}
    stage.run_ape("royalties", "rates", str(rates), "--backend", stage.url, "--yes")

    # 6. From the drop's page it is one click to its split.
    screen = visit(f"/drops/{slug}", stranger)
    screen.page.get_by_role("link", name="What came in, and what was paid").click()
    screen.reads("Who gets what")
    screen.reads("0.08 EUR")
    screen.is_accessible()

    # 7. A stranger divides the coin, and both payees have it at once.
    screen.presses("Pay out 0.15 POL to 2 payees")
    confirm(screen)
    for payee in (SINGER, PRINTER):
        assert chain.eth.get_balance(payee.address) - before[payee.address] == part_of(payee, ROYALTY)

    # 8. And the USDC: of a token everyone is credited their part.
    screen.presses("Share out 8 USDC among 2 payees")
    confirm(screen)
    screen.reads("Everything is divided.")


def test_story__payee__takes_what_is_hers_and_reads_her_statement(token, split, visit, create_wallet, confirm):
    # 9. The page knows a payee by her wallet.
    screen = visit(f"/royalties/{split}", create_wallet(SINGER_INDEX))
    screen.page.get_by_role("button", name="I am a payee").click()
    screen.presses("Take 5 USDC")
    confirm(screen)
    assert token.functions.balanceOf(SINGER.address).call() == part_of(SINGER, USDC_PRICE + USDC_ROYALTY)

    # 10. Signed in, she reads of this month what the chain says.
    screen.page.get_by_role("button", name="Sign in with a payee's wallet").click()
    screen.page.locator("#statements .lines a").first.click()
    screen.reads("Owed at the end")
    sums = screen.page.get_by_role("table", name="POL, the month in sum")
    expect(sums).to_contain_text("Sales+ 0.03125")
    expect(sums).to_contain_text("Resales+ 0.09375")
    screen.is_accessible()


def test_story__both_payees__have_statements_that_equal_the_chain(stage, token, split):
    # 11. To the wei, in both currencies.
    for payee in (SINGER, PRINTER):
        accounts = read_own_accounts(stage, split, payee)
        assert int(accounts["POL"]["paid"]) == part_of(payee, PRICE + ROYALTY)
        assert int(accounts["USDC"]["paid"]) == token.functions.balanceOf(payee.address).call()
        assert int(accounts["USDC"]["earned"]) == part_of(payee, USDC_PRICE + USDC_ROYALTY)
