"""What the owner of a publication was told of its ad."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

# An ad that is off by now was seen so: nobody is told of what happened before the upgrade.
_KNOWN = """
    UPDATE publications SET told = CASE
        WHEN ad = 'refused' THEN 'refused'
        WHEN badge = 'badge-deleted' THEN 'deleted'
        WHEN badge = 'badge-expired' THEN 'expired'
        ELSE 'closed'
    END
    WHERE ad IN ('refused', 'ended')
"""


def upgrade() -> None:
    op.add_column("publications", sa.Column("told", sa.Text(), nullable=True))
    op.add_column("publications", sa.Column("told_at", sa.BigInteger(), nullable=True))
    op.execute(_KNOWN)
