"""What an ad said when its site took it, for the old values of a change."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    for table in ("publications", "site_actions"):
        op.add_column(table, sa.Column("sent", sa.Text(), nullable=True))
