"""Candidates may be joined by hand: one application may stand in several merges."""

from alembic import op

revision = "0028"
down_revision = "0023"


def upgrade() -> None:
    with op.batch_alter_table("merges") as merges:
        merges.drop_constraint(op.f("uq_merges_application_id"), type_="unique")
    op.create_index(op.f("ix_merges_application_id"), "merges", ["application_id"])
