"""How a team handles its applications: stage, who has it, notes, the black list."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_MOMENTS_AND_IDS = (
    *("assignee_id", "taken_at", "answered_at", "later_until", "later_by"),
    *("acted_by", "acted_at"),
)
_WORDS = ("reason", "act", "before")


def upgrade() -> None:
    op.add_column(
        "applications", sa.Column("stage", sa.Text(), nullable=False, server_default="new")
    )
    for name in _MOMENTS_AND_IDS:
        op.add_column("applications", sa.Column(name, sa.BigInteger(), nullable=True))
    for name in _WORDS:
        op.add_column("applications", sa.Column(name, sa.Text(), nullable=True))
    op.create_index(
        op.f("ix_applications_workspace_id_stage"), "applications", ["workspace_id", "stage"]
    )
    op.add_column("audit", sa.Column("detail", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "notes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_notes_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "application_id"],
            ["applications.workspace_id", "applications.id"],
            name=op.f("fk_notes_workspace_id_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_notes_workspace_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_application_id"), "notes", ["application_id"])
    op.create_table(
        "barred_contacts",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("contact_hmac", sa.Text(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_barred_contacts_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_barred_contacts_workspace_id_member_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "kind", "contact_hmac", name=op.f("pk_barred_contacts")
        ),
    )
    op.create_index(
        op.f("ix_barred_contacts_application_id"), "barred_contacts", ["application_id"]
    )
