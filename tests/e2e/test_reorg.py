"""The chain changes its mind: what a fan sees and hears follows it."""

import pytest

from tests.stage import eventually, find_account

SLUG = "changed-mind"


@pytest.fixture
def fan():
    return find_account(6)


@pytest.fixture(scope="module")
def slug(stage, create_release):
    return stage.publish(create_release(SLUG))


@pytest.fixture
def listener(stage, fan):
    with stage.sign_in(fan) as listener:
        yield listener


def read_access(listener):
    return listener.get(f"/api/releases/{SLUG}/access").json()["state"]


def test_mint__reorged_out_and_mined_again__is_there_once(stage, slug, fan, listener):
    transaction = stage.collect(slug, fan)
    eventually(lambda: read_access(listener) == "pending")
    assert stage.read(f"/api/drops/{slug}")["minted"] == 1

    stage.chain.reorg(1)
    eventually(lambda: read_access(listener) == "stranger")
    assert stage.read(f"/api/drops/{slug}")["minted"] == 0

    stage.chain.ask("eth_sendRawTransaction", transaction)
    stage.chain.mine(3)
    eventually(lambda: read_access(listener) == "holder")
    assert stage.read(f"/api/drops/{slug}")["minted"] == 1
    assert listener.get(f"/api/drops/{slug}").json()["serials_of_viewer"] == [1]
