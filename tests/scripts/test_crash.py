"""A run that dies leaves nothing twice and nothing undone: the next run goes on where it stopped."""

import subprocess
import sys

import pytest

from scripts._abis import contract_at
from scripts._charter import load_charter
from scripts._deployments import CONTRACTS, FAN_TOKEN, GOVERNOR
from scripts._drop_decisions import decide_airdrop
from scripts._governance_deployment import GovernanceDeployment
from scripts._label_decisions import allow_token
from scripts._label_deployment import LabelDeployment
from scripts._live_drop import open_drop
from scripts._manifest import load_manifest
from scripts._phase_addition import PhaseAddition
from tests.scripts.charters import write_charter
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


@pytest.fixture
def found_again(tmp_path, create_chain, deployments, screen):
    """Run the deployment of a token and a governor once more, and check that they are a pair."""

    def found_again(**changes):
        charter = load_charter(write_charter(tmp_path, **changes), 0)
        GovernanceDeployment(charter, create_chain(), deployments, screen).run()
        governor, token = (
            contract_at(name, deployments.find_contract(name)["address"]) for name in (GOVERNOR, FAN_TOKEN)
        )
        assert governor.token() == token.address
        assert token.balanceOf(governor) == token.totalSupply() * 4 // 10
        assert not create_chain().journal.path.exists()
        return token

    return found_again


@pytest.mark.parametrize("moment", ["DiesBeforeBroadcast", "DiesAfterBroadcast", "DiesBeforeRecord", "DiesAfterToken"])
def test_found__died__next_run_goes_on_with_the_same_pair(die, found_again, count_transactions, tmp_path, moment):
    before = count_transactions()
    die(moment, "found", str(write_charter(tmp_path)))

    found_again()

    assert count_transactions() == before + 2


@pytest.mark.parametrize(("moment", "lost"), [("DiesBeforeRecord", 1), ("DiesAfterToken", 2)])
def test_found__died_then_changed__deploys_both_as_the_file_says(
    die, found_again, count_transactions, tmp_path, moment, lost
):
    before = count_transactions()
    die(moment, "found", str(write_charter(tmp_path)))

    token = found_again(rules={"quorum_percent": 20}, supply=2_000_000)

    assert token.totalSupply() == 2_000_000 * 10**18
    assert count_transactions() == before + lost + 2


def test_found__died_after_the_governor_then_the_account_moved_on__deploys_both_anew(
    die, found_again, count_transactions, tmp_path, artist, stranger, screen
):
    before = count_transactions()
    die("DiesBeforeRecord", "found", str(write_charter(tmp_path)))
    artist.transfer(stranger, 1)

    found_again()

    assert screen.said[0].startswith("What an earlier run deployed does not fit this file any more")
    assert count_transactions() == before + 4
