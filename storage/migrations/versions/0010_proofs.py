"""Where the person of an account proves what its site asks for."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("accounts", sa.Column("proof", sa.Text(), nullable=True))
