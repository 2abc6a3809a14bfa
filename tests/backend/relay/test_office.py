"""Who does what is due, and what is noted of the relayer."""

import pytest

from backend.chain.node import Node
from backend.relay.office import NOTED_EVERY
from backend.relay.repository import RelayRepository
from backend.relay.wiring import open_relay_office
from tests.backend.relay.conftest import COIN
from tests.backend.relay.signing import ballot


class Follower:
    """Somebody else leads."""

    async def take(self):
        return False


@pytest.fixture
def find_purse(database):
    async def find_purse():
        async with database.snapshot() as session:
            return await RelayRepository(session).find_purse()

    return find_purse


async def test_step__another_process_leads__does_nothing(proposal, fan, open_office, hand_in, read, find_purse):
    relay_id = await hand_in(ballot(fan.address, proposal=proposal), fan)

    await open_office(leadership=Follower()).step()

    assert ((await read(relay_id))[0].state, await find_purse()) == ("waiting", None)


async def test_step__coin_comes_in__is_noted_within_seconds(fans, anvil, office, relayer, find_purse, clock):
    await office.step()
    anvil.ask("anvil_setBalance", relayer.address, hex(2 * COIN))
    clock.advance(seconds=NOTED_EVERY.total_seconds() - 1)
    await office.step()
    before = await find_purse()
    clock.advance(seconds=1)
    await office.step()
    after = await find_purse()

    assert (before.relayer, before.balance_wei, after.balance_wei) == (relayer.address, COIN, 2 * COIN)
    assert after.seen_at - before.seen_at == NOTED_EVERY
    assert after.fee_wei >= 2 * fans.label.web3.eth.get_block("latest").baseFeePerGas


async def test_step__node_is_down__is_met_again(fans, open_office, find_purse, caplog):
    silent = Node("http://127.0.0.1:1")

    await open_office(node=silent).step()
    await silent.close()

    assert "The chain's node does not answer." in caplog.text
    assert await find_purse() is None


async def test_open_relay_office__key_was_taken_away__has_none_and_says_so(
    settings, contracts, database, node, office, find_purse
):
    await office.step()

    async with open_relay_office(settings, contracts, database, node) as opened:
        assert opened is None

    assert await find_purse() is None


async def test_open_relay_office__with_a_key__sends_for_it(
    settings, contracts, database, node, relayer, relayer_key, find_purse
):
    settings = settings.model_copy(update={"relayer_key": type(settings.relayer_key)(relayer_key.key.to_0x_hex())})

    async with open_relay_office(settings, contracts, database, node) as opened:
        await opened.step()

    assert (await find_purse()).relayer == relayer.address
