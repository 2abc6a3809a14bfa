import pytest

from backend.drops.network import describe_network


@pytest.fixture
def describe(settings):
    def describe(**changes):
        return describe_network(settings.model_copy(update=changes), 31337).model_dump(by_alias=True)

    return describe


def test_describe_network__development__names_our_own_node(describe):
    assert describe() == {
        "chainId": "0x7a69",
        "chainName": "Local chain",
        "nativeCurrency": {"name": "POL", "symbol": "POL", "decimals": 18},
        "rpcUrls": ["http://127.0.0.1:8545"],
        "blockExplorerUrls": None,
    }


def test_describe_network__production__keeps_our_own_node_to_itself(describe):
    assert describe(environment="production")["rpcUrls"] == []


def test_describe_network__public_node_and_explorer__are_named(describe):
    network = describe(wallet_rpc_url="https://rpc.test", explorer_url="https://scan.test")

    assert network["rpcUrls"] == ["https://rpc.test"]
    assert network["blockExplorerUrls"] == ["https://scan.test"]


async def test_read_network__anonymous__is_what_wallets_take(create_client, offline_contracts):
    async with create_client(node=None, contracts=offline_contracts) as client:
        answer = await client.get("/api/network")

    assert answer.json()["chainId"] == "0x7a69"


async def test_read_drop__not_indexed__is_not_found(create_client, offline_contracts):
    async with create_client(node=None, contracts=offline_contracts) as client:
        answer = await client.get("/api/drops/warehouse")

    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/drop-missing"
