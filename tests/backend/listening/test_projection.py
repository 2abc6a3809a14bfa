"""Plays follow the chain: an indexer, the ledger and the plays, on both databases."""

import pytest

from backend.chain.indexer import Indexer
from backend.holdings.readings import EVERY_RIGHT
from backend.identity.models import Account, Wallet
from backend.listening.errors import AccessDenied
from backend.listening.models import EndReason
from backend.listening.projection import PlaysProjection
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.databases import each_database  # noqa: F401 - a fixture
from tests.backend.chain.fake_chain import LABEL, FakeChain, create_event, transfer
from tests.backend.holdings.conftest import FollowedContract
from tests.backend.listening.stage import Stage, create_member

SELLER, BUYER = "0x" + "5E" * 20, "0x" + "Bb" * 20
HERE = create_member(wallet=SELLER)
VAULT = "0x" + "5A" * 20
NEW_OWNER = create_member(account="theirs", session="far", wallet=BUYER)


def delegate(vault=VAULT, receiver=SELLER, *, is_enabled):
    return create_event("DelegateAll", **{"from": vault, "to": receiver}, rights=EVERY_RIGHT, enable=is_enabled)


@pytest.fixture
def chain():
    return FakeChain()


@pytest.fixture
async def stage(each_database, clock):  # noqa: F811
    stage = Stage(each_database, clock)
    await stage.publish(drop=LABEL)
    return stage


@pytest.fixture
def indexer(chain, each_database, clock):  # noqa: F811
    return Indexer(chain, chain, each_database, [FollowedContract(LABEL), PlaysProjection(clock, LABEL)], start_block=1)


@pytest.fixture
async def play(chain, stage, indexer):
    """A play on #1, whose mint is final; #2 is held too."""
    chain.mine(transfer(SELLER, 1), transfer(SELLER, 2))
    chain.mine()
    chain.finalized_number = 1
    await catch_up(indexer)
    return await stage.play(HERE)


async def test_apply__token_sold__ends_its_play_at_the_head(chain, stage, indexer, play, clock):
    clock.advance(seconds=9)
    chain.mine(transfer(BUYER, 1, sender=SELLER))

    await catch_up(indexer)

    ended = await stage.find(play.id)
    assert (ended.end_reason, ended.ended_at) == (EndReason.MOVED, clock())


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(transfer(BUYER, 2, sender=SELLER), id="another token"),
        pytest.param(create_event(sender=SELLER, receiver=BUYER, value=1), id="an amount"),
        pytest.param(create_event("Approval", owner=SELLER, spender=BUYER, token_id=1), id="not a transfer"),
    ],
)
async def test_apply__something_else__lets_it_go_on(chain, stage, indexer, play, event):
    chain.mine(event)

    await catch_up(indexer)

    assert (await stage.find(play.id)).ended_at is None


async def prove(database, clock, *wallets):
    """Have the account that is here prove wallets."""
    async with database.transaction() as session:
        session.add(Account(id=HERE.account, created_at=clock()))
        await session.flush()
        row = {"account_id": HERE.account, "is_contract": False, "proven_at": clock()}
        session.add_all(Wallet(address=wallet, **row) for wallet in wallets)


@pytest.fixture
async def lent(chain, stage, indexer):
    """A play on #1, which a vault lends to the wallet that plays."""
    chain.mine(transfer(VAULT, 1), delegate(is_enabled=True))
    chain.mine()
    chain.finalized_number = 1
    await catch_up(indexer)
    return await stage.play(HERE)


async def test_apply__vault_lends_no_more__ends_the_play_at_the_head(chain, stage, indexer, lent, clock):
    await prove(stage.database, clock, SELLER)
    chain.mine(delegate(is_enabled=False))

    await catch_up(indexer)

    assert (await stage.find(lent.id)).end_reason == EndReason.WITHDRAWN


async def test_apply__vault_of_the_same_account__lets_it_go_on(chain, stage, indexer, lent, clock):
    await prove(stage.database, clock, SELLER, VAULT)
    chain.mine(delegate(is_enabled=False))

    await catch_up(indexer)

    assert (await stage.find(lent.id)).ended_at is None


@pytest.mark.parametrize(("vault", "receiver"), [(VAULT, BUYER), (BUYER, SELLER)], ids=["to another", "of another"])
async def test_apply__another_delegation_ends__lets_it_go_on(chain, stage, indexer, lent, clock, vault, receiver):
    await prove(stage.database, clock, SELLER)
    chain.mine(delegate(vault, receiver, is_enabled=False))

    await catch_up(indexer)

    assert (await stage.find(lent.id)).ended_at is None


async def test_apply__new_owner__waits_until_the_transfer_is_final(chain, stage, indexer, play):
    chain.mine(transfer(BUYER, 1, sender=SELLER))
    await catch_up(indexer)
    with pytest.raises(AccessDenied):
        await stage.play(NEW_OWNER)

    chain.finalized_number = 3
    await catch_up(indexer)

    assert (await stage.play(NEW_OWNER)).token_id == 1


async def test_undo__sale_taken_back__gives_nothing_back_but_may_be_asked_for(chain, stage, indexer, play):
    chain.mine(transfer(BUYER, 1, sender=SELLER))
    await catch_up(indexer)
    chain.reorg(1)
    chain.mine()
    chain.mine()

    await catch_up(indexer)

    assert (await stage.find(play.id)).end_reason == EndReason.MOVED
    assert (await stage.play(HERE)).token_id == 1


async def test_undo__blocks_above_the_grant_replaced__lets_it_go_on(chain, stage, indexer, play):
    chain.reorg(1)
    chain.mine()
    chain.mine()

    await catch_up(indexer)

    assert (await stage.find(play.id)).ended_at is None


async def test_start_over__whole_chain_read_again__ends_what_it_granted(stage, indexer, play):
    await indexer.start_over()

    assert (await stage.find(play.id)).end_reason == EndReason.TAKEN_BACK
