"""The background: follow the chain, prepare releases. Settings, then clients, then loops."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

import click
from dbos import DBOS, DBOSConfig, SetWorkflowID

from backend.audio.keyring import Keyring
from backend.catalog.dispatch import PreparationDispatcher
from backend.catalog.preparation import ReleasePreparation
from backend.catalog.projection import CatalogProjection
from backend.catalog.records import PreparationRecords
from backend.catalog.uploads import Uploads
from backend.catalog.workflows import QUEUE, register_preparation
from backend.chain.contracts import Contracts
from backend.chain.indexer import Indexer
from backend.chain.node import Node
from backend.core.clock import utc_now
from backend.core.config import Settings, load_settings
from backend.core.db import Database
from backend.core.logging import configure_logging
from backend.core.sqlite import SubsecondConnection
from backend.drops.projection import DropsProjection
from backend.holdings.projection import HoldingsProjection
from backend.ipfs.store import Store

logger = logging.getLogger(__name__)

# Workflows are resumed by a worker of the same version; raise it when the order of steps changes.
WORKFLOW_VERSION = "1"
PREPARATIONS_AT_ONCE = 1
DEAD = ("ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")


class DbosEngine:
    """Durable preparations on DBOS."""

    def __init__(self, preparation: ReleasePreparation) -> None:
        self._workflow = register_preparation(preparation)

    async def start(self, workflow_id: str, slug: str) -> None:
        """Queue a preparation; queueing the same one again does nothing."""
        with SetWorkflowID(workflow_id):
            await asyncio.to_thread(DBOS.enqueue_workflow, QUEUE, self._workflow, slug)

    async def has_died(self, workflow_id: str) -> bool:
        """Tell whether a preparation ended without finishing."""
        status = await DBOS.get_workflow_status_async(workflow_id)
        return status is not None and status.status in DEAD


@asynccontextmanager
async def run_worker(settings: Settings, *, is_reindexing: bool = False) -> AsyncIterator[None]:
    """Run the loops until the block ends; `is_reindexing` reads the whole chain again first."""
    database, contracts = Database(settings.database_url), Contracts.load(settings.deployment_file)
    node = Node(settings.rpc_url, contracts.chain_id)
    # DBOS works on threads of its own and refuses to be started on an event loop.
    engine = await asyncio.to_thread(_launch_workflows, settings, _build_preparation(settings, database))
    indexer = _build_indexer(contracts, database, node)
    if is_reindexing:
        await indexer.start_over()
    loops = [
        asyncio.create_task(indexer.run(settings.poll_seconds)),
        asyncio.create_task(_dispatch(PreparationDispatcher(database, engine), settings.poll_seconds)),
    ]
    try:
        yield
    finally:
        for loop in loops:
            loop.cancel()
            with suppress(asyncio.CancelledError):
                await loop
        await asyncio.to_thread(DBOS.destroy)
        await node.close()
        await database.close()


def _build_indexer(contracts: Contracts, database: Database, node: Node) -> Indexer:
    label = contracts.label
    projections = (CatalogProjection(label), DropsProjection(label), HoldingsProjection())
    return Indexer(node, contracts, database, projections, contracts.deployment.start_block)


def _launch_workflows(settings: Settings, preparation: ReleasePreparation) -> DbosEngine:
    config: DBOSConfig = {
        "name": "hectic",
        "system_database_url": settings.workflow_database_url,
        "application_version": WORKFLOW_VERSION,
        "log_level": "WARNING",
        "db_engine_kwargs": _choose_engine_options(settings.workflow_database_url),
    }
    DBOS(config=config)
    engine = DbosEngine(preparation)
    DBOS.launch()
    DBOS.register_queue(QUEUE, concurrency=PREPARATIONS_AT_ONCE)
    return engine


def _choose_engine_options(url: str) -> dict[str, Any]:
    return {"connect_args": {"factory": SubsecondConnection}} if url.startswith("sqlite") else {}


def _build_preparation(settings: Settings, database: Database) -> ReleasePreparation:
    loop = asyncio.get_running_loop()

    def portal(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - whatever the coroutine returns
        return asyncio.run_coroutine_threadsafe(work, loop).result()

    return ReleasePreparation(
        PreparationRecords(database, portal, utc_now),
        Uploads(settings.data_directory / "uploads"),
        Store(settings.data_directory / "ipfs"),
        Keyring(settings.sealing_key.get_secret_value()),
        work=settings.data_directory / "work",
        site_url=settings.public_url,
    )


async def _dispatch(dispatcher: PreparationDispatcher, pause_seconds: float) -> None:
    while True:
        try:
            await dispatcher.step()
        except Exception:
            logger.exception("looking for preparations failed, trying again")
        await asyncio.sleep(pause_seconds)


async def _run_until_stopped(settings: Settings, *, is_reindexing: bool) -> None:
    async with run_worker(settings, is_reindexing=is_reindexing):
        await asyncio.Event().wait()


@click.command()
@click.option("--reindex", is_flag=True, help="Read the whole chain again, as after it was rewound.")
def main(*, reindex: bool) -> None:
    """Run the worker alone, beside any number of applications."""
    configure_logging()
    with suppress(KeyboardInterrupt):
        asyncio.run(_run_until_stopped(load_settings(), is_reindexing=reindex))


if __name__ == "__main__":
    main()
