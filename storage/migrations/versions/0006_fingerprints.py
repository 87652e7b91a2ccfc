"""What of an ad has changed since it was sent is seen, part by part."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    look = sa.inspect(op.get_bind())
    for table in ("publications", "site_actions"):
        # Some databases got it from 0005, which made it too for a few commits.
        if "fingerprint" not in {one["name"] for one in look.get_columns(table)}:
            op.add_column(table, sa.Column("fingerprint", sa.Text(), nullable=True))
