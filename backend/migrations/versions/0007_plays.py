"""plays: who heard what, when and why; one live play per token."""

import sqlalchemy as sa
from alembic import op

from backend.core import types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LIVE = "ended_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "plays",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("recording", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("wallet", sa.String(), nullable=False),
        sa.Column("contract", sa.String(), nullable=True),
        sa.Column("token_id", types.WeiColumn(), nullable=True),
        sa.Column("gate_digest", sa.String(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("started_at", types.UtcColumn(), nullable=False),
        sa.Column("renewed_at", types.UtcColumn(), nullable=False),
        sa.Column("expires_at", types.UtcColumn(), nullable=False),
        sa.Column("ended_at", types.UtcColumn(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("pace", sa.Integer(), nullable=False),
        sa.Column("bytes_sent", sa.BigInteger(), nullable=False),
        sa.Column("carried_bytes", sa.BigInteger(), nullable=False),
        sa.Column("ripping_at", types.UtcColumn(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    _index_live("ux_plays_live_token", ["contract", "token_id"], f"{LIVE} AND contract IS NOT NULL", unique=True)
    _index_live("ux_plays_live_account", ["account"], f"{LIVE} AND contract IS NULL", unique=True)
    _index_live("ix_plays_live_expiry", ["expires_at"], LIVE)
    op.create_index("ix_plays_started", "plays", ["started_at", "id"])
    for column in ("account", "slug", "wallet"):
        op.create_index(f"ix_plays_{column}", "plays", [column, "started_at"])


def downgrade() -> None:
    op.drop_table("plays")


def _index_live(name: str, columns: list[str], condition: str, *, unique: bool = False) -> None:
    where = sa.text(condition)
    op.create_index(name, "plays", columns, unique=unique, sqlite_where=where, postgresql_where=where)
