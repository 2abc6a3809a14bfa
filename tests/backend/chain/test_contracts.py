import json

import pytest
from eth_utils import keccak

from backend.chain.contracts import Contracts, Deployment
from backend.chain.errors import DeploymentBroken, DeploymentMissing, InterfaceMissing
from backend.chain.events import Log

LABEL = "0x" + "11" * 20
FAN = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"
TRANSFER = keccak(text="Transfer(address,address,uint256)")


@pytest.fixture
def deployment_file(tmp_path):
    path = tmp_path / "local.json"
    label = {"address": LABEL, "block": 7, "transaction": "0x" + "22" * 32}
    path.write_text(json.dumps({"chain_id": 31337, "contracts": {"Label": label}}))
    return path


@pytest.fixture
def contracts(deployment_file):
    return Contracts.load(deployment_file)


def create_log(*topics, data=b""):
    return Log(FAN, topics, data, block_number=9, block_hash="0xb", transaction_hash="0xt", log_index=3)


def test_load__written_by_the_script__knows_label_and_block(deployment_file):
    assert Deployment.load(deployment_file) == Deployment(chain_id=31337, label=LABEL, start_block=7)


def test_load__no_file__names_the_command(tmp_path):
    with pytest.raises(DeploymentMissing, match="ape run label deploy"):
        Deployment.load(tmp_path / "local.json")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param("{}", "contracts", id="empty"),
        pytest.param("{", "valid JSON", id="broken"),
        pytest.param(
            '{"chain_id": 1, "contracts": {"Label": {"address": "0x12", "block": 1}}}', "address", id="address"
        ),
    ],
)
def test_load__broken_file__says_what_is_missing(deployment_file, text, missing):
    deployment_file.write_text(text)

    with pytest.raises(DeploymentBroken, match=missing):
        Deployment.load(deployment_file)


def test_load__no_interfaces__names_the_command(deployment_file, tmp_path):
    with pytest.raises(InterfaceMissing, match=r"python -m scripts\.abis"):
        Contracts.load(deployment_file, tmp_path)


def test_encode__mint__is_selector_and_arguments(contracts):
    data = contracts.encode("MixDrop", "mint", FAN, 2)

    assert data[:10] == "0x" + keccak(text="mint(address,uint256)")[:4].hex()
    assert data.endswith("2")


def test_decode__transfer_of_a_token__names_its_arguments(contracts):
    log = create_log(TRANSFER, b"\0" * 32, bytes.fromhex(FAN[2:]).rjust(32, b"\0"), (42).to_bytes(32))

    event = contracts.decode(log)

    assert (event.name, event.position) == ("Transfer", (9, 3))
    assert dict(event.arguments) == {"sender": "0x" + "0" * 40, "receiver": FAN, "token_id": 42}


def test_decode__transfer_of_an_amount__is_not_one_of_a_token(contracts):
    log = create_log(TRANSFER, b"\0" * 32, b"\0" * 32, data=(42).to_bytes(32))

    assert contracts.decode(log) is None


@pytest.mark.parametrize("topics", [(), (b"\x01" * 32,)], ids=["anonymous", "foreign"])
def test_decode__event_of_another_contract__is_none(contracts, topics):
    assert contracts.decode(create_log(*topics)) is None


def test_decode__cut_data__is_none(contracts):
    minted = keccak(text="EditionMinted(address,uint256,uint256,uint256)")

    assert contracts.decode(create_log(minted, b"\0" * 32, data=b"\0" * 31)) is None


def test_decode__real_drop__reads_terms_and_payees(contracts, label):
    label.create_drop(price=3)
    (log,) = label.web3.eth.get_logs({"address": label.contract.address, "fromBlock": "latest"})
    raw = Log(log["address"], tuple(map(bytes, log["topics"])), bytes(log["data"]), 1, "0xb", "0xt", 0)

    arguments = contracts.decode(raw).arguments

    assert list(arguments) == ["release", "drop", "split", "terms", "payees", "options"]
    assert (arguments["terms"]["name"], arguments["terms"]["price"]) == ("Warehouse", 3)
    assert arguments["payees"] == [{"account": label.artist, "share": 1_000_000}]
