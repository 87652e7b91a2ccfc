"""Reports: what is counted of erased candidates, when and what members were told, what ads cost."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column("publications", sa.Column("paid", sa.BigInteger(), nullable=True))
    op.add_column("publications", sa.Column("paid_currency", sa.Text(), nullable=True))
    op.create_index(
        op.f("ix_applications_counted"),
        "applications",
        [
            *("workspace_id", "publication_id", "sent_at", "person_id"),
            *("stage", "reason", "acted_at", "answered_at"),
        ],
    )
    op.drop_index(op.f("ix_applications_workspace_id_publication_id"), "applications")
    op.create_table(
        "erased_counts",
        sa.Column("publication_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_erased_counts_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "publication_id"],
            ["publications.workspace_id", "publications.id"],
            name=op.f("fk_erased_counts_workspace_id_publication_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "publication_id", "day", "stage", "reason", name=op.f("pk_erased_counts")
        ),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("week", sa.Text(), nullable=True),
        sa.Column("vacancy_id", sa.BigInteger(), nullable=True),
        sa.Column("span", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("menu", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_reports_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_reports_workspace_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("member_id", "week", name=op.f("uq_reports_member_id_week")),
    )
    op.create_table(
        "report_times",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_report_times_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_report_times_workspace_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_report_times")),
    )
    op.create_index(op.f("ix_report_times_due_at"), "report_times", ["due_at"])
