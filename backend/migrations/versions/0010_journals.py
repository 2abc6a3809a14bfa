"""journals: keyed by block number before block hash, so that what is new is written at the end of one index.

Outcomes are found by their keys when blocks are taken back: their places need no indexes any more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

JOURNALS = {"transfers": (), "balance_changes": ("wallet",), "delegation_changes": ()}
OUTCOMES = ("ownerships", "balances", "delegations")
FORMER_KEY, KEY = ("block_hash", "log_index"), ("block_number", "log_index", "block_hash")
TOKEN_PLACE = ("contract", "token_id", "block_number", "log_index")
WALLET_PLACE = ("token", "wallet", "block_number", "log_index")


def upgrade() -> None:
    _drop_indexes()
    for table in (*JOURNALS, *OUTCOMES):
        op.drop_index(f"ix_{table}_block_number", table)
    for table, more in JOURNALS.items():
        _rekey(table, *KEY, *more)
    _rekey("ownerships", "contract", "token_id", sqlite_with_rowid=False)
    _create_indexes("recipient")


def downgrade() -> None:
    _drop_indexes()
    for table, more in JOURNALS.items():
        _rekey(table, *FORMER_KEY, *more)
    _rekey("ownerships", "contract", "token_id")
    _create_indexes("recipient", "contract")
    for table in (*JOURNALS, *OUTCOMES):
        op.create_index(f"ix_{table}_block_number", table, ["block_number"])


def _drop_indexes() -> None:
    for table, name in {"transfers": "token", "balance_changes": "wallet", "delegation_changes": "key"}.items():
        op.drop_index(f"ix_{table}_{name}", table)
    op.drop_index("ix_transfers_recipient", "transfers")
    op.drop_index("ix_ownerships_owner", "ownerships")


def _create_indexes(*recipient: str) -> None:
    op.create_index("ix_transfers_token", "transfers", TOKEN_PLACE)
    op.create_index("ix_transfers_recipient", "transfers", recipient)
    op.create_index("ix_balance_changes_wallet", "balance_changes", WALLET_PLACE)
    op.create_index("ix_delegation_changes_key", "delegation_changes", ["key", "block_number", "log_index"])
    op.create_index("ix_ownerships_owner", "ownerships", ["owner", "contract"])


def _rekey(name: str, *key: str, **options: bool) -> None:
    """Move all rows to a table that differs in its key, which SQLite cannot change."""
    columns = sa.Table(name, sa.MetaData(), autoload_with=op.get_bind()).columns
    former = sa.table(f"former_{name}", *(sa.column(column.name) for column in columns))
    op.rename_table(name, former.name)
    copies = [sa.Column(column.name, column.type, nullable=column.nullable) for column in columns]
    table = op.create_table(name, *copies, sa.PrimaryKeyConstraint(*key), **options)
    op.execute(table.insert().from_select(list(former.columns.keys()), sa.select(former)))
    op.drop_table(former.name)
