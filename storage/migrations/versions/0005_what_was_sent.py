"""What an ad said when it was last sent, by which it is found after a lost answer."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column(
        "publications", sa.Column("description", sa.Text(), nullable=False, server_default="")
    )
