"""renouncements: from which block on a split that had an owner has none."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("splits", sa.Column("renounced_block", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("splits", "renounced_block")
