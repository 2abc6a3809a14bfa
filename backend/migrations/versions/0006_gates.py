"""gates: who may hear what, allow-lists, entitlements."""

import sqlalchemy as sa
from alembic import op

from backend.core import types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_gates()
    _create_lists()
    op.create_table(
        "entitlements",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("wallet", sa.String(), nullable=False),
        sa.Column("starts_at", types.UtcColumn(), nullable=False),
        sa.Column("ends_at", types.UtcColumn(), nullable=True),
        sa.PrimaryKeyConstraint("source"),
    )
    op.create_index("ix_entitlements_wallet", "entitlements", ["wallet", "kind", "name"])
    # A tier is looked up by the last mint that began at or below a serial.
    op.drop_index("ix_tier_mints_drop", "tier_mints")
    op.create_index("ix_tier_mints_serial", "tier_mints", ["drop", "first_serial"])


def downgrade() -> None:
    op.drop_index("ix_tier_mints_serial", "tier_mints")
    op.create_index("ix_tier_mints_drop", "tier_mints", ["drop"])
    for table in ("entitlements", "gate_list_entries", "gate_lists", "recording_gates", "gate_trees"):
        op.drop_table(table)


def _create_gates() -> None:
    op.create_table(
        "gate_trees",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("tree", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "recording_gates",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("recording", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        *_setting(),
        sa.ForeignKeyConstraint(["digest"], ["gate_trees.digest"]),
        sa.ForeignKeyConstraint(["slug"], ["releases.slug"]),
        sa.PrimaryKeyConstraint("slug", "recording"),
    )


def _create_lists() -> None:
    op.create_table(
        "gate_lists",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        *_setting(),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "gate_list_entries",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("wallet", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["name"], ["gate_lists.name"]),
        sa.PrimaryKeyConstraint("name", "wallet"),
    )


def _setting() -> list[sa.Column[object]]:
    return [
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", types.UtcColumn(), nullable=False),
    ]
