"""What the inbox is searched by, and refusing many candidates at once."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
)

from storage.tables.columns import (
    Moment,
    Word,
    metadata,
    own_id,
    same_workspace,
    within,
    workspace,
)

# The keys of a name (bot.domain.names.name_keys): also a beginning of one is looked for, so
# PostgreSQL sorts them byte by byte, as SQLite does.
name_words = Table(
    "name_words",
    metadata,
    own_id("application_id"),
    Column(
        "word",
        Text().with_variant(Text(collation="C"), "postgresql"),
        primary_key=True,
    ),
    workspace(),
    ForeignKeyConstraint(
        ["workspace_id", "application_id"],
        ["applications.workspace_id", "applications.id"],
        ondelete="CASCADE",
    ),
    Index(None, "workspace_id", "word", "application_id"),
)

refusals = Table(
    "refusals",
    metadata,
    own_id(),
    workspace(),
    Column("asked_by", BigInteger, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("total", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("stopped_at", Moment),
    Column("done_at", Moment),
    Column("version", Integer, nullable=False),
    within(),
    same_workspace("asked_by", "members"),
    Index(None, "workspace_id", "done_at"),
    Index(None, "done_at"),
)

refusal_items = Table(
    "refusal_items",
    metadata,
    own_id("application_id"),
    Column("refusal_id", BigInteger, primary_key=True, autoincrement=False),
    workspace(),
    Column("number", Integer, nullable=False),
    Column("assignee_id", BigInteger),
    Column("told", Boolean, nullable=False),
    Column("turn", Word, nullable=False),
    Column("why", Word),
    Column("action_id", BigInteger),
    same_workspace("application_id", "applications"),
    same_workspace("refusal_id", "refusals"),
    Index(None, "refusal_id"),
    Index(None, "action_id"),
)
