"""What a release.yaml says arrives at fans: a real backend keeps the list, follows the phases, numbers the editions."""

import pytest

from tests.stage import eventually, find_account

FAN, GUEST, STRANGER = (find_account(index).address for index in (3, 4, 6))


@pytest.fixture
def publish(stage, create_release, write_files):
    """Publish a release of a few seconds with changed fields and files beside it; returns its slug."""

    def publish(slug, files=(), **changes):
        return stage.publish(write_files(create_release(slug, **changes), dict(files)))

    return publish


@pytest.fixture
def write_files():
    def write_files(folder, files):
        for name, text in files.items():
            (folder / name).write_text(text)
        return folder

    return write_files


def test_publish__phases_with_a_list__is_sold_to_those_on_it(stage, publish):
    phases = [{"name": "Friends", "price": "0.2", "allowlist": "friends.csv"}, {"name": "Late", "price": "0.7"}]
    files = {"friends.csv": f"wallet,quantity,price\n{FAN},2,0.1\n{GUEST},1,\n"}

    slug = publish("listed", files, phases=phases)

    drop = stage.read(f"/api/drops/{slug}?wallet={FAN}")
    assert [(phase["name"], phase["audience"]) for phase in drop["phases"]] == [
        ("Public sale", "public"),
        ("Friends", "allowlist"),
        ("Late", "public"),
    ]
    assert drop["phases"][1]["yours"] == {"quantity": 2, "price": str(10**17)}
    assert stage.read(f"/api/drops/{slug}?wallet={STRANGER}")["phases"][1]["yours"] is None


def test_reveal__of_an_open_drop_that_was_closed__numbers_its_editions(stage, publish):
    slug = publish("opened", supply="open", cut_off="2040-06-30T20:00Z")
    stage.collect(slug, find_account(3), 2)
    eventually(lambda: stage.read(f"/api/drops/{slug}")["minted"] == 2)
    stage.run_ape("drop", "close", slug, "--yes")

    said = stage.run_ape("drop", "reveal", slug, "--backend", stage.url, "--yes")

    assert said.splitlines()[-1] == f"Each edition of “{slug}” has its own document now."
