"""Colleagues: named in notes, candidates joined by hand and asked for; what candidates read first.

An application may stand in several merges now.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("users", sa.Column("username", sa.Text(), nullable=True))
    op.add_column(
        "workspaces",
        sa.Column("first_notice", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "workspaces", sa.Column("first_notices", sa.Text(), nullable=False, server_default="{}")
    )
    with op.batch_alter_table("merges") as merges:
        merges.drop_constraint(op.f("uq_merges_application_id"), type_="unique")
    op.create_index(op.f("ix_merges_application_id"), "merges", ["application_id"])
    op.create_table(
        "pleas",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("holder_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_pleas_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "application_id"],
            ["applications.workspace_id", "applications.id"],
            name=op.f("fk_pleas_workspace_id_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "asked_by"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_pleas_workspace_id_asked_by"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "holder_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_pleas_workspace_id_holder_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pleas")),
    )
    op.create_index(
        op.f("uq_pleas_open"),
        "pleas",
        ["application_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(op.f("ix_pleas_application_id"), "pleas", ["application_id"])
