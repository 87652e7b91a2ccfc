"""Logins on the sites' own pages, what sites call, and what their ads and responses have more."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    _tables()
    op.add_column(
        "accounts", sa.Column("viewed", sa.Text(), nullable=False, server_default="delivered")
    )
    op.add_column("publications", sa.Column("statistics", sa.Text(), nullable=True))
    op.add_column(
        "site_actions",
        sa.Column("despite_duplicates", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "applications",
        sa.Column("unopened", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("applications", sa.Column("held_until", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_applications_held_until"), "applications", ["held_until"])
    op.add_column("workspaces", sa.Column("offers", sa.Text(), nullable=False, server_default="[]"))


def _tables() -> None:
    op.create_table(
        "code_logins",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("state_hmac", sa.Text(), nullable=False),
        sa.Column("challenge", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("again", sa.BigInteger(), nullable=True),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        _of_workspace("code_logins"),
        _within("code_logins", "again"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_logins")),
        sa.UniqueConstraint("state_hmac", name=op.f("uq_code_logins_state_hmac")),
    )
    op.create_index(op.f("ix_code_logins_step"), "code_logins", ["step"])
    op.create_table(
        "hooks",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("secret_hmac", sa.Text(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("subscription", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("farewell", sa.Text(), nullable=True),
        _of_workspace("hooks"),
        _within("hooks", "account_id"),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_hooks")),
        sa.UniqueConstraint("secret_hmac", name=op.f("uq_hooks_secret_hmac")),
    )
    op.create_index(op.f("ix_hooks_due_at"), "hooks", ["due_at"])
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("event_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("remote_id", sa.Text(), nullable=False),
        sa.Column("remote_ad_id", sa.Text(), nullable=True),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        _of_workspace("events"),
        _within("events", "account_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("account_id", "event_key", name=op.f("uq_events_account_id_event_key")),
    )
    op.create_index(op.f("ix_events_done"), "events", ["done"])


def _of_workspace(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id"], ["workspaces.id"], name=op.f(f"fk_{table}_workspace_id")
    )


def _within(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column],
        ["accounts.workspace_id", "accounts.id"],
        name=op.f(f"fk_{table}_workspace_id_{column}"),
    )
