"""The committed row is the request: preparations start, and those that died say so."""

import pytest

from backend.catalog.dispatch import PreparationDispatcher
from backend.catalog.models import Preparation, PreparationStatus, Release, Stage
from backend.catalog.repository import CatalogRepository


class Engine:
    """A workflow engine that only remembers."""

    def __init__(self):
        self.started = []
        self.dead = set()

    async def start(self, workflow_id, slug):
        self.started.append((workflow_id, slug))

    async def has_died(self, workflow_id):
        return workflow_id in self.dead


@pytest.fixture
def engine():
    return Engine()


@pytest.fixture
def dispatcher(database, engine):
    return PreparationDispatcher(database, engine)


@pytest.fixture
def ask_for(database, clock, manifest):
    async def ask_for(status):
        async with database.transaction() as session:
            repository = CatalogRepository(session)
            await repository.save(Release(slug="night-bus", key="0x01", manifest=manifest, created_at=clock()))
            await repository.save(
                Preparation(
                    slug="night-bus",
                    fingerprint="f",
                    workflow_id="prepare:night-bus:1",
                    status=status,
                    stage=Stage.WAITING,
                    progress=0,
                )
            )

    return ask_for


async def test_step__nothing_asked__starts_nothing(dispatcher, engine):
    await dispatcher.step()

    assert engine.started == []


async def test_step__queued__starts_it(dispatcher, engine, ask_for):
    await ask_for(PreparationStatus.QUEUED)

    await dispatcher.step()

    assert engine.started == [("prepare:night-bus:1", "night-bus")]


@pytest.mark.parametrize("status", [PreparationStatus.RUNNING, PreparationStatus.DONE, PreparationStatus.FAILED])
async def test_step__not_queued__starts_nothing(dispatcher, engine, ask_for, status):
    await ask_for(status)

    await dispatcher.step()

    assert engine.started == []


async def test_step__died__fails_with_a_sentence(dispatcher, engine, ask_for, database):
    await ask_for(PreparationStatus.RUNNING)
    engine.dead.add("prepare:night-bus:1")

    await dispatcher.step()

    async with database.snapshot() as session:
        preparation = await CatalogRepository(session).find_preparation("night-bus")
    assert preparation.status is PreparationStatus.FAILED
    assert "Ask for it again" in preparation.problem
