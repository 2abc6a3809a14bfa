"""Prepare a release: durable steps, each of which may be repeated after a crash without doing anything twice."""

from collections.abc import Callable

from dbos import DBOS

from backend.catalog.preparation import ReleasePreparation
from backend.catalog.records import Problem
from backend.core.logging import name_work

QUEUE = "preparations"
WORKFLOW = "prepare_release"

Step = Callable[[str], Problem | None]


def register_preparation(preparation: ReleasePreparation) -> Callable[[str], None]:
    """Register the workflow with DBOS and return it; its argument is the slug."""
    steps = [
        _register(name, step)
        for name, step in (
            ("cover", preparation.prepare_cover),
            ("measure", preparation.measure),
            ("preview", preparation.prepare_preview),
            ("mix", preparation.prepare_mix),
            ("original", preparation.seal_original),
            ("aac", preparation.prepare_aac_fragments),
            ("opus", preparation.prepare_opus_fragments),
            ("finish", preparation.finish),
        )
    ]

    @DBOS.step(name="prepare.fail")
    def fail(slug: str, problem: Problem) -> None:
        preparation.fail(slug, problem)

    @DBOS.workflow(name=WORKFLOW)
    def prepare_release(slug: str) -> None:
        name_work(DBOS.workflow_id)
        for step in steps:
            problem = step(slug)
            if problem is not None:
                fail(slug, problem)
                return

    return prepare_release


def _register(name: str, step: Step) -> Step:
    # DBOS marks what it registers, and a bound method takes no marks.
    @DBOS.step(name=f"prepare.{name}")
    def run(slug: str) -> Problem | None:
        return step(slug)

    return run
