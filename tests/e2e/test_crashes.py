"""Power cuts: the backend in the middle of a preparation, the script with its transaction in the air."""

import sqlite3
from contextlib import closing

from tests.stage import eventually

LONG_ENOUGH_SECONDS = 300


def start_publishing(stage, release):
    return stage.start_ape("drop", "publish", str(release / "release.yaml"), "--backend", stage.url, "--yes")


def start_publishing_without_blocks(stage, release):
    """Publish up to the moment the transaction waits for a block, then kill the script."""
    stage.chain.ask("evm_setAutomine", False)
    publishing = start_publishing(stage, release)
    eventually(lambda: stage.chain.ask("txpool_status")["pending"] == "0x1")
    publishing.kill()
    publishing.communicate()


def count_drops(stage):
    """Return the drops on record and on chain."""
    return len(stage.read_records()["drops"]), int(stage.call_label("drop_count"), 16)


def read_preparation(stage, slug):
    with closing(sqlite3.connect(stage.folder / "hectic.sqlite")) as database:
        return database.execute("select status, stage from preparations where slug = ?", (slug,)).fetchone()


def test_publish__backend_killed_during_preparation__goes_on_where_it_was(stage, create_release):
    release = create_release("power-cut", LONG_ENOUGH_SECONDS)
    recorded, on_chain = count_drops(stage)
    publishing = start_publishing(stage, release)
    next(line for line in publishing.stdout if "encoding" in line)
    stage.backend.kill()
    output, _ = publishing.communicate()

    assert read_preparation(stage, "power-cut") == ("running", "encoding")
    assert "does not answer" in output
    stage.backend.start()
    stage.publish(release)
    assert count_drops(stage) == (recorded + 1, on_chain + 1)


def test_publish__script_killed_after_sending__finds_its_transaction(stage, create_release):
    release = create_release("in-the-air")
    recorded, on_chain = count_drops(stage)
    start_publishing_without_blocks(stage, release)
    stage.chain.ask("evm_setAutomine", True)
    stage.chain.mine()

    stage.publish(release)

    assert count_drops(stage) == (recorded + 1, on_chain + 1)


def test_publish__transaction_lost_after_the_script_died__sends_another(stage, create_release):
    release = create_release("lost")
    recorded, on_chain = count_drops(stage)
    start_publishing_without_blocks(stage, release)
    stage.chain.ask("anvil_dropAllTransactions")
    stage.chain.ask("evm_setAutomine", True)

    stage.publish(release)

    assert count_drops(stage) == (recorded + 1, on_chain + 1)


def test_publish__again_after_success__says_so(stage, create_release):
    release = create_release("twice")
    stage.publish(release)
    drops = count_drops(stage)

    output = stage.run_ape("drop", "publish", str(release / "release.yaml"), "--backend", stage.url, "--yes")

    assert f"{stage.url}/drops/twice" in output
    assert count_drops(stage) == drops
