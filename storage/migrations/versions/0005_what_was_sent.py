"""What an ad said when it was last sent: it is found by it, and what changed since is seen."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column(
        "publications", sa.Column("description", sa.Text(), nullable=False, server_default="")
    )
    op.add_column("publications", sa.Column("fingerprint", sa.Text(), nullable=True))
    op.add_column("site_actions", sa.Column("fingerprint", sa.Text(), nullable=True))
