"""The label's own server as far as it tells of votes: real routes, which read the chain before each answer."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI

from backend.app import add_problem_handlers
from backend.chain.contracts import Contracts
from backend.chain.following import follow_contract
from backend.chain.indexer import Indexer
from backend.chain.node import Node
from backend.core.config import Settings
from backend.drops.routes import router as drops_router
from backend.governance.deed_routes import router as deed_router
from backend.governance.projection import GovernanceProjection
from backend.governance.routes import router
from backend.holdings.projection import HoldingsProjection
from tests.backend.chain.catching_up import catch_up
from tests.backend.chain.databases import empty_database


def create_app(node_url, record, folder):
    """Return the server of the label in `record`; it answers once it has read all of the chain."""
    contracts = Contracts.load(record)
    deployment = contracts.deployment
    followed = (deployment.governor, deployment.fan_token)
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite+aiosqlite:///{folder}/votes.sqlite",
        data_directory=folder / "data",
        sealing_key="11" * 32,
    )

    @asynccontextmanager
    async def run(app):
        app.state.node = Node(node_url)
        async with empty_database(settings.database_url) as app.state.database:
            async with app.state.database.transaction() as session:
                for contract in followed:
                    await follow_contract(session, contract.address, contract.block)
            projections = [HoldingsProjection(), GovernanceProjection(*followed)]
            app.state.indexer = Indexer(
                app.state.node, contracts, app.state.database, projections, deployment.start_block
            )
            yield
        await app.state.node.close()

    app = FastAPI(lifespan=run)
    app.state.settings, app.state.contracts = settings, contracts

    @app.middleware("http")
    async def read_chain(request, call_next):
        await catch_up(app.state.indexer)
        head = datetime.fromtimestamp((await app.state.node.head()).timestamp, UTC)
        app.state.clock = lambda: head
        return await call_next(request)

    for each in (router, deed_router, drops_router):
        app.include_router(each)
    add_problem_handlers(app)
    return app
