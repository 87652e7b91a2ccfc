"""Groups: a topic for each vacancy in forums, and a pinned board."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.create_table(
        "topics",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_link_id", sa.BigInteger(), nullable=False),
        sa.Column("vacancy_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_topics_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["chat_link_id"], ["chat_links.id"], name=op.f("fk_topics_chat_link_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "vacancy_id"],
            ["vacancies.workspace_id", "vacancies.id"],
            name=op.f("fk_topics_workspace_id_vacancy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint(
            "chat_link_id", "vacancy_id", name=op.f("uq_topics_chat_link_id_vacancy_id")
        ),
    )
    op.create_index(op.f("ix_topics_state"), "topics", ["state"])
    op.create_index(op.f("ix_topics_vacancy_id"), "topics", ["vacancy_id"])
    op.create_table(
        "boards",
        sa.Column("chat_link_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("look_at", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("pinned_id", sa.BigInteger(), nullable=True),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("unpinnable", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_boards_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["chat_link_id"], ["chat_links.id"], name=op.f("fk_boards_chat_link_id")
        ),
        sa.PrimaryKeyConstraint("chat_link_id", name=op.f("pk_boards")),
    )
    op.create_index(op.f("ix_boards_look_at"), "boards", ["look_at"])
