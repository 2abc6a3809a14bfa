"""fragments: where the pieces of a rendition begin, for the playlists of many listeners."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fragments",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("cid", sa.String(), nullable=False),
        sa.Column("head_bytes", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["slug"], ["releases.slug"]),
        sa.PrimaryKeyConstraint("slug", "kind"),
    )


def downgrade() -> None:
    op.drop_table("fragments")
