"""royalties: splits, what came into them and who was paid, and what currencies were worth."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from backend.core import types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

JOURNALS = ("royalty_withdrawals", "royalty_distributions", "royalty_receipts", "payee_changes")
TABLES = ("rates", *JOURNALS, "royalty_tokens", "splits")


def upgrade() -> None:
    op.create_table(
        "splits",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("tag", types.WeiColumn(), nullable=False),
        sa.Column("payees", sa.JSON(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("block_hash", sa.String(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("transaction_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("address"),
    )
    op.create_table(
        "royalty_tokens",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("address"),
    )
    for table in ("splits", "royalty_tokens"):
        op.create_index(f"ix_{table}_block_number", table, ["block_number"])
    _create_journal("payee_changes", sa.Column("payees", sa.JSON(), nullable=False))
    _create_journal(
        "royalty_receipts",
        *_moment(),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("amount", types.AmountColumn(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
    )
    _create_journal(
        "royalty_distributions",
        *_moment(),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("amount", types.AmountColumn(), nullable=False),
        sa.Column("reward", types.AmountColumn(), nullable=False),
        sa.Column("rewarded", sa.String(), nullable=True),
        sa.Column("payees", sa.JSON(), nullable=False),
        sa.Column("unpaid", sa.JSON(), nullable=False),
    )
    _create_journal(
        "royalty_withdrawals",
        *_moment(),
        sa.Column("payee", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("amount", types.AmountColumn(), nullable=False),
    )
    op.create_table(
        "rates",
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("fiat", sa.String(), nullable=False),
        sa.Column("observed_at", types.UtcColumn(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("currency", "fiat", "observed_at"),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _create_journal(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("block_hash", sa.String(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("split", sa.String(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("block_hash", "log_index"),
    )
    op.create_index(f"ix_{name}_block_number", name, ["block_number"])
    op.create_index(f"ix_{name}_split", name, ["split", "block_number", "log_index"])


def _moment() -> list[sa.Column[Any]]:
    return [
        sa.Column("transaction_hash", sa.String(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
    ]
