"""Who else works on a vacancy; who changed a member, when, who has the work; whose an invite is."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("vacancies", sa.Column("team", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("members", sa.Column("changed_by", sa.BigInteger(), nullable=True))
    op.add_column("members", sa.Column("changed_at", sa.BigInteger(), nullable=True))
    op.add_column("members", sa.Column("heir_id", sa.BigInteger(), nullable=True))
    op.add_column("members", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("invites", sa.Column("made_by", sa.BigInteger(), nullable=True))
