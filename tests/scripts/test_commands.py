"""The commands as a DJ runs them, in a process of their own."""

import pytest

from scripts._abis import contract_at
from tests.scripts.releases import PRODUCER, SINGER, write_release
from tests.scripts.storages import create_object, create_storage

NOWHERE = "http://127.0.0.1:9"


def test_publish__default_case__prints_the_page(ape, node, backend, deployments, release):
    run = ape("drop", "publish", str(release), "--backend", backend.url, network=node.url)

    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == f"“Low Tide” is live: {backend.url}/drops/low-tide"
    assert deployments.find_drop("low-tide")["address"]


def test_deploy__node_down__is_one_sentence_and_exit_code_2(ape):
    run = ape("label", "deploy", network=NOWHERE)

    assert run.returncode == 2
    assert run.stderr.startswith("Error: The node does not answer (")
    assert run.stderr.endswith("start it, or correct --network.\n")
    assert len(run.stderr.splitlines()) == 1


def test_publish__backend_down__is_one_sentence_and_exit_code_2(ape, node, deployments, release):
    run = ape("drop", "publish", str(release), "--backend", NOWHERE, network=node.url)

    assert run.returncode == 2
    assert run.stderr == f"Error: The backend at {NOWHERE} does not answer: start it, or correct --backend.\n"
    assert deployments.find_drop("low-tide") is None


def test_publish__wrong_manifest__is_one_sentence_and_exit_code_2(ape, node, tmp_path):
    release = write_release(tmp_path / "low-tide", supply=0)

    run = ape("drop", "publish", str(release), network=node.url)

    assert run.returncode == 2
    assert run.stderr.startswith("Error: supply is 0; it should be the number of editions")


def test_pause__default_case__pauses_the_drop(ape, node, create_publication, deployments):
    create_publication().run()

    run = ape("drop", "pause", "low-tide", network=node.url)

    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "“low-tide” sells nothing now."
    assert contract_at("MixDrop", deployments.find_drop("low-tide")["address"]).is_paused()


def test_crew__default_case__gives_rights(ape, node, deployments, stranger):
    run = ape("label", "crew", stranger.address, "--may", "pause", network=node.url)

    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == f"{stranger.address} may pause now."


def test_ticket__default_case__prints_the_page_with_it(ape, node, create_publication, release, artist, stranger):
    create_publication(phases=[{"name": "Bar", "signer": artist.address, "price": "1"}]).run()
    wish = ("--wallet", stranger.address, "--phase", "Bar", "--backend", "http://label.test")

    run = ape("drop", "ticket", str(release), *wish, network=node.url)

    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1].startswith("http://label.test/drops/low-tide#ticket=ey")


def test_gate__file__sets_it_and_shows_it(ape, node, backend, tmp_path, create_publication):
    create_publication().run()
    (tmp_path / "gate.json").write_text('{"badge": "regular"}')
    wish = ("low-tide", str(tmp_path / "gate.json"), "--recording", "original", "--backend", backend.url)

    run = ape("drop", "gate", *wish, network=node.url)

    assert run.returncode == 0, run.stderr
    assert backend.gates == {("low-tide", "original"): {"badge": "regular"}}
    assert run.stdout.endswith('{\n  "badge": "regular"\n}\n')


def test_gate__clear__lets_an_edition_open_it_again(ape, node, backend, create_publication):
    create_publication(gate={"badge": "regular"}).run()

    run = ape("drop", "gate", "low-tide", "--clear", "--backend", backend.url, network=node.url)

    assert run.returncode == 0, run.stderr
    assert backend.gates == {}
    assert run.stdout.endswith('{\n  "editions": {}\n}\n')


def test_list__file_of_a_phase__keeps_its_wallets(ape, node, backend, deployments, tmp_path):
    (tmp_path / "press.csv").write_text(f"wallet,quantity\n{PRODUCER},2\n{SINGER.lower()},1\n")

    run = ape("drop", "list", "press", str(tmp_path / "press.csv"), "--backend", backend.url, network=node.url)

    assert run.returncode == 0, run.stderr
    assert backend.gate_lists == {"press": [PRODUCER, SINGER]}
    assert run.stdout.endswith("The list “press” has 2 wallets.\n")


@pytest.mark.parametrize(("is_safe", "code"), [(True, 0), (False, 1)], ids=["safe", "not safe"])
def test_status__storage__decides_the_exit_code(ape, node, backend, is_safe, code):
    backend.storage = create_storage(create_object("low-tide/mix", is_safe=is_safe))

    run = ape("storage", "status", "--backend", backend.url, network=node.url)

    assert run.returncode == code, run.stderr
    assert ("NOT SAFE: 1 of 1 object lacking copies." in run.stdout) is not is_safe


def test_distribute__default_case__shows_each_amount_and_pays(ape, node, create_publication, deployments, artist):
    create_publication().run()
    split = deployments.find_drop("low-tide")["split"]
    node.ask("eth_sendTransaction", {"from": artist.address, "to": split, "value": hex(10**18)})
    node.mine()

    run = ape("royalties", "distribute", "low-tide", network=node.url)

    assert run.returncode == 0, run.stderr
    assert f"0.625 POL      62.5 %  {PRODUCER}" in run.stdout
    assert run.stdout.splitlines()[-1].startswith("The split of “low-tide” paid its payees")


def test_create__payees_of_a_file__makes_a_split_that_show_finds(ape, node, deployments, tmp_path):
    (tmp_path / "band.csv").write_text(f"account,share,name\n{PRODUCER},62.5,Isla\n{SINGER},37.5,\n")

    created = ape("royalties", "create", str(tmp_path / "band.csv"), "--reward", "0.5", network=node.url)

    assert created.returncode == 0, created.stderr
    address = created.stdout.splitlines()[-1].split()[4].rstrip(":")
    shown = ape("royalties", "show", address, network=node.url, is_reading=True)
    assert f"\nThe split {address}:\nWho gets what, for good:\n      37.5 %  {SINGER}\n" in shown.stdout


def test_rates__file__hands_it_over_as_it_is(ape, node, backend, deployments, tmp_path):
    sheet = "currency,fiat,observed_at,value,source\nPOL,EUR,2026-11-01T12:00Z,0.42,my bank\n"
    (tmp_path / "rates.csv").write_text(sheet)

    run = ape("royalties", "rates", str(tmp_path / "rates.csv"), "--backend", backend.url, network=node.url)

    assert run.returncode == 0, run.stderr
    assert (backend.rates, run.stdout.splitlines()[-1]) == (sheet, "1 rate kept.")
