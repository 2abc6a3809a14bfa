"""The story of a drop that sells in every way: by list in coin, by ticket a golden tier, to everyone in USDC."""

import re

import pytest

from backend.chain.contracts import load_interfaces
from tests.backend.chain.deployed_label import connect, deploy
from tests.stage import find_account

PRICE = 12_500_000
FUNDS = 100_000_000
REFERRAL_BPS = 1_000
SIGNER = find_account(0).address
LISTED = find_account(2).address
KINDS = {
    "currency": "USDC",
    "price": "12.5",
    "referral_bps": REFERRAL_BPS,
    "tiers": [{"name": "Standard", "supply": 8}, {"name": "Gold", "supply": 2}],
    "phases": [
        {"name": "Friends", "currency": "coin", "allowlist": "friends.csv", "wallet_cap": 2},
        {"name": "Guests", "tier": "Gold", "price": "40", "signer": SIGNER, "wallet_cap": 2},
    ],
}


@pytest.fixture(scope="module")
def token(stage):
    """A token like USDC that the label allows."""
    token = deploy(connect(stage.chain), "StableToken")
    stage.run_ape("label", "allow", token.address, "--yes")
    return token


@pytest.fixture(scope="module")
def release(create_release):
    folder = create_release("every-kind", **KINDS)
    (folder / "friends.csv").write_text(f"wallet,quantity,price\n{LISTED},2,0.25\n")
    return folder


@pytest.fixture(scope="module")
def slug(stage, token, release):
    return stage.publish(release)


@pytest.fixture(scope="module")
def drop(stage, slug):
    """The drop itself, as its contract tells."""
    address = stage.read(f"/api/drops/{slug}")["address"]
    return connect(stage.chain).eth.contract(address, abi=load_interfaces()["MixDrop"])


@pytest.fixture
def give(stage, token):
    """Give a wallet tokens, as an exchange would."""
    chain = connect(stage.chain)

    def give(wallet):
        sent = token.functions.mint(wallet.address, FUNDS).transact({"from": chain.eth.accounts[0]})
        chain.eth.wait_for_transaction_receipt(sent)

    return give


def owns(screen, stage, serials):
    screen.sees("Confirming 1 of 2")
    stage.chain.mine()
    screen.sees(f"You own {serials} - listen")


def test_story__listed_wallet__collects_in_coin_before_everybody(stage, visit, collector):
    # 1. Once it is connected, the page stands at the list the wallet is on, with its own price.
    screen = visit(collector)
    screen.connects()
    screen.sees("Collect for 0.25 POL")
    screen.is_accessible()

    # 2. Two editions, as many as the list allows.
    screen.page.get_by_role("button", name="One more").click()
    screen.presses("Collect 2 for 0.5 POL")
    owns(screen, stage, "#1 and #2")


def test_story__fan_with_usdc__signs_once_and_who_brought_it_earns(stage, drop, token, visit, give, fan, collector):
    # 1. A holder's link brings a fan, who pays in the token: one signature, one transaction, no allowance left behind.
    give(fan)
    screen = visit(fan, link=f"?by={collector.address}")
    screen.connects()
    screen.presses("Collect for 12.5 USDC")
    owns(screen, stage, "#3")
    assert fan.log.count("eth_signTypedData_v4") == 1
    assert fan.log.count("eth_sendTransaction") == 1

    # 2. The drop holds the price, and owes the holder a tenth of it.
    assert token.functions.balanceOf(drop.address).call() == PRICE
    assert drop.functions.owed(collector.address, token.address).call() == PRICE * REFERRAL_BPS // 10_000


def test_story__fan_without_usdc__is_told_how_much_is_missing(visit, create_wallet):
    screen = visit(create_wallet(6))
    screen.connects()

    screen.presses("Collect for 12.5 USDC")

    screen.reads("12.5 USDC")
    screen.complaints.expect("409")


def test_story__guest_with_a_ticket__collects_gold(stage, release, drop, visit, give, buyer, stranger):
    # 1. The label signs a ticket; nothing is sent.
    guest = ("--wallet", buyer.address, "--phase", "Guests", "--price", "40", "--valid", "7d")
    said = stage.run_ape("drop", "ticket", str(release / "release.yaml"), *guest, "--backend", stage.url)
    link = re.search(r"#ticket=\S+", said).group()

    # 2. Somebody else's wallet cannot use it.
    screen = visit(stranger, link=link)
    screen.connects()
    screen.sees("Another wallet's ticket")

    # 3. The guest's can.
    give(buyer)
    screen = visit(buyer, link=link)
    screen.connects()
    screen.presses("Collect for 40 USDC")
    owns(screen, stage, "#4")
    assert drop.functions.tier_of(4).call() == 1
