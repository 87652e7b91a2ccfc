"""What a vacancy must have of a candidate, and how much of it each application shows."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column(
        "vacancies", sa.Column("must_haves", sa.Text(), nullable=False, server_default="[]")
    )
    op.add_column("vacancies", sa.Column("push_from", sa.Integer(), nullable=True))
    op.add_column("applications", sa.Column("points_met", sa.Integer(), nullable=True))
    op.add_column("applications", sa.Column("points_of", sa.Integer(), nullable=True))
    op.add_column("applications", sa.Column("file_text", sa.Text(), nullable=True))
