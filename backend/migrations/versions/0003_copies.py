"""copies: pins and their names, copies at every place, audits, moves.

What releases have on IPFS already is pinned by name; the embedded store has it.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from backend.core import types
from backend.ipfs.cid import Cid

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RELEASES = sa.table("releases", sa.column("slug"), sa.column("metadata_digest"))
FILES = sa.table("release_files", sa.column("slug"), sa.column("kind"), sa.column("cid"), sa.column("size"))


def upgrade() -> None:
    pins = op.create_table(
        "pins",
        sa.Column("cid", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("pinned_at", types.UtcColumn(), nullable=False),
        sa.Column("removed_at", types.UtcColumn(), nullable=True),
        sa.PrimaryKeyConstraint("cid"),
    )
    names = op.create_table(
        "pin_names",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("cid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["cid"], ["pins.cid"]),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_index("ix_pin_names_cid", "pin_names", ["cid"])
    copies = op.create_table(
        "copies",
        sa.Column("cid", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("since", types.UtcColumn(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", types.UtcColumn(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("proven_at", types.UtcColumn(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["cid"], ["pins.cid"]),
        sa.PrimaryKeyConstraint("cid", "place"),
    )
    op.create_index("ix_copies_place", "copies", ["place"])
    op.create_index("ix_copies_due_at", "copies", ["due_at"])
    op.create_table(
        "audits",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("started_at", types.UtcColumn(), nullable=False),
        sa.Column("finished_at", types.UtcColumn(), nullable=True),
        sa.Column("proofs", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("healed", sa.Integer(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("awaited", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "moves",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("objects", sa.Integer(), nullable=False),
        sa.Column("asked_at", types.UtcColumn(), nullable=False),
        sa.Column("finished_at", types.UtcColumn(), nullable=True),
        sa.PrimaryKeyConstraint("source"),
    )
    _pin_what_releases_have(pins, names, copies)


def downgrade() -> None:
    for table in ("moves", "audits", "copies", "pin_names", "pins"):
        op.drop_table(table)


def _pin_what_releases_have(pins: sa.Table, names: sa.Table, copies: sa.Table) -> None:
    now, found, sizes = datetime.now(UTC), dict[str, str](), dict[str, int]()
    connection = op.get_bind()
    for slug, kind, cid, size in connection.execute(sa.select(FILES)):
        found[f"{slug}/{kind}"] = cid
        sizes[cid] = size
    for slug, digest in connection.execute(sa.select(RELEASES).where(RELEASES.c.metadata_digest.is_not(None))):
        cid = str(Cid.from_digest(bytes.fromhex(digest.removeprefix("0x"))))
        found[f"{slug}/metadata"] = cid
        sizes[cid] = 0  # the store measures what it holds
    op.bulk_insert(pins, [{"cid": cid, "size": size, "pinned_at": now} for cid, size in sizes.items()])
    op.bulk_insert(names, [{"name": name, "cid": cid} for name, cid in found.items()])
    here = {"place": "embedded", "status": "pinned", "since": now, "attempts": 0}
    op.bulk_insert(copies, [here | {"cid": cid} for cid in sizes])
