"""accounts: several wallets of one person, sessions that end when idle.

Who is signed in signs in again: older sessions belong to no account.
"""

import sqlalchemy as sa
from alembic import op

from backend.core import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("created_at", types.UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "wallets",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("is_contract", sa.Boolean(), nullable=False),
        sa.Column("proven_at", types.UtcColumn(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("address"),
    )
    op.create_index("ix_wallets_account_id", "wallets", ["account_id"])
    op.drop_table("sessions")
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("created_at", types.UtcColumn(), nullable=False),
        sa.Column("seen_at", types.UtcColumn(), nullable=False),
        sa.Column("expires_at", types.UtcColumn(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("token_hash"),
        sa.UniqueConstraint("id"),
    )
    for column in ("account_id", "address", "seen_at", "expires_at"):
        op.create_index(f"ix_sessions_{column}", "sessions", [column])
    op.drop_table("sign_in_challenges")
    op.create_table(
        "spent_challenges",
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("expires_at", types.UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("nonce"),
    )
    op.create_index("ix_spent_challenges_expires_at", "spent_challenges", ["expires_at"])


def downgrade() -> None:
    op.drop_table("spent_challenges")
    op.create_table(
        "sign_in_challenges",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("expires_at", types.UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("ix_sign_in_challenges_expires_at", "sign_in_challenges", ["expires_at"])
    op.drop_table("sessions")
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("created_at", types.UtcColumn(), nullable=False),
        sa.Column("expires_at", types.UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    for column in ("address", "expires_at"):
        op.create_index(f"ix_sessions_{column}", "sessions", [column])
    op.drop_table("wallets")
    op.drop_table("accounts")
