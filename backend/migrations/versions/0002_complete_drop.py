"""complete drop: phases, tiers, currencies, lists.

What older tables kept of the chain lacks all that, so the whole chain is read again: it is emptied here.
"""

import sqlalchemy as sa
from alembic import op

from backend.core import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

READ_FROM_THE_CHAIN = ("edition_mints", "drops", "transfers", "ownerships", "indexed_blocks", "cursors")


def upgrade() -> None:
    _forget_the_chain()
    op.create_table(
        "allowlists",
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("nodes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("root"),
    )
    op.create_table(
        "drop_changes",
        sa.Column("block_hash", sa.String(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("drop", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("block_hash", "log_index"),
    )
    with op.batch_alter_table("drop_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drop_changes_block_number"), ["block_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_drop_changes_drop"), ["drop"], unique=False)

    op.create_table(
        "drop_phases",
        sa.Column("block_hash", sa.String(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("drop", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("price", types.WeiColumn(), nullable=False),
        sa.Column("opens", sa.BigInteger(), nullable=False),
        sa.Column("closes", sa.BigInteger(), nullable=False),
        sa.Column("wallet_cap", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("signer", sa.String(), nullable=True),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("is_in_currency", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("block_hash", "log_index"),
    )
    with op.batch_alter_table("drop_phases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drop_phases_block_number"), ["block_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_drop_phases_drop"), ["drop"], unique=False)

    op.create_table(
        "edition_sales",
        sa.Column("block_hash", sa.String(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("transaction_hash", sa.String(), nullable=False),
        sa.Column("drop", sa.String(), nullable=False),
        sa.Column("buyer", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("referrer", sa.String(), nullable=True),
        sa.Column("first_serial", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("paid", types.WeiColumn(), nullable=False),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("block_hash", "log_index"),
    )
    with op.batch_alter_table("edition_sales", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_sales_block_number"), ["block_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_edition_sales_drop"), ["drop"], unique=False)

    op.create_table(
        "tier_mints",
        sa.Column("block_hash", sa.String(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("drop", sa.String(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("first_serial", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("block_hash", "log_index"),
    )
    with op.batch_alter_table("tier_mints", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tier_mints_block_number"), ["block_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_tier_mints_drop"), ["drop"], unique=False)

    op.create_table(
        "allowlist_entries",
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("wallet", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", types.WeiColumn(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["root"],
            ["allowlists.root"],
        ),
        sa.PrimaryKeyConstraint("root", "wallet"),
    )
    with op.batch_alter_table("supply_cuts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supply_cuts_block_number"))
        batch_op.drop_index(batch_op.f("ix_supply_cuts_drop"))

    op.drop_table("supply_cuts")
    with op.batch_alter_table("drops", schema=None) as batch_op:
        batch_op.add_column(sa.Column("price", types.WeiColumn(), nullable=False))
        batch_op.add_column(sa.Column("least_supply", sa.BigInteger(), nullable=False))
        batch_op.add_column(sa.Column("cut_off", sa.BigInteger(), nullable=False))
        batch_op.add_column(sa.Column("referral_bps", sa.Integer(), nullable=False))
        batch_op.add_column(sa.Column("platform", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("platform_bps", sa.Integer(), nullable=False))
        batch_op.add_column(sa.Column("currency", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("is_in_currency", sa.Boolean(), nullable=False))
        batch_op.add_column(sa.Column("tiers", sa.JSON(), nullable=False))
        batch_op.add_column(sa.Column("is_soulbound", sa.Boolean(), nullable=False))
        batch_op.add_column(sa.Column("validator", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("has_golden", sa.Boolean(), nullable=False))
        batch_op.drop_column("price_wei")
        batch_op.drop_column("created_supply")


def downgrade() -> None:
    _forget_the_chain()
    with op.batch_alter_table("drops", schema=None) as batch_op:
        batch_op.add_column(sa.Column("created_supply", sa.BIGINT(), nullable=False))
        batch_op.add_column(sa.Column("price_wei", sa.VARCHAR(length=78), nullable=False))
        batch_op.drop_column("has_golden")
        batch_op.drop_column("validator")
        batch_op.drop_column("is_soulbound")
        batch_op.drop_column("tiers")
        batch_op.drop_column("is_in_currency")
        batch_op.drop_column("currency")
        batch_op.drop_column("platform_bps")
        batch_op.drop_column("platform")
        batch_op.drop_column("referral_bps")
        batch_op.drop_column("cut_off")
        batch_op.drop_column("least_supply")
        batch_op.drop_column("price")

    op.create_table(
        "supply_cuts",
        sa.Column("block_hash", sa.VARCHAR(), nullable=False),
        sa.Column("log_index", sa.INTEGER(), nullable=False),
        sa.Column("block_number", sa.BIGINT(), nullable=False),
        sa.Column("drop", sa.VARCHAR(), nullable=False),
        sa.Column("supply", sa.BIGINT(), nullable=False),
        sa.PrimaryKeyConstraint("block_hash", "log_index"),
    )
    with op.batch_alter_table("supply_cuts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supply_cuts_drop"), ["drop"], unique=False)
        batch_op.create_index(batch_op.f("ix_supply_cuts_block_number"), ["block_number"], unique=False)

    op.drop_table("allowlist_entries")
    with op.batch_alter_table("tier_mints", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tier_mints_drop"))
        batch_op.drop_index(batch_op.f("ix_tier_mints_block_number"))

    op.drop_table("tier_mints")
    with op.batch_alter_table("edition_sales", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_sales_drop"))
        batch_op.drop_index(batch_op.f("ix_edition_sales_block_number"))

    op.drop_table("edition_sales")
    with op.batch_alter_table("drop_phases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drop_phases_drop"))
        batch_op.drop_index(batch_op.f("ix_drop_phases_block_number"))

    op.drop_table("drop_phases")
    with op.batch_alter_table("drop_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drop_changes_drop"))
        batch_op.drop_index(batch_op.f("ix_drop_changes_block_number"))

    op.drop_table("drop_changes")
    op.drop_table("allowlists")


def _forget_the_chain() -> None:
    for table in READ_FROM_THE_CHAIN:
        op.execute(sa.table(table).delete())
    releases = sa.table("releases", sa.column("drop_address"), sa.column("drop_block"))
    op.execute(releases.update().values(drop_address=None, drop_block=None))
