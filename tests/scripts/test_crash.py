"""A run that dies leaves nothing twice and nothing undone: the next run goes on where it stopped."""

import subprocess
import sys

import pytest

from scripts._abis import contract_at
from scripts._deployments import CONTRACTS
from scripts._drop_decisions import decide_airdrop
from scripts._label_decisions import allow_token
from scripts._label_deployment import LabelDeployment
from scripts._live_drop import open_drop
from scripts._manifest import load_manifest
from scripts._phase_addition import PhaseAddition
from tests.scripts.crashing import DEATH
from tests.scripts.releases import write_release


@pytest.fixture
def die(node, tmp_path):
    """Run a command in a process of its own until it dies at `moment`."""

    def die(moment, what, *rest):
        command = [sys.executable, "-m", "tests.scripts.crashing", moment, what, node.url, str(tmp_path), *rest]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == DEATH, run.stdout + run.stderr

    return die


@pytest.fixture
def count_transactions(node, artist):
    return lambda: int(node.ask("eth_getTransactionCount", artist.address, "latest"), 16)


@pytest.fixture
def publish_once(create_publication, count_transactions, deployments):
    """Run a publication and check that the drop exists once, is recorded, and nothing is left to do."""

    def publish_once(before):
        publication = create_publication()
        publication.run()
        label = contract_at("Label", deployments.find_contract("Label")["address"])
        assert label.drop_count() == 1
        assert count_transactions() == before + 1
        assert deployments.find_drop("low-tide")["transaction"]
        assert not publication.chain.journal.path.exists()

    return publish_once


@pytest.mark.parametrize("moment", ["DiesBeforeBroadcast", "DiesAfterBroadcast", "DiesBeforeRecord"])
def test_publish__died__next_run_creates_no_second_drop(
    die, publish_once, count_transactions, backend, release, moment
):
    before = count_transactions()
    die(moment, "publish", backend.url, str(release))

    publish_once(before)
    assert backend.count("PUT", "/audio") == 1


def test_publish__died_while_pending__next_run_waits_for_the_same_transaction(
    die, publish_once, count_transactions, backend, release, held_back
):
    before = count_transactions()
    die("DiesAfterBroadcast", "publish", backend.url, str(release))
    assert count_transactions() == before

    # The next run finds it unmined; the chain's next block comes a second later.
    held_back.ask("evm_setIntervalMining", 1)
    publish_once(before)
    held_back.ask("evm_setIntervalMining", 0)


def test_publish__died_before_broadcast_then_changed__publishes_the_change(
    die, create_publication, backend, release, deployments
):
    die("DiesBeforeBroadcast", "publish", backend.url, str(release))

    create_publication(price="7").run()

    assert contract_at("MixDrop", deployments.find_drop("low-tide")["address"]).price() == 7 * 10**18


@pytest.mark.parametrize("moment", ["DiesBeforeBroadcast", "DiesAfterBroadcast", "DiesBeforeRecord"])
def test_allow__died__next_run_allows_once_and_records_it(die, desk, deployments, usdc, count_transactions, moment):
    before = count_transactions()
    die(moment, "allow", usdc)
    assert deployments.list_currencies() == ()

    allow_token(desk, usdc, is_allowed=True)

    assert count_transactions() == before + 1
    assert [currency.address for currency in deployments.list_currencies()] == [usdc]
    assert not desk.chain.journal.path.exists()


@pytest.mark.parametrize("moment", ["DiesBeforeBroadcast", "DiesAfterBroadcast", "DiesBeforeRecord"])
def test_airdrop__died__next_run_gives_away_once(die, desk, create_publication, stranger, moment):
    create_publication().run()
    die(moment, "airdrop", "low-tide", stranger.address)

    drop = open_drop(desk.catalogue, "low-tide")
    desk.carry_out(decide_airdrop(desk, drop, (stranger.address,), 0))

    assert drop.ask("balanceOf", stranger.address) == 1
    assert not desk.chain.journal.path.exists()


@pytest.mark.parametrize("moment", ["DiesBeforeBroadcast", "DiesAfterBroadcast", "DiesBeforeRecord"])
def test_add_phase__died__next_run_adds_it_once(die, desk, create_publication, server, backend, release, moment):
    create_publication().run()
    write_release(release.parent, phases=[{"name": "Late", "price": "1"}, {"name": "Later", "price": "1"}])
    die(moment, "add_phase", backend.url, str(release))

    PhaseAddition(desk, load_manifest(release), server).run()

    assert open_drop(desk.catalogue, "low-tide").ask("phase_count") == 1
    assert desk.screen.said[-1] == "Still to be added: 1. Run this again."
    assert not desk.chain.journal.path.exists()


def test_deploy__died_after_the_last_broadcast__next_run_records_it(
    die, create_chain, create_deployments, count_transactions, screen
):
    before = count_transactions()
    die("DiesAfterLabel", "deploy")
    assert create_deployments().find_contract("Label") is None

    address = LabelDeployment(create_chain(), create_deployments(), screen).run()

    assert count_transactions() == before + len(CONTRACTS)
    assert create_deployments().find_contract("Label")["address"] == address
    assert screen.asked == []
