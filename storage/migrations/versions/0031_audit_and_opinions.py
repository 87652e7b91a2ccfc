"""The audit refuses to be changed; cards sent through inline mode, what members think of them."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

_REFUSED = "the audit is only added to"
_ON_POSTGRESQL = (
    f"""
    CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$
    """,
    """
    CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_refuse()
    """,
    """
    CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
    """,
)
_ON_SQLITE = (
    *(
        f"CREATE TRIGGER audit_no_{act} BEFORE {act} ON audit"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        for act in ("update", "delete")
    ),
    # REPLACE deletes a line without asking the trigger of deletions.
    "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit"
    " WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
)


def upgrade() -> None:
    op.create_index(op.f("ix_audit_workspace_id_id"), "audit", ["workspace_id", "id"])
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _ON_SQLITE if sqlite else _ON_POSTGRESQL:
        op.execute(statement)
    op.add_column("messages", sa.Column("chat_link_id", sa.BigInteger(), nullable=True))
    op.create_table(
        "opinions",
        sa.Column("application_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_opinions_workspace_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "application_id"],
            ["applications.workspace_id", "applications.id"],
            name=op.f("fk_opinions_workspace_id_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_opinions_workspace_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("application_id", "member_id", name=op.f("pk_opinions")),
    )
