"""What a deleted vacancy leaves to those that were copied from it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column(
        "vacancies", sa.Column("inherited", sa.Text(), nullable=False, server_default="{}")
    )
