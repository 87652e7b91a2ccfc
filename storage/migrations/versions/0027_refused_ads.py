"""What a site said when it took an ad down."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("publications", sa.Column("refusal", sa.Text(), nullable=True))
