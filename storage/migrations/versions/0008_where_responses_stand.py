"""Where a response stands on its site, and how often in a row a site refused programs."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("applications", sa.Column("standing", sa.Text(), nullable=True))
    op.add_column(
        "accounts", sa.Column("refusals", sa.Integer(), nullable=False, server_default="0")
    )
