"""first drop."""

import sqlalchemy as sa
from alembic import op

from backend.core import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cursors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("finalized_number", sa.BigInteger(), nullable=False),
        sa.Column("finalized_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "drops",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("release", sa.String(), nullable=False),
        sa.Column("split", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("metadata_digest", sa.String(), nullable=False),
        sa.Column("supply", sa.BigInteger(), nullable=False),
        sa.Column("created_supply", sa.BigInteger(), nullable=False),
        sa.Column("price_wei", types.WeiColumn(), nullable=False),
        sa.Column("opens", sa.BigInteger(), nullable=False),
        sa.Column("closes", sa.BigInteger(), nullable=False),
        sa.Column("wallet_cap", sa.BigInteger(), nullable=False),
        sa.Column("royalty_bps", sa.Integer(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("block_hash", sa.String(), nullable=False),
        sa.Column("transaction_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("address"),
        sa.UniqueConstraint("release"),
    )
    with op.batch_alter_table("drops", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drops_block_number"), ["block_number"], unique=False)

    op.create_table(
        "edition_mints",
        sa.Column("block_hash", sa.String(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("transaction_hash", sa.String(), nullable=False),
        sa.Column("drop", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("first_serial", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("paid_wei", types.WeiColumn(), nullable=False),
        sa.PrimaryKeyConstraint("block_hash", "log_index"),
    )
    with op.batch_alter_table("edition_mints", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_mints_block_number"), ["block_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_edition_mints_drop"), ["drop"], unique=False)

    op.create_table(
        "indexed_blocks",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("parent_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "mint_intents",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("drop", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("nonce", sa.BigInteger(), nullable=False),
        sa.Column("created_at", types.UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_table(
        "ownerships",
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("token_id", types.WeiColumn(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("contract", "token_id"),
    )
    with op.batch_alter_table("ownerships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ownerships_block_number"), ["block_number"], unique=False)
        batch_op.create_index("ix_ownerships_owner", ["owner", "contract"], unique=False)

    op.create_table(
        "releases",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("manifest", sa.JSON(), nullable=False),
        sa.Column("created_at", types.UtcColumn(), nullable=False),
        sa.Column("audio_sha256", sa.String(), nullable=True),
        sa.Column("audio_size", sa.Integer(), nullable=True),
        sa.Column("audio_name", sa.String(), nullable=True),
        sa.Column("cover_sha256", sa.String(), nullable=True),
        sa.Column("cover_size", sa.Integer(), nullable=True),
        sa.Column("prepared_from", sa.String(), nullable=True),
        sa.Column("metadata_digest", sa.String(), nullable=True),
        sa.Column("drop_address", sa.String(), nullable=True),
        sa.Column("drop_block", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("slug"),
        sa.UniqueConstraint("key"),
    )
    with op.batch_alter_table("releases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_releases_drop_block"), ["drop_block"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("created_at", types.UtcColumn(), nullable=False),
        sa.Column("expires_at", types.UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_address"), ["address"], unique=False)
        batch_op.create_index(batch_op.f("ix_sessions_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "sign_in_challenges",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("expires_at", types.UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    with op.batch_alter_table("sign_in_challenges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_challenges_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "supply_cuts",
        sa.Column("block_hash", sa.String(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("drop", sa.String(), nullable=False),
        sa.Column("supply", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("block_hash", "log_index"),
    )
    with op.batch_alter_table("supply_cuts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supply_cuts_block_number"), ["block_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_supply_cuts_drop"), ["drop"], unique=False)

    op.create_table(
        "transfers",
        sa.Column("block_hash", sa.String(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("transaction_hash", sa.String(), nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("token_id", types.WeiColumn(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("block_hash", "log_index"),
    )
    with op.batch_alter_table("transfers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfers_block_number"), ["block_number"], unique=False)
        batch_op.create_index("ix_transfers_token", ["contract", "token_id", "block_number", "log_index"], unique=False)

    op.create_table(
        "preparations",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("workflow_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("field", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["slug"], ["releases.slug"]),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        "recordings",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("audio_sha256", sa.String(), nullable=False),
        sa.Column("duration_seconds", sa.Float(), nullable=False),
        sa.Column("loudness_lufs", sa.Float(), nullable=False),
        sa.Column("tempo_bpm", sa.Float(), nullable=True),
        sa.Column("peaks", sa.JSON(), nullable=False),
        sa.Column("mime_type", sa.String(), nullable=False),
        sa.Column("preview_start_seconds", sa.Float(), nullable=False),
        sa.Column("preview_seconds", sa.Float(), nullable=False),
        sa.Column("preview_peaks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["slug"], ["releases.slug"]),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        "release_files",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("source_sha256", sa.String(), nullable=False),
        sa.Column("cid", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("mime_type", sa.String(), nullable=False),
        sa.Column("accent", sa.String(), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["slug"], ["releases.slug"]),
        sa.PrimaryKeyConstraint("slug", "kind"),
    )


def downgrade() -> None:
    op.drop_table("release_files")
    op.drop_table("recordings")
    op.drop_table("preparations")
    with op.batch_alter_table("transfers", schema=None) as batch_op:
        batch_op.drop_index("ix_transfers_token")
        batch_op.drop_index(batch_op.f("ix_transfers_block_number"))

    op.drop_table("transfers")
    with op.batch_alter_table("supply_cuts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supply_cuts_drop"))
        batch_op.drop_index(batch_op.f("ix_supply_cuts_block_number"))

    op.drop_table("supply_cuts")
    with op.batch_alter_table("sign_in_challenges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_challenges_expires_at"))

    op.drop_table("sign_in_challenges")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_expires_at"))
        batch_op.drop_index(batch_op.f("ix_sessions_address"))

    op.drop_table("sessions")
    with op.batch_alter_table("releases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_releases_drop_block"))

    op.drop_table("releases")
    with op.batch_alter_table("ownerships", schema=None) as batch_op:
        batch_op.drop_index("ix_ownerships_owner")
        batch_op.drop_index(batch_op.f("ix_ownerships_block_number"))

    op.drop_table("ownerships")
    op.drop_table("mint_intents")
    op.drop_table("indexed_blocks")
    with op.batch_alter_table("edition_mints", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_mints_drop"))
        batch_op.drop_index(batch_op.f("ix_edition_mints_block_number"))

    op.drop_table("edition_mints")
    with op.batch_alter_table("drops", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drops_block_number"))

    op.drop_table("drops")
    op.drop_table("cursors")
