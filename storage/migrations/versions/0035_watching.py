"""Sites that operators stop, and what is counted for them."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0032"


def upgrade() -> None:
    op.create_table(
        "site_pauses",
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("paused_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site", name="pk_site_pauses"),
    )
    op.create_table(
        "call_counts",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("slot", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("limited", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "slot", name="pk_call_counts"),
    )
    op.create_table(
        "faults",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_faults"),
        sa.UniqueConstraint("what", name="uq_faults_what"),
    )
