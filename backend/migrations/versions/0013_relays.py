"""relays: what fans signed, the transactions that bring it to the chain, and what the relayer has."""

import sqlalchemy as sa
from alembic import op

from backend.core import types

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OPEN, SENT = sa.text("state IN ('waiting', 'sent')"), sa.text("state = 'sent'")


def upgrade() -> None:
    op.create_table(
        "relays",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("nonce", types.WeiColumn(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("proposal", types.WeiColumn(), nullable=True),
        sa.Column("support", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("delegate", sa.String(), nullable=True),
        sa.Column("expiry", sa.BigInteger(), nullable=True),
        sa.Column("gas", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UtcColumn(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("relayer", sa.String(), nullable=True),
        sa.Column("place", sa.BigInteger(), nullable=True),
        sa.Column("transaction_hash", sa.String(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    _index_once("ix_relays_one_at_a_time", ["account", "kind"], OPEN)
    _index_once("ix_relays_place", ["relayer", "place"], SENT)
    op.create_index("ix_relays_state", "relays", ["state", "created_at"])
    op.create_index("ix_relays_day", "relays", ["created_at"])
    op.create_table(
        "relay_transactions",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("relay", sa.String(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("fee_wei", types.WeiColumn(), nullable=False),
        sa.Column("tip_wei", types.WeiColumn(), nullable=False),
        sa.Column("signed_at", types.UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_relay_transactions_relay", "relay_transactions", ["relay", "signed_at"])
    op.create_table(
        "relay_purses",
        sa.Column("relayer", sa.String(), nullable=False),
        sa.Column("balance_wei", types.WeiColumn(), nullable=False),
        sa.Column("fee_wei", types.WeiColumn(), nullable=False),
        sa.Column("seen_at", types.UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("relayer"),
    )


def downgrade() -> None:
    for table in ("relay_purses", "relay_transactions", "relays"):
        op.drop_table(table)


def _index_once(name: str, columns: list[str], condition: sa.TextClause) -> None:
    op.create_index(name, "relays", columns, unique=True, sqlite_where=condition, postgresql_where=condition)
