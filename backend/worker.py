"""The background: follow the chain, prepare releases, keep copies. Settings, then clients, then loops."""

import asyncio
from collections.abc import AsyncIterator, Callable
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
from backend.catalog.workflows import QUEUE as PREPARATIONS
from backend.catalog.workflows import register_preparation
from backend.chain.contracts import Contracts, Deployment
from backend.chain.following import follow_contract
from backend.chain.indexer import Indexer
from backend.chain.leadership import create_leadership
from backend.chain.node import Node
from backend.chain.panel import Panel
from backend.core.clock import utc_now
from backend.core.config import Settings, load_settings
from backend.core.db import Database
from backend.core.logging import configure_logging
from backend.core.loops import repeat, run_beside
from backend.core.portal import Portal, open_portal
from backend.core.sqlite import SubsecondConnection
from backend.drops.projection import DropsProjection
from backend.governance.projection import GovernanceProjection
from backend.holdings.projection import HoldingsProjection
from backend.identity.sweeping import SWEEP_SECONDS, SignInSweep
from backend.ipfs.store import Store
from backend.listening.projection import PlaysProjection
from backend.listening.sweeping import SWEEP_SECONDS as PLAY_SWEEP_SECONDS
from backend.listening.sweeping import PlaySweep
from backend.pinning.storage import Storage, open_storage
from backend.pinning.workflows import (
    AUDITS,
    COPIES,
    SCHEDULE,
    register_audits,
    register_copies,
    register_schedule,
)
from backend.relay.wiring import open_relay_office
from backend.royalties.projection import RoyaltiesProjection
from backend.royalties.unread import warn_of_unread_splits

# Workflows are resumed by a worker of the same version; raise it when the order of steps changes.
WORKFLOW_VERSION = "2"
# Copies are counted out to each place by their keeper.
AT_ONCE = {PREPARATIONS: 1, AUDITS: 1}
DEAD = ("ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")


class DbosEngine:
    """Durable work on DBOS: one workflow and the queue it waits in."""

    def __init__(self, queue: str, workflow: Callable[..., None]) -> None:
        self._queue = queue
        self._workflow = workflow

    async def start(self, workflow_id: str, *arguments: str) -> None:
        """Queue a workflow; queueing the same one again does nothing."""
        with SetWorkflowID(workflow_id):
            await asyncio.to_thread(DBOS.enqueue_workflow, self._queue, self._workflow, *arguments)

    async def has_died(self, workflow_id: str) -> bool:
        """Tell whether a workflow ended without finishing."""
        status = await DBOS.get_workflow_status_async(workflow_id)
        return status is not None and status.status in DEAD


@asynccontextmanager
async def run_worker(settings: Settings, *, is_reindexing: bool = False) -> AsyncIterator[None]:
    """Run the loops until the block ends; `is_reindexing` reads the whole chain again first."""
    database, contracts = Database(settings.database_url), Contracts.load(settings.deployment_file)
    store, leadership = Store(settings.data_directory / "ipfs"), create_leadership(database)
    nodes = [Node(url, contracts.chain_id) for url in (settings.rpc_url, *settings.witness_rpc_urls)]
    indexer = _build_indexer(settings, contracts, database, Panel(nodes))
    await _follow_delegations(settings, database)
    await _follow_fans(contracts.deployment, database)
    if is_reindexing:
        await indexer.start_over()
    async with database.snapshot() as session:
        await warn_of_unread_splits(session)
    relaying = open_relay_office(settings, contracts, database, nodes[0])
    async with open_storage(settings, database, store) as storage, relaying as office:
        preparation = _build_preparation(settings, database, store)
        # DBOS works on threads of its own and refuses to be started on an event loop.
        engines = await asyncio.to_thread(_launch_workflows, settings, database, preparation, storage, open_portal())
        keeper, audits = storage.create_keepers(engines[COPIES], engines[AUDITS])
        steps = [PreparationDispatcher(database, engines[PREPARATIONS]).step, keeper.step, audits.step]
        steps += [office.step] if office else []
        loops = [repeat(step, settings.poll_seconds) for step in steps]
        loops.append(repeat(SignInSweep(database, utc_now).step, SWEEP_SECONDS))
        loops.append(repeat(PlaySweep(database, utc_now, settings.play_record_days).step, PLAY_SWEEP_SECONDS))
        try:
            async with run_beside(indexer.run(settings.poll_seconds, leadership), *loops):
                yield
        finally:
            await asyncio.to_thread(DBOS.destroy)
    await leadership.release()
    for node in nodes:
        await node.close()
    await database.close()


def _build_indexer(settings: Settings, contracts: Contracts, database: Database, nodes: Panel) -> Indexer:
    label = contracts.label
    ledger = HoldingsProjection(settings.delegate_registry)
    royalties = RoyaltiesProjection(label, contracts.deployment.split_codes)
    # Plays end by what the ledger says, and royalties are told apart by drops: they come after them.
    projections = (
        CatalogProjection(label),
        DropsProjection(label),
        ledger,
        PlaysProjection(utc_now, settings.delegate_registry),
        royalties,
        GovernanceProjection(contracts.deployment.governor, contracts.deployment.fan_token),
    )
    return Indexer(nodes, contracts, database, projections, contracts.deployment.start_block, receivers=royalties)


async def _follow_delegations(settings: Settings, database: Database) -> None:
    """Read who acts for whom, from the registry's first block on: it is older than the label."""
    if settings.delegate_registry:
        async with database.transaction() as session:
            await follow_contract(session, settings.delegate_registry, settings.delegate_registry_block or None)


async def _follow_fans(deployment: Deployment, database: Database) -> None:
    """Read governor and fan token from their own first blocks on: they may be younger than what is indexed."""
    async with database.transaction() as session:
        for contract in (deployment.governor, deployment.fan_token):
            if contract:
                await follow_contract(session, contract.address, contract.block)


def _launch_workflows(
    settings: Settings, database: Database, preparation: ReleasePreparation, storage: Storage, portal: Portal
) -> dict[str, DbosEngine]:
    config: DBOSConfig = {
        "name": "hectic",
        "system_database_url": settings.workflow_database_url,
        "application_version": WORKFLOW_VERSION,
        "log_level": "WARNING",
        "db_engine_kwargs": _choose_engine_options(settings.workflow_database_url),
    }
    DBOS(config=config)
    workflows: dict[str, Callable[..., None]] = {
        PREPARATIONS: register_preparation(preparation),
        COPIES: register_copies(storage.attendant, portal),
        AUDITS: register_audits(storage.auditor, portal),
    }
    request_audit = register_schedule(database, portal)
    DBOS.launch()
    for queue in workflows:
        DBOS.register_queue(queue, global_concurrency=AT_ONCE.get(queue))
    DBOS.apply_schedules(
        [{"schedule_name": SCHEDULE, "workflow_fn": request_audit, "schedule": settings.audit_schedule}]
    )
    return {queue: DbosEngine(queue, workflow) for queue, workflow in workflows.items()}


def _choose_engine_options(url: str) -> dict[str, Any]:
    return {"connect_args": {"factory": SubsecondConnection}} if url.startswith("sqlite") else {}


def _build_preparation(settings: Settings, database: Database, store: Store) -> ReleasePreparation:
    return ReleasePreparation(
        PreparationRecords(database, open_portal(), utc_now),
        Uploads(settings.data_directory / "uploads"),
        store,
        Keyring(settings.sealing_key.get_secret_value()),
        work=settings.data_directory / "work",
        site_url=settings.public_url,
    )


async def _run_until_stopped(settings: Settings, *, is_reindexing: bool) -> None:
    async with run_worker(settings, is_reindexing=is_reindexing):
        await asyncio.Event().wait()


@click.command()
@click.option("--reindex", is_flag=True, help="Read the whole chain again, as after it was rewound.")
def main(*, reindex: bool) -> None:
    """Run the worker alone, beside any number of applications."""
    settings = load_settings()
    configure_logging(settings.log_format)
    with suppress(KeyboardInterrupt):
        asyncio.run(_run_until_stopped(settings, is_reindexing=reindex))


if __name__ == "__main__":
    main()
