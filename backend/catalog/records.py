"""What a preparation reads and writes in the database, called from a thread that has no event loop."""

from collections.abc import Awaitable, Callable
from typing import TypedDict, TypeVar

from backend.catalog.documents import digest_of
from backend.catalog.models import (
    FileKind,
    Fragments,
    Preparation,
    PreparationStatus,
    Recording,
    Release,
    ReleaseFile,
    Stage,
)
from backend.catalog.repository import METADATA_PIN, CatalogRepository
from backend.core.clock import Clock
from backend.core.db import Database
from backend.core.portal import Portal
from backend.ipfs.unixfs import Node

T = TypeVar("T")

PROGRESS_STEP = 0.01


class Problem(TypedDict):
    """Why a preparation failed: a sentence, and the field of the release it is about."""

    sentence: str
    field: str | None


class PreparationRecords:
    """One short transaction per call; `portal` runs a coroutine on the database's event loop and waits for it."""

    def __init__(self, database: Database, portal: Portal, clock: Clock) -> None:
        self._database = database
        self._portal = portal
        self._clock = clock

    def get_release(self, slug: str) -> Release:
        """Return a release; raises `ReleaseMissing`."""
        return self._read(lambda repository: repository.get_release(slug))

    def get_recording(self, slug: str) -> Recording:
        """Return what was measured; the measuring step has run."""
        recording = self.find_recording(slug)
        if recording is None:
            msg = f"the audio of {slug} was not measured"
            raise LookupError(msg)
        return recording

    def find_recording(self, slug: str) -> Recording | None:
        """Return what was measured, or `None`."""
        return self._read(lambda repository: repository.find_recording(slug))

    def find_file(self, slug: str, kind: FileKind, source_sha256: str) -> ReleaseFile | None:
        """Return a file made from this very source, or `None`."""
        file = self._read(lambda repository: repository.find_file(slug, kind))
        return file if file and file.source_sha256 == source_sha256 else None

    def list_files(self, slug: str) -> dict[FileKind, ReleaseFile]:
        """Return the files of a release by what they are for."""
        return self._read(lambda repository: repository.list_files(slug))

    def save(self, recording: Recording) -> None:
        """Insert or replace what was measured."""
        self._write(lambda repository: repository.save(recording))

    def save_file(self, file: ReleaseFile, node: Node, fragments: Fragments | None = None) -> None:
        """Insert or replace a file and where its fragments are, and keep what the store has of it."""

        async def change(repository: CatalogRepository) -> None:
            await repository.save(file)
            if fragments:
                await repository.save(fragments)
            await repository.name_pin(file.slug, file.kind, node, self._clock())

        self._write(change)

    def report(self, slug: str, stage: Stage, progress: float) -> None:
        """Write how far the preparation is, unless it hardly moved."""

        async def change(repository: CatalogRepository) -> None:
            preparation = await _get_preparation(repository, slug)
            moved = abs(preparation.progress - progress) >= PROGRESS_STEP
            if moved or (preparation.stage, preparation.status) != (stage, PreparationStatus.RUNNING):
                preparation.stage, preparation.progress = stage, round(progress, 3)
                preparation.status = PreparationStatus.RUNNING

        self._write(change)

    def fail(self, slug: str, problem: Problem) -> None:
        """End the preparation with a problem."""

        async def change(repository: CatalogRepository) -> None:
            preparation = await _get_preparation(repository, slug)
            preparation.status = PreparationStatus.FAILED
            preparation.problem, preparation.field = problem["sentence"], problem["field"]

        self._write(change)

    def finish(self, slug: str, metadata: Node) -> None:
        """End the preparation with the metadata directory."""

        async def change(repository: CatalogRepository) -> None:
            release, preparation = await repository.get_release(slug), await _get_preparation(repository, slug)
            release.metadata_digest, release.prepared_from = digest_of(metadata), preparation.fingerprint
            await repository.name_pin(slug, METADATA_PIN, metadata, self._clock())
            preparation.status, preparation.stage, preparation.progress = PreparationStatus.DONE, Stage.DONE, 1

        self._write(change)

    def _read(self, ask: Callable[[CatalogRepository], Awaitable[T]]) -> T:
        async def run() -> T:
            async with self._database.snapshot() as session:
                return await ask(CatalogRepository(session))

        return self._portal(run())  # type: ignore[no-any-return]

    def _write(self, change: Callable[[CatalogRepository], Awaitable[None]]) -> None:
        async def run() -> None:
            async with self._database.transaction() as session:
                await change(CatalogRepository(session))

        self._portal(run())


async def _get_preparation(repository: CatalogRepository, slug: str) -> Preparation:
    preparation = await repository.find_preparation(slug)
    if preparation is None:
        msg = f"no preparation of {slug} was asked for"
        raise LookupError(msg)
    return preparation
