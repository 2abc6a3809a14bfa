"""All SQL of judging but the statements that trees compile to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, func, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from backend.catalog.models import Release
from backend.chain.following import list_unread
from backend.chain.models import Cursor
from backend.chain.repository import NOTHING_FINAL
from backend.core.db import Executor
from backend.gates.evaluation import NOTHING, Standing
from backend.gates.models import GateTree, RecordingGate
from backend.gates.scopes import PENDING, SETTLED
from backend.gates.sentences import Named
from backend.gates.statement import Statement
from backend.gates.tree import Amount, Gate
from backend.gates.verdict import Witness

MIX = "mix"


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be known before a gate is asked; `tree` is canonical JSON, `None` where no gate is set."""

    drop: str
    title: str
    tree: str | None
    finalized: int
    seen_at: datetime | None


class GateQuestions:
    """Reads what a gate asks; contracts and wallets are in checksum case."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def find_question(self, slug: str, recording: str) -> Question | None:
        """Return what to ask about a recording, or `None` for a release without a drop.

        A recording without a gate of its own has that of the mix.
        """
        row = (await self._executor.execute(QUESTION, {"slug": slug, "recording": recording})).one_or_none()
        if row is None or row.drop_address is None:
            return None
        finalized = NOTHING_FINAL if row.finalized_number is None else row.finalized_number
        return Question(row.drop_address, row.title or slug, row.tree, finalized, row.seen_at)

    async def list_standings(
        self, gate: Gate, statement: Statement | None, parameters: Mapping[str, Any]
    ) -> list[Standing]:
        """Ask a compiled gate; return the standing of each leaf in reading order."""
        found: dict[int, list[Any]] = {}
        if statement is not None:
            for row in (await self._executor.execute(statement, parameters)).all():
                found.setdefault(row[0], []).append(row)
        return [
            _read_standing(found[place], is_amount=isinstance(leaf, Amount)) if place in found else NOTHING
            for place, leaf in enumerate(gate.leaves)
        ]

    async def list_unread(self, tokens: Collection[str]) -> set[str]:
        """Return those of some tokens of which nothing is known yet, for the index still reads their past."""
        return await list_unread(self._executor, tokens)

    async def list_names(self, slugs: Collection[str]) -> dict[str, Named]:
        """Return what releases and their tiers are called, by slug."""
        statement = select(col(Release.slug), col(Release.manifest)).where(col(Release.slug).in_(slugs))
        rows = (await self._executor.execute(statement)).all()
        return {slug: _read_names(slug, manifest) for slug, manifest in rows}


def _build_question() -> Any:  # noqa: ANN401 - a statement whose rows are read by name
    """Select release, gate and cursor at once: this is asked for every play."""
    own, mix = aliased(RecordingGate), aliased(RecordingGate)
    asked = bindparam("recording", type_=String)
    digest = func.coalesce(col(own.digest), col(mix.digest))
    return (
        select(
            col(Release.drop_address),
            col(Release.manifest)["title"].as_string().label("title"),
            col(GateTree.tree),
            col(Cursor.finalized_number),
            col(Cursor.seen_at),
        )
        .outerjoin(own, (col(own.slug) == col(Release.slug)) & (col(own.recording) == asked))
        .outerjoin(mix, (col(mix.slug) == col(Release.slug)) & (col(mix.recording) == literal(MIX)))
        .outerjoin(GateTree, col(GateTree.digest) == digest)
        .outerjoin(Cursor, literal(value=True))
        .where(col(Release.slug) == bindparam("slug", type_=String))
    )


QUESTION = _build_question()


def _read_standing(rows: list[Any], *, is_amount: bool) -> Standing:
    """Read the rows of one leaf: of amounts each has its part of the sum, of all others each has the whole."""
    parts = rows if is_amount else rows[:1]
    settled, hoped, feared = (sum(int(row[column]) for row in parts) for column in (6, 7, 8))
    tokens = [row for row in rows if row[1] is not None and row[3] is not None]
    return Standing(
        settled,
        hoped,
        feared,
        tuple(_read_witness(row) for row in tokens if row[5] == SETTLED),
        tuple(_read_witness(row) for row in tokens if row[5] == PENDING),
    )


def _read_witness(row: Any) -> Witness:  # noqa: ANN401 - a row
    return Witness(row[1], int(row[2]), row[3], row[4])


def _read_names(slug: str, manifest: Mapping[str, Any]) -> Named:
    return Named(manifest.get("title", slug), tuple(tier["name"] for tier in manifest.get("tiers", ())))
