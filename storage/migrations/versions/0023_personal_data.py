"""Erasing people: what was erased, for how long others are kept, whose Telegram's copies are."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column(
        "workspaces",
        sa.Column("retention_months", sa.Integer(), nullable=False, server_default="6"),
    )
    op.add_column(
        "workspaces",
        sa.Column("stop_erased", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    # Nobody knows whose those are that went up before: they go up once more.
    op.execute("DELETE FROM telegram_files")
    op.add_column("telegram_files", sa.Column("application_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_telegram_files_application_id"), "telegram_files", ["application_id"])
    op.create_table(
        "erasures",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("applications", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=True),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_erasures_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_index(op.f("ix_erasures_step"), "erasures", ["step"])
    op.create_table(
        "erased_keys",
        sa.Column("key_hmac", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key_hmac", name=op.f("pk_erased_keys")),
    )
    op.create_table(
        "retentions",
        sa.Column("vacancy_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("prolonged_at", sa.BigInteger(), nullable=True),
        sa.Column("warned_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_retentions_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "vacancy_id"],
            ["vacancies.workspace_id", "vacancies.id"],
            name=op.f("fk_retentions_workspace_id_vacancy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("vacancy_id", name=op.f("pk_retentions")),
    )
