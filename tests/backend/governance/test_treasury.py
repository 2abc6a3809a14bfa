"""What fans decide about, as the chain says."""

from dataclasses import replace

import pytest

from backend.chain.currency import Currency
from tests.backend.governance.story import UNIT

COIN = 10**18


@pytest.fixture
def read(client, read_chain):
    async def read():
        await read_chain()
        return (await client.get("/api/governance/treasury")).raise_for_status().json()

    return read


async def test_treasury__new__is_empty(read):
    assert await read() == []


async def test_treasury__coin_and_fan_tokens__are_told_to_the_last_digit(fans, read):
    fans.label.web3.provider.make_request("anvil_setBalance", [fans.governor.address, hex(1_234 * COIN + 1)])
    fans.label.send(fans.token.functions.transfer(fans.governor.address, 5 * UNIT), fans.fan)

    assert await read() == [
        {"currency": None, "amount": str(1_234 * COIN + 1), "text": "1,234.000000000000000001 POL"},
        {"currency": fans.token.address, "amount": str(5 * UNIT), "text": "5 fan tokens"},
    ]


async def test_treasury__currency_without_a_contract__is_left_out(fans, contracts, read):
    gone = Currency(fans.stranger, "USDC", 6, "USD Coin", "2", takes_authorizations=True)
    contracts.deployment = replace(contracts.deployment, currencies={gone.address: gone})

    assert await read() == []
