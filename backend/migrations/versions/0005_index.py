"""index: when blocks were made, contracts followed late, tokens by amount, who acts for whom.

Older transfers do not know when they were made, so the whole chain is read again: what was read is forgotten here.
"""

import sqlalchemy as sa
from alembic import op

from backend.core import types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

READ_FROM_THE_CHAIN = (
    "drop_phases",
    "drop_changes",
    "edition_sales",
    "tier_mints",
    "edition_mints",
    "drops",
    "transfers",
    "ownerships",
    "indexed_blocks",
    "cursors",
)
JOURNAL_KEY = ("block_hash", "log_index")


def upgrade() -> None:
    _forget_the_chain()
    with op.batch_alter_table("cursors", schema=None) as batch_op:
        batch_op.add_column(sa.Column("head_number", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("seen_at", types.UtcColumn(), nullable=True))
        batch_op.add_column(sa.Column("problem", sa.String(), nullable=True))
    with op.batch_alter_table("transfers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("timestamp", sa.BigInteger(), nullable=False))
    op.create_index("ix_transfers_recipient", "transfers", ["recipient", "contract"])
    with op.batch_alter_table("ownerships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("since_timestamp", sa.BigInteger(), nullable=False))
    op.create_table(
        "followed_contracts",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("first_block", sa.BigInteger(), nullable=True),
        sa.Column("read_to", sa.BigInteger(), nullable=True),
        sa.Column("has_caught_up", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("address"),
    )
    _create_balances()
    _create_delegations()


def downgrade() -> None:
    _forget_the_chain()
    for table in ("delegations", "delegation_changes", "balances", "balance_changes", "followed_contracts"):
        op.drop_table(table)
    with op.batch_alter_table("ownerships", schema=None) as batch_op:
        batch_op.drop_column("since_timestamp")
    op.drop_index("ix_transfers_recipient", "transfers")
    with op.batch_alter_table("transfers", schema=None) as batch_op:
        batch_op.drop_column("timestamp")
    with op.batch_alter_table("cursors", schema=None) as batch_op:
        for column in ("problem", "seen_at", "head_number"):
            batch_op.drop_column(column)


def _create_balances() -> None:
    op.create_table(
        "balance_changes",
        *_place(),
        sa.Column("wallet", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("amount", types.AmountColumn(), nullable=False),
        sa.PrimaryKeyConstraint(*JOURNAL_KEY, "wallet"),
    )
    op.create_index("ix_balance_changes_block_number", "balance_changes", ["block_number"])
    op.create_index("ix_balance_changes_wallet", "balance_changes", ["token", "wallet", "block_number", "log_index"])
    op.create_table(
        "balances",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("wallet", sa.String(), nullable=False),
        sa.Column("amount", types.AmountColumn(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("token", "wallet"),
    )
    op.create_index("ix_balances_block_number", "balances", ["block_number"])


def _create_delegations() -> None:
    op.create_table("delegation_changes", *_place(), *_permission(), sa.PrimaryKeyConstraint(*JOURNAL_KEY))
    op.create_index("ix_delegation_changes_block_number", "delegation_changes", ["block_number"])
    op.create_index("ix_delegation_changes_key", "delegation_changes", ["key", "block_number", "log_index"])
    op.create_table(
        "delegations",
        *_permission(),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    for column in ("vault", "delegate", "block_number"):
        op.create_index(f"ix_delegations_{column}", "delegations", [column])


def _place() -> list[sa.Column[object]]:
    return [
        sa.Column("block_hash", sa.String(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
    ]


def _permission() -> list[sa.Column[object]]:
    return [
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("vault", sa.String(), nullable=False),
        sa.Column("delegate", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("contract", sa.String(), nullable=True),
        sa.Column("token_id", types.WeiColumn(), nullable=True),
        sa.Column("rights", sa.String(), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
    ]


def _forget_the_chain() -> None:
    for table in READ_FROM_THE_CHAIN:
        op.execute(sa.table(table).delete())
    releases = sa.table("releases", sa.column("drop_address"), sa.column("drop_block"))
    op.execute(releases.update().values(drop_address=None, drop_block=None))
