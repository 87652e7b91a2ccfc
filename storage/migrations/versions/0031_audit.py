"""The audit refuses to be changed, and is read newest first."""

from alembic import op

revision = "0031"
down_revision = "0028"

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
)
_ON_SQLITE = tuple(
    f"CREATE TRIGGER audit_no_{act} BEFORE {act} ON audit"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    for act in ("update", "delete")
)


def upgrade() -> None:
    op.create_index(op.f("ix_audit_workspace_id_id"), "audit", ["workspace_id", "id"])
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _ON_SQLITE if sqlite else _ON_POSTGRESQL:
        op.execute(statement)
