import json

import pytest

from scripts._abis import contract_at
from scripts._label_deployment import LabelDeployment
from scripts._networks import network_of
from scripts._refusal import Refusal
from scripts._screen import Declined

AMOY = network_of(80002)


@pytest.fixture
def create_deployment(node, create_chain, create_deployments, screen):
    def create_deployment(**chain):
        opened = create_chain(**chain)
        return LabelDeployment(opened, create_deployments(opened.network), screen)

    return create_deployment


def test_run__default_case__puts_the_label_on_chain_and_records_it(create_deployment, create_deployments, artist):
    address = create_deployment().run()

    record = create_deployments().find_contract("Label")
    assert contract_at("Label", address).owner() == artist.address
    assert record["address"] == address
    assert record["compiler"] == "vyper 0.4.3"


def test_run__default_case__shows_what_it_costs_before_it_asks(create_deployment, create_deployments, screen, node):
    create_deployment().run()

    records = json.loads(create_deployments().path.read_text())["contracts"].values()
    receipts = [node.ask("eth_getTransactionReceipt", record["transaction"]) for record in records]
    used = sum(int(receipt["gasUsed"], 16) for receipt in receipts)
    shown = int(screen.said[0].split("about ")[1].split(":")[0].replace(",", ""))
    assert screen.asked == ["Deploy it?"]
    assert used <= shown < used * 1.1


def test_run__again__does_nothing_and_says_where_it_is(create_deployment, screen, node, artist):
    address = create_deployment().run()
    nonce = node.ask("eth_getTransactionCount", artist.address, "latest")

    assert create_deployment().run() == address
    assert screen.said[-1] == f"The label is at {address} on the local chain already."
    assert node.ask("eth_getTransactionCount", artist.address, "latest") == nonce


def test_run__label_of_before_managed_splits__adds_their_code(create_deployment, create_deployments, screen, node):
    label = create_deployment().run()
    path = create_deployments().path
    record = json.loads(path.read_text())
    del record["contracts"]["ManagedSplit"]
    path.write_text(json.dumps(record))

    assert create_deployment().run() == label

    added = create_deployments().find_contract("ManagedSplit")
    assert len(node.ask("eth_getCode", added["address"], "latest")) > len("0x")
    assert "  owner  " not in screen.said[-3]
    assert screen.said[-1] == "Start the backend again before you create a split, so that it follows it."
    assert create_deployments().find_contract("Label")["address"] == label


def test_run__declined__sends_nothing(create_deployment, create_deployments, screen):
    screen.answer = Declined()

    with pytest.raises(Declined):
        create_deployment().run()
    assert not create_deployments().path.exists()


def test_run__local_chain_was_wiped__deploys_again_and_says_so(create_deployment, create_deployments, screen):
    create_deployments().record_contract("Label", {"address": "0x" + "11" * 20})
    create_deployments().record_drop("low-tide", {"address": "0x" + "22" * 20})

    create_deployment().run()

    assert screen.said[0] == "The local chain was wiped since the label was deployed: it is deployed again."
    assert create_deployments().find_drop("low-tide") is None


def test_run__record_of_another_chain_points_to_nothing__refuses(create_deployment, create_deployments):
    create_deployments(AMOY).record_contract("Label", {"address": "0x" + "11" * 20})

    with pytest.raises(Refusal, match=r"says Label is at 0x1111.*nothing is there on Polygon Amoy"):
        create_deployment(network=AMOY).run()


def test_run__without_funds__says_how_much_is_missing(create_deployment, create_deployments, node, artist):
    node.ask("anvil_setBalance", artist.address, "0x1")

    with pytest.raises(Refusal, match=r"holds 0\.000001 POL and may need .* POL: send it some POL first"):
        create_deployment().run()
    assert not create_deployments().path.exists()
