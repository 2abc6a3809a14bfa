"""What can come between a fan and an edition, on a real chain."""

import pytest
from playwright.sync_api import expect

COLLECT = "Collect for 0.5 POL"


@pytest.fixture
def held_blocks(stage):
    """A chain that makes a block only when told to."""
    stage.chain.ask("evm_setAutomine", False)
    yield stage.chain
    stage.chain.ask("anvil_dropAllTransactions")
    stage.chain.ask("evm_setAutomine", True)


@pytest.fixture
def poor(stage, create_wallet):
    """A wallet that has nothing, until other stories need its account."""
    wallet = create_wallet(8)
    balance = stage.chain.ask("eth_getBalance", wallet.address, "latest")
    stage.chain.ask("anvil_setBalance", wallet.address, "0x1")
    yield wallet
    stage.chain.ask("anvil_setBalance", wallet.address, balance)


def is_noted(response):
    """Whether the site looked a purchase up that was sent, and so knows what another one would take the place of."""
    return response.request.method == "POST" and "/mints/0x" in response.url


def count_collected(stage, slug):
    return stage.read(f"/api/drops/{slug}")["minted"]


def test_collect__rejected_in_the_wallet__spends_nothing(stage, slug, visit, fan):
    before = count_collected(stage, slug)
    fan.refusals["eth_sendTransaction"] = 4001
    screen = visit(fan)
    screen.connects()

    screen.presses(COLLECT)

    expect(screen.problem).to_have_text("You cancelled in the wallet. Nothing was spent.")
    screen.sees(COLLECT)
    assert count_collected(stage, slug) == before


def test_collect__reload_while_pending__goes_on(visit, fan, held_blocks):
    screen = visit(fan)
    screen.connects()
    screen.presses(COLLECT)
    screen.sees("Waiting for the network")

    screen.page.reload()
    screen.sees("Waiting for the network")
    screen.is_accessible()
    held_blocks.mine()
    screen.sees("Confirming 1 of 2")
    held_blocks.mine()

    screen.reads("You own #")
    assert fan.log.count("eth_sendTransaction") == 1


def test_collect__another_transaction_in_its_place__says_so_and_offers_it_again(visit, fan, held_blocks):
    screen = visit(fan)
    screen.connects()
    with screen.page.expect_response(is_noted):
        screen.presses(COLLECT)
    screen.sees("Waiting for the network")

    held_blocks.ask("anvil_dropAllTransactions")
    fan.send(fan.address, "0x")
    held_blocks.mine()

    screen.reads("Your wallet sent something else in its place")
    screen.sees(COLLECT)


def test_collect__empty_wallet__is_told_before_the_wallet_opens(visit, poor):
    screen = visit(poor)
    screen.connects()

    screen.presses(COLLECT)

    screen.reads("Top it up and try again.")
    assert "eth_sendTransaction" not in poor.log
    screen.is_accessible()
    screen.complaints.expect("409")


def test_connect__several_wallets__are_a_choice(visit, create_wallet):
    screen = visit(create_wallet(6, name="Quiet wallet"), create_wallet(7, name="Chosen wallet"))

    screen.connects("Chosen wallet")

    screen.sees(COLLECT)


def test_connect__no_wallet__is_a_sentence_with_a_way_on(visit):
    screen = visit()

    screen.reads("No wallet was found in this browser.")
    expect(screen.page.get_by_role("link", name="Find a wallet")).to_be_visible()
    screen.is_accessible()
