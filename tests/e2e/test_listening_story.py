"""The story of the first drop: who collects hears the mix, a stranger the preview, who sells stops hearing it."""

from eth_abi.abi import encode
from eth_utils.crypto import keccak
from playwright.sync_api import expect

from tests.e2e.conftest import MIX_SECONDS
from tests.stage import eventually

PREVIEW_SECONDS = 45
PAST_THE_PREVIEW = 50
ETHEREUM = 1
COLLECT = "Collect for 0.5 POL"


def transfer(wallet, drop, recipient, serial):
    arguments = encode(["address", "address", "uint256"], [wallet.address, recipient, serial])
    wallet.send(drop, "0x" + (keccak(text="transferFrom(address,address,uint256)")[:4] + arguments).hex())


def test_story__fan__collects_number_one_and_hears_the_whole_mix(stage, visit, create_wallet):
    fan = create_wallet(1, chain=ETHEREUM)

    # 1. The preview plays with one tap and no wallet.
    screen = visit(fan)
    screen.plays()
    assert abs(screen.length_seconds() - PREVIEW_SECONDS) < 1
    screen.is_accessible()

    # 2. The wallet is on another network and does not know this one: it is added, then chosen.
    screen.connects()
    screen.presses("Switch to Test chain")
    screen.sees(COLLECT)
    screen.is_accessible()

    # 3. The edition is collected, followed block by block.
    screen.presses(COLLECT)
    screen.sees("Confirming 1 of 2")
    screen.is_accessible()
    stage.chain.mine()
    screen.sees("You own #1 - listen")
    expect(screen.page.locator("#minted")).to_have_text("1")

    # 4. Signed in and final, the full mix opens and plays past where the preview ends.
    screen.presses("You own #1 - listen")
    stage.chain.mine(2)
    screen.sees("Pause")
    screen.seeks(PAST_THE_PREVIEW)
    screen.hears_past(PAST_THE_PREVIEW)
    assert abs(screen.length_seconds() - MIX_SECONDS) < 1
    screen.is_accessible()


def test_story__stranger__hears_only_the_preview(stage, slug, visit, stranger):
    # 1. Signed in, but without an edition.
    screen = visit(stranger)
    screen.connects()
    screen.page.get_by_role("button", name="I own one already").click()
    screen.reads("This wallet holds no edition of this mix.")

    # 2. The preview plays; the mix is refused.
    screen.plays()
    assert abs(screen.length_seconds() - PREVIEW_SECONDS) < 1
    assert screen.page.request.post(f"{stage.url}/api/releases/{slug}/play", data={}).status == 403


def test_story__edition_passed_on__seller_is_refused_and_buyer_hears_it(stage, slug, visit, collector, buyer):
    # 1. The collector owns an edition and hears it.
    stage.collect(slug, collector.account)
    stage.chain.mine(3)
    selling = visit(collector)
    selling.connects()
    selling.page.get_by_role("button", name="I own one already").click()
    selling.sees("Pause")
    drop = stage.read(f"/api/drops/{slug}")
    access = f"{stage.url}/api/releases/{slug}/access"
    serial = selling.page.request.get(access).json()["serials"][0]

    # 2. It is passed on: the seller is refused as soon as the block is seen.
    transfer(collector, drop["address"], buyer.address, serial)
    eventually(lambda: selling.page.request.get(access).json()["state"] == "stranger")
    assert selling.page.request.post(f"{stage.url}/api/releases/{slug}/play", data={}).status == 403

    # 3. What plays stops by itself, says why, and leaves the preview.
    selling.reads("You can still hear the preview.")
    selling.complaints.expect("403")
    selling.sees(COLLECT)

    # 4. The buyer hears it once it is final.
    buying = visit(buyer)
    buying.connects()
    buying.page.get_by_role("button", name="I own one already").click()
    buying.reads("Your edition is being confirmed, listening opens in a moment.")
    stage.chain.mine(2)
    buying.sees("Pause")
    buying.seeks(PAST_THE_PREVIEW)
    buying.hears_past(PAST_THE_PREVIEW)

    # What the seller's page heard last was a refusal.
    selling.complaints.expect("403")
