"""Who may listen for whom, on both databases."""

import pytest
from sqlmodel import select

from backend.holdings.models import Delegation
from backend.holdings.projection import HoldingsProjection
from backend.holdings.readings import EVERY_RIGHT, LISTENING_RIGHT
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.fake_chain import LABEL, create_event

VAULT = "0x" + "5A" * 20
HOT = "0x" + "40" * 20
DROP = "0x" + "D0" * 20
OTHER_RIGHT = "0x" + "77" * 32


@pytest.fixture
def index(create_indexer, each_database):
    """Follow a registry that stands at the label's address."""

    async def index():
        await catch_up(create_indexer(each_database, projection=FollowedRegistry(LABEL)))

    return index


class FollowedRegistry(HoldingsProjection):
    async def addresses(self, session):
        return {LABEL}


@pytest.fixture
def read(each_database):
    async def read():
        statement = select(Delegation).where(Delegation.is_enabled).order_by(Delegation.key)
        async with each_database.snapshot() as session:
            rows = (await session.execute(statement)).scalars().all()
        return [(row.vault, row.delegate, row.kind, row.contract, row.token_id) for row in rows]

    return read


def delegate(name="DelegateAll", registry=LABEL, rights=EVERY_RIGHT, **scope):
    wallets = {"from": VAULT, "to": HOT}
    scope = {"contract_" if key == "contract" else key: value for key, value in scope.items()}
    return create_event(name, registry, **wallets, **{"rights": rights, "enable": True} | scope)


async def test_apply__every_kind__is_kept_with_its_scope(chain, index, read):
    token = {"contract": DROP, "tokenId": 7}
    chain.mine(
        delegate(),
        delegate("DelegateContract", contract=DROP),
        delegate("DelegateERC721", **token, rights=LISTENING_RIGHT),
        create_event("DelegateERC20", **{"from": VAULT, "to": HOT}, contract_=DROP, rights=EVERY_RIGHT, amount=1),
        create_event(
            "DelegateERC1155", **{"from": VAULT, "to": HOT}, contract_=DROP, tokenId=7, rights=EVERY_RIGHT, amount=0
        ),
    )

    await index()

    assert sorted(await read(), key=str) == [
        (VAULT, HOT, "all", None, None),
        (VAULT, HOT, "contract", DROP, None),
        (VAULT, HOT, "erc20", DROP, None),
        (VAULT, HOT, "erc721", DROP, 7),
    ]


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(delegate(rights=OTHER_RIGHT), id="right to something else"),
        pytest.param(delegate(registry=DROP), id="said elsewhere"),
        pytest.param(delegate(enable=False), id="taken back"),
    ],
)
async def test_apply__no_permission__lets_nobody_listen(chain, index, read, event):
    chain.mine(event)

    await index()

    assert await read() == []


async def test_apply__taken_back_later__is_not_enabled(chain, index, read):
    chain.mine(delegate(), delegate(rights=LISTENING_RIGHT))
    chain.mine(delegate(enable=False))

    await index()

    assert len(await read()) == 1


async def test_undo__taking_back_reorged_out__is_enabled_again(chain, index, read):
    chain.mine(delegate())
    chain.mine(delegate(enable=False))
    await index()
    assert await read() == []

    chain.reorg(1)
    chain.mine()
    chain.mine()
    await index()

    assert await read() == [(VAULT, HOT, "all", None, None)]
