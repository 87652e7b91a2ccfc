"""The inbox: what its lists and the search go by, and refusing many candidates at once."""

import sqlalchemy as sa
from alembic import op

from bot.domain.names import name_keys

revision = "0025"
down_revision = "0024"

_BATCH = 2000
_WAITING = "answered_at IS NULL AND standing IS NULL"


def upgrade() -> None:
    op.create_index(
        "ix_applications_waiting",
        "applications",
        ["workspace_id", "sent_at", "id"],
        sqlite_where=sa.text(_WAITING),
        postgresql_where=sa.text(_WAITING),
    )
    for name, column in (("replied", "answered_at"), ("later", "later_until")):
        there = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_applications_{name}",
            "applications",
            ["workspace_id", column],
            sqlite_where=there,
            postgresql_where=there,
        )
    op.create_index(
        op.f("ix_applications_workspace_id_assignee_id_taken_at"),
        "applications",
        ["workspace_id", "assignee_id", "taken_at"],
    )
    op.create_table(
        "name_words",
        sa.Column("application_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "word",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_name_words_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "application_id"],
            ["applications.workspace_id", "applications.id"],
            name=op.f("fk_name_words_workspace_id_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("application_id", "word", name=op.f("pk_name_words")),
    )
    op.create_index(
        op.f("ix_name_words_workspace_id_word_application_id"),
        "name_words",
        ["workspace_id", "word", "application_id"],
    )
    _refusals()
    _fill()


def _refusals() -> None:
    op.create_table(
        "refusals",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("stopped_at", sa.BigInteger(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_refusals_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "asked_by"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_refusals_workspace_id_asked_by"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusals")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_refusals_workspace_id_id")),
    )
    columns = ["workspace_id", "done_at"]
    op.create_index(op.f("ix_refusals_workspace_id_done_at"), "refusals", columns)
    op.create_index(op.f("ix_refusals_done_at"), "refusals", ["done_at"])
    op.create_table(
        "refusal_items",
        sa.Column("application_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("refusal_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("assignee_id", sa.BigInteger(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("turn", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("action_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_refusal_items_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "application_id"],
            ["applications.workspace_id", "applications.id"],
            name=op.f("fk_refusal_items_workspace_id_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "refusal_id"],
            ["refusals.workspace_id", "refusals.id"],
            name=op.f("fk_refusal_items_workspace_id_refusal_id"),
        ),
        sa.PrimaryKeyConstraint("application_id", "refusal_id", name=op.f("pk_refusal_items")),
    )
    for column in ("refusal_id", "action_id"):
        op.create_index(op.f(f"ix_refusal_items_{column}"), "refusal_items", [column])


def _fill() -> None:
    """Those who are here already are found by their names too."""
    there = sa.table("applications", *map(sa.column, ("id", "workspace_id", "name")))
    words = sa.table("name_words", *map(sa.column, ("application_id", "word", "workspace_id")))
    connection, last = op.get_bind(), 0
    newer = sa.select(there).where(there.c.name.is_not(None)).order_by(there.c.id).limit(_BATCH)
    while rows := connection.execute(newer.where(there.c.id > last)).all():
        last = rows[-1].id
        found = [
            {"application_id": row.id, "word": word, "workspace_id": row.workspace_id}
            for row in rows
            for word in sorted(name_keys(row.name))
        ]
        if found:
            connection.execute(words.insert(), found)
