"""The archive, templates, and what a vacancy was copied from."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("vacancies", sa.Column("shelf", sa.Text(), nullable=False, server_default="open"))
    op.add_column("vacancies", sa.Column("copied_from", sa.BigInteger(), nullable=True))
