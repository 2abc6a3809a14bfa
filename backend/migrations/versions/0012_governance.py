"""governance: proposals, ballots, settings, votes and delegations; and what time it is at the head of the chain."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from backend.core import types

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = (
    "vote_delegations",
    "vote_delegation_changes",
    "voters",
    "vote_changes",
    "fan_token_mints",
    "governor_settings",
    "ballots",
    "proposal_steps",
    "proposals",
)


def upgrade() -> None:
    op.add_column("cursors", sa.Column("head_timestamp", sa.BigInteger(), nullable=True))
    op.create_table(
        "proposals",
        sa.Column("id", types.WeiColumn(), nullable=False),
        sa.Column("proposer", sa.String(), nullable=False),
        sa.Column("actions", sa.JSON(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.BigInteger(), nullable=False),
        sa.Column("deadline", sa.BigInteger(), nullable=False),
        *_place(),
        *_moment(),
        sa.Column("votes_against", types.AmountColumn(), nullable=False),
        sa.Column("votes_for", types.AmountColumn(), nullable=False),
        sa.Column("votes_abstain", types.AmountColumn(), nullable=False),
        sa.Column("ballots", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_proposals_place", "proposals", ["block_number", "log_index"])
    _create_journals()
    _create_outcome("voters", "delegate", sa.Column("votes", types.AmountColumn(), nullable=False))
    op.create_index("ix_voters_votes", "voters", ["votes", "delegate"])
    _create_outcome("vote_delegations", "delegator", sa.Column("delegate", sa.String(), nullable=False))
    op.create_index("ix_vote_delegations_delegate", "vote_delegations", ["delegate"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.drop_column("cursors", "head_timestamp")


def _create_journals() -> None:
    _create_journal(
        "proposal_steps",
        *_moment(),
        sa.Column("proposal", types.WeiColumn(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("moment", sa.BigInteger(), nullable=True),
    )
    op.create_index("ix_proposal_steps_proposal", "proposal_steps", ["proposal"])
    _create_journal(
        "ballots",
        *_moment(),
        sa.Column("proposal", types.WeiColumn(), nullable=False),
        sa.Column("voter", sa.String(), nullable=False),
        sa.Column("support", sa.Integer(), nullable=False),
        sa.Column("weight", types.AmountColumn(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    _index_places("ballots", "proposal", "voter")
    _create_journal(
        "governor_settings",
        *_moment(),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
    )
    _create_journal("fan_token_mints", sa.Column("amount", types.AmountColumn(), nullable=False))
    votes: tuple[sa.Column[Any], ...] = (
        sa.Column("delegate", sa.String(), nullable=False),
        sa.Column("votes", types.AmountColumn(), nullable=False),
    )
    _create_journal("vote_changes", *votes)
    _index_places("vote_changes", "delegate")
    delegation = (sa.Column(name, sa.String(), nullable=False) for name in ("delegator", "delegate"))
    _create_journal("vote_delegation_changes", *delegation)
    _index_places("vote_delegation_changes", "delegator")


def _create_journal(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(name, *_place(), *columns, sa.PrimaryKeyConstraint("block_number", "log_index", "block_hash"))


def _create_outcome(name: str, key: str, column: sa.Column[Any]) -> None:
    block, log, _ = _place()
    op.create_table(name, sa.Column(key, sa.String(), nullable=False), column, block, log, sa.PrimaryKeyConstraint(key))


def _index_places(table: str, *names: str) -> None:
    for name in names:
        op.create_index(f"ix_{table}_{name}", table, [name, "block_number", "log_index"])


def _place() -> list[sa.Column[Any]]:
    return [
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block_hash", sa.String(), nullable=False),
    ]


def _moment() -> list[sa.Column[Any]]:
    return [
        sa.Column("transaction_hash", sa.String(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
    ]
