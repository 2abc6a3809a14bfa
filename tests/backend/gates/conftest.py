import httpx
import pytest
from fastapi import FastAPI

from backend.app import add_problem_handlers
from backend.catalog.models import Release
from backend.chain.models import Cursor
from backend.gates.archive_routes import router as archive_router
from backend.gates.keeping_routes import router as keeping_router
from backend.gates.routes import router
from backend.holdings.models import Ownership
from backend.identity.dependencies import get_member, require_label_owner, require_owner_alone
from backend.identity.members import Member
from tests.backend.gates.watcher import Watcher

DROP = "0x" + "d7" * 20
FINALIZED = 100
SLUG = "night-bus"


def create_member(*wallets, account="a1"):
    return Member(account=account, session="s1", address=wallets[0], wallets=wallets)


@pytest.fixture
async def release(database, clock):
    await put_release(database, clock)


async def put_release(database, clock, slug=SLUG):
    """Have a live release, and an index that is at the head."""
    manifest = {"title": slug.replace("-", " ").title()}
    row = {"manifest": manifest, "created_at": clock(), "drop_address": DROP, "drop_block": 1}
    async with database.transaction() as session:
        session.add(Release(slug=slug, key=slug, **row))
        await session.merge(
            Cursor(number=105, hash="0xh", finalized_number=FINALIZED, finalized_hash="0xf", seen_at=clock())
        )


@pytest.fixture
def give(database):
    """Let a wallet own a token since a block."""

    async def give(owner, token_id=1, block=FINALIZED, contract=DROP):
        async with database.transaction() as session:
            await session.merge(
                Ownership(contract=contract, token_id=token_id, owner=owner, block_number=block, log_index=0)
            )

    return give


@pytest.fixture
def create_client(settings, database, clock):
    """Serve the routes to a member, or to nobody."""

    def create_client(member=None, owner=None, at=database):
        app = FastAPI()
        for routes in (router, keeping_router, archive_router):
            app.include_router(routes)
        add_problem_handlers(app)
        app.state.settings, app.state.database, app.state.clock = settings, at, clock
        app.state.gate_watcher = Watcher()
        app.dependency_overrides[get_member] = lambda: member
        if owner:
            app.dependency_overrides |= {require_label_owner: lambda: owner, require_owner_alone: lambda: owner}
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=settings.public_url)

    return create_client
