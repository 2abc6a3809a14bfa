"""What comes in, read for its receivers: a busy token has too many other transfers to follow it as a whole."""

import pytest

from backend.chain.errors import NodeRefused, NodesDisagree, RangeRefused
from backend.chain.incoming import INCOMING, Incoming
from backend.chain.panel import Panel
from backend.chain.reading import EventReader
from backend.chain.transfers import read_transfer
from backend.core.keccak import write_checksum
from tests.backend.attacks.test_index import Liar, hide
from tests.backend.chain.deployed_label import deploy
from tests.backend.chain.fake_chain import create_event

TOKEN, OTHER_TOKEN = "0x" + "C0" * 20, "0x" + "C1" * 20
FAN, SPLIT = "0x" + "Fa" * 20, "0x" + "51" * 20
WANTED = Incoming(frozenset({TOKEN}), frozenset({SPLIT}))


class Nobody:
    """Receivers that events tell nothing new of."""

    def discover_incoming(self, events):
        return Incoming()


@pytest.fixture
def reader(chain):
    return EventReader(chain, chain, [], Nobody())


@pytest.fixture
def token(label):
    return deploy(label.web3, "StableToken")


def payment(value, receiver=SPLIT, token=TOKEN):
    return create_event(address=token, sender=FAN, receiver=receiver, value=value)


@pytest.mark.parametrize("is_range", [False, True], ids=["block", "range"])
async def test_read__what_came_in__has_a_name_of_its_own(chain, reader, is_range):
    chain.mine(payment(1, receiver=FAN), payment(2), payment(3, token=OTHER_TOKEN))

    block = chain.blocks[1]
    events = await (reader.read_range(1, 1, set(), WANTED) if is_range else reader.read_block(block, set(), WANTED))

    assert [(event.name, event.arguments["value"]) for event in events] == [(INCOMING, 2)]


async def test_read_block__token_followed_as_a_whole__is_told_twice(chain, reader):
    chain.mine(payment(2))

    events = await reader.read_block(chain.blocks[1], {TOKEN}, WANTED)

    assert sorted(event.name for event in events) == [INCOMING, "Transfer"]


async def test_read_block__nothing_wanted__asks_for_nothing(chain, reader):
    chain.mine(payment(2))

    assert await reader.read_block(chain.blocks[1], set(), Incoming(frozenset({TOKEN}), frozenset())) == []
    assert await reader.read_block(chain.blocks[1], set()) == []


@pytest.mark.parametrize("is_range", [False, True], ids=["block", "range"])
async def test_panel__one_node_hides_what_came_in__is_not_believed(chain, is_range):
    chain.mine(payment(2))
    panel = Panel([chain, Liar(chain, transfers_of_block=hide, transfers_between=hide)])

    with pytest.raises(NodesDisagree):
        await (
            panel.transfers_between(1, 1, WANTED)
            if is_range
            else panel.transfers_of_block(chain.blocks[1].hash, WANTED)
        )


async def test_transfers_between__more_receivers_than_a_node_takes__finds_what_they_received(node, label, token):
    many = [write_checksum(f"0x{number:040x}") for number in range(1, 1_202)]
    for receiver in (many[0], label.stranger, many[-1]):
        label.send(token.functions.mint(receiver, 5), label.fan)

    wanted = Incoming(frozenset({token.address}), frozenset(many))
    logs = await node.transfers_between(0, label.web3.eth.block_number, wanted)

    assert [read_transfer(log).arguments["receiver"] for log in logs] == [many[0], many[-1]]


async def test_transfers_of_block__block_of_another_chain__is_refused(node, token):
    wanted = Incoming(frozenset({token.address}), frozenset({SPLIT}))

    with pytest.raises(NodeRefused):
        await node.transfers_of_block("0x" + "11" * 32, wanted)


async def test_transfers_between__range_refused__says_so(node, token):
    wanted = Incoming(frozenset({token.address}), frozenset({SPLIT}))

    with pytest.raises(RangeRefused):
        await node.transfers_between(10**9, 1, wanted)
