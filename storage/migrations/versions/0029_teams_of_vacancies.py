"""Who else works on a vacancy than whoever answers for it."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("vacancies", sa.Column("team", sa.Text(), nullable=False, server_default="[]"))
