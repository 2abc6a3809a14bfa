"""Where a real label on a real chain created a drop."""

import pytest

from backend.catalog.creation import CreationFinder
from backend.catalog.fingerprint import release_key
from backend.chain.node import Node

WAREHOUSE = release_key("warehouse")


@pytest.fixture
def label(session_label, anvil):
    return session_label


@pytest.fixture
async def finder(anvil, label):
    node = Node(anvil.url)
    yield CreationFinder(node, label.load_contracts())
    await node.close()


async def test_find__block_of_the_drop__is_its_creation(finder, label):
    drop = label.create_drop("warehouse")

    created = await finder.find(WAREHOUSE, label.web3.eth.block_number)

    assert (created.name, created.arguments["drop"]) == ("DropCreated", drop.address)


@pytest.mark.parametrize(("slug", "distance"), [("night-bus", 0), ("warehouse", -1), ("warehouse", 9)])
async def test_find__another_release_or_block__is_none(finder, label, slug, distance):
    label.create_drop("warehouse")

    assert await finder.find(release_key(slug), label.web3.eth.block_number + distance) is None
