"""The story of a vault: its hot wallet hears for it, until the edition is sold."""

import pytest

from tests.delegate_registry import REGISTRY, delegation, install_registry
from tests.e2e.test_listening_story import transfer
from tests.stage import eventually

REVOCATION_SECONDS = 12


@pytest.fixture
def vault(create_wallet):
    return create_wallet(2)


@pytest.fixture
def hot_wallet(create_wallet):
    return create_wallet(7)


def test_story__vault__lets_its_hot_wallet_hear_until_it_sells(stage, slug, visit, vault, hot_wallet, buyer):
    # 1. An edition lies in a vault, which lets a hot wallet act for it at this drop.
    install_registry(stage.chain)
    stage.collect(slug, vault.account)
    drop = stage.read(f"/api/drops/{slug}")["address"]
    vault.send(REGISTRY, delegation(hot_wallet.address, drop))
    stage.chain.mine(3)

    # 2. The hot wallet signs in and hears the full mix; the vault never signed anything.
    screen = visit(hot_wallet)
    screen.connects()
    screen.page.get_by_role("button", name="I own one already").click()
    screen.sees("Pause")
    screen.hears_past(1)
    source = screen.source()
    assert "/hear/" in source
    assert screen.page.request.get(source, headers={"Range": "bytes=0-99"}).status == 206

    # 3. The vault sells: the page stops, and not a byte more is served.
    transfer(vault, drop, buyer.address, 1)
    eventually(lambda: screen.page.request.get(source).status == 403, seconds=REVOCATION_SECONDS)
    screen.page.wait_for_function("() => document.querySelector('audio').paused")
    screen.complaints.expect("403")
