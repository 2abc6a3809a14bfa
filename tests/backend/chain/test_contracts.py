import json

import pytest
from eth_abi import encode
from eth_utils import keccak

from backend.chain.contracts import Contracts, Deployment
from backend.chain.errors import DeploymentBroken, DeploymentMissing, InterfaceMissing
from backend.chain.events import Log

LABEL = "0x" + "11" * 20
NOBODY = "0x" + "0" * 40
FAN = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"
USDC = "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359"
TOKEN = {"symbol": "USDC", "decimals": 6, "name": "USD Coin", "version": "2", "takes_authorizations": True}
RECORD = f'{{"chain_id": 1, "contracts": {{"Label": {{"address": "{LABEL}", "block": 1}}}}, "currencies": %s}}'
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


def test_load__codes_of_splits__are_those_that_were_deployed(deployment_file):
    record = json.loads(deployment_file.read_text())
    record["contracts"]["ManagedSplit"] = {"address": USDC.lower()}
    deployment_file.write_text(json.dumps(record))

    assert Deployment.load(deployment_file).split_codes == {USDC}


def test_load__currencies__knows_them_by_address(deployment_file):
    add_currency(deployment_file, USDC.lower())

    (currency,) = Deployment.load(deployment_file).currencies.values()

    assert (currency.address, currency.symbol, currency.decimals) == (USDC, "USDC", 6)
    assert (currency.name, currency.version, currency.takes_authorizations) == ("USD Coin", "2", True)


def add_currency(deployment_file, address, **changes):
    record = json.loads(deployment_file.read_text())
    deployment_file.write_text(json.dumps(record | {"currencies": {address: TOKEN | changes}}))


def test_find_currency__allowed_meanwhile__reads_the_record_again(deployment_file, contracts):
    assert contracts.find_currency(USDC) is None

    add_currency(deployment_file, USDC)

    assert contracts.find_currency(USDC).symbol == "USDC"


def test_find_currency__record_half_written__is_unknown_for_now(deployment_file, contracts):
    deployment_file.write_text("{")

    assert contracts.find_currency(USDC) is None


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param("{}", "contracts", id="empty"),
        pytest.param("{", "valid JSON", id="broken"),
        pytest.param(
            '{"chain_id": 1, "contracts": {"Label": {"address": "0x12", "block": 1}}}', "address", id="address"
        ),
        pytest.param(RECORD % f'{{"{FAN}": {{}}}}', "symbol", id="currency without a symbol"),
        pytest.param(
            RECORD % '{"0x12": {"symbol": "USDC", "decimals": "six"}}', "valid", id="currency without decimals"
        ),
        pytest.param(RECORD % "[]", "valid JSON", id="list of currencies"),
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

    assert dict(contracts.decode(log).arguments) == {"sender": NOBODY, "receiver": NOBODY, "value": 42}


def test_decode__transfer_by_hand__equals_the_one_by_its_interface(contracts):
    log = create_log(TRANSFER, b"\0" * 32, bytes.fromhex(FAN[2:]).rjust(32, b"\0"), (2**256 - 1).to_bytes(32))

    assert contracts.decode(log) == contracts._decode_by_interface(log)


@pytest.mark.parametrize(
    "log",
    [
        pytest.param(([b"\0" * 32], b""), id="too few topics"),
        pytest.param(([b"\0" * 32] * 2, b"\0" * 31), id="cut amount"),
        pytest.param(([b"\0" * 32] * 4, b""), id="too many topics"),
    ],
)
def test_decode__transfer_that_is_none__is_none(contracts, log):
    topics, data = log

    assert contracts.decode(create_log(TRANSFER, *topics, data=data)) is None


@pytest.mark.parametrize(
    ("topics", "topic"),
    [
        pytest.param(4, "27ab1adc9bca76301ed7a691320766dfa4b4b1aa32c9e05cf789611be7f8c75f", id="ERC-1155"),
        pytest.param(4, "6ebd000dfc4dc9df04f723f827bae7694230795e8f22ed4af438e074cc982d18", id="ERC-20"),
    ],
)
def test_contracts__delegations__have_the_topics_of_the_deployed_registry(contracts, topics, topic):
    assert (bytes.fromhex(topic), topics) in contracts._events


@pytest.mark.parametrize("topics", [(), (b"\x01" * 32,)], ids=["anonymous", "foreign"])
def test_decode__event_of_another_contract__is_none(contracts, topics):
    assert contracts.decode(create_log(*topics)) is None


def test_decode__text_that_is_no_text__replaces_what_cannot_be_read(contracts):
    sold = keccak(text="EditionSold(address,address,address,uint256,uint256,uint256,address,string)")
    data = encode(["uint256", "uint256", "uint256", "address", "bytes"], [1, 1, 5, FAN, b"caf\xe9"])

    event = contracts.decode(create_log(sold, *[b"\0" * 32] * 3, data=data))

    assert event.arguments["comment"] == "caf\N{REPLACEMENT CHARACTER}"


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
