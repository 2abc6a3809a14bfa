"""What listeners ask of a release again and again, in short transactions."""

from math import ceil

from sqlalchemy import bindparam, select
from sqlmodel import SQLModel

from backend.catalog.models import FileKind, Recording, Release, ReleaseFile
from backend.core.db import Executor

TABLES = SQLModel.metadata.tables
RELEASES, RECORDINGS = TABLES[Release.__tablename__], TABLES[Recording.__tablename__]
FILES = TABLES[ReleaseFile.__tablename__]
IS_SOLD = select(RELEASES.c.drop_address.is_not(None)).where(RELEASES.c.slug == bindparam("slug"))
MEASURES = (
    select(FILES.c.kind, FILES.c.size, RECORDINGS.c.duration_seconds)
    .outerjoin_from(FILES, RECORDINGS, RECORDINGS.c.slug == FILES.c.slug)
    .where(FILES.c.slug == bindparam("slug"))
)


async def has_drop(executor: Executor, slug: str) -> bool:
    """Tell whether a drop sells a release."""
    return (await executor.execute(IS_SOLD, {"slug": slug})).scalar() or False


async def measure_files(executor: Executor, slug: str) -> dict[FileKind, int]:
    """Return how many bytes of each file are one second of sound; all of it where its length is not known."""
    rows = (await executor.execute(MEASURES, {"slug": slug})).all()
    return {FileKind(kind): ceil(size / (seconds or 1)) for kind, size, seconds in rows}
