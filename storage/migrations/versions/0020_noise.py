"""How often a chat hears of candidates, many of them as one message, and what a morning brings."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "carousels",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_link_id", sa.BigInteger(), nullable=False),
        sa.Column("vacancy_id", sa.BigInteger(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_link_id"], ["chat_links.id"], name=op.f("fk_carousels_chat_link_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_carousels_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carousels")),
    )
    op.create_table(
        "delivery_modes",
        sa.Column("vacancy_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_link_id", sa.BigInteger(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_link_id"], ["chat_links.id"], name=op.f("fk_delivery_modes_chat_link_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_delivery_modes_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "vacancy_id"],
            ["vacancies.workspace_id", "vacancies.id"],
            name=op.f("fk_delivery_modes_workspace_id_vacancy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("vacancy_id", "chat_link_id", name=op.f("pk_delivery_modes")),
    )
    op.create_table(
        "mornings",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_mornings_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_mornings_workspace_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_mornings")),
    )
    op.create_index(op.f("ix_mornings_due_at"), "mornings", ["due_at"])
    op.add_column("notices", sa.Column("carousel_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_notices_carousel_id"), "notices", ["carousel_id"])
