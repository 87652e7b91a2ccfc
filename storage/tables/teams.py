"""Who: workspaces, members, people at Telegram, invites, chats and conversations."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from storage.tables.columns import (
    Json,
    Moment,
    Sealed,
    Word,
    metadata,
    own_id,
    same_workspace,
    within,
    workspace,
    workspace_or_none,
)

workspaces = Table(
    "workspaces",
    metadata,
    own_id(),
    Column("name", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("offers", Json, nullable=False, server_default="[]"),
    Column("retention_months", Integer, nullable=False, server_default="6"),
    Column("stop_erased", Boolean, nullable=False, server_default=true()),
    Column("first_notice", Boolean, nullable=False, server_default=false()),
    Column("first_notices", Json, nullable=False, server_default="{}"),
    Column("version", Integer, nullable=False),
)

members = Table(
    "members",
    metadata,
    own_id(),
    workspace(),
    Column("user_id", BigInteger, nullable=False),
    Column("role", Word, nullable=False),
    Column("name", Text, nullable=False),
    Column("removed_at", Moment),
    Column("changed_by", BigInteger),
    Column("changed_at", Moment),
    Column("heir_id", BigInteger),
    Column("version", Integer, nullable=False, server_default="1"),
    within(),
    UniqueConstraint("workspace_id", "user_id"),
    Index(None, "user_id"),
)

users = Table(
    "users",
    metadata,
    own_id(),
    Column("language", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("workspace_id", BigInteger, ForeignKey("workspaces.id")),
    Column("username", Text),
)

invites = Table(
    "invites",
    metadata,
    own_id(),
    workspace_or_none(),
    Column("token_hmac", Text, nullable=False, unique=True),
    Column("role", Word, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_by", BigInteger),
    Column("made_by", BigInteger),
)

conversations = Table(
    "conversations",
    metadata,
    own_id("user_id"),
    workspace_or_none(),
    Column("chat_id", BigInteger, nullable=False),
    Column("bot_id", BigInteger, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("screen", Text, nullable=False),
    Column("subject", BigInteger, nullable=False),
    Column("page", Integer, nullable=False),
    Column("draft", Sealed(as_json=True), nullable=False),
    Column("flash", Sealed(as_json=True)),
    Column("message_id", BigInteger),
    Column("below", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Index(None, "workspace_id", "screen", "subject"),
)

# What a `startgroup` link carries.
group_tokens = Table(
    "group_tokens",
    metadata,
    own_id(),
    workspace(),
    Column("token_hmac", Text, nullable=False, unique=True),
    Column("asked_by", BigInteger, nullable=False),
    Column("vacancy_id", BigInteger),
    Column("expires_at", Moment, nullable=False),
    Column("used", Boolean, nullable=False),
    same_workspace("asked_by", "members"),
)

# Who did what: ids only. Triggers refuse to change or to delete a row.
audit = Table(
    "audit",
    metadata,
    own_id(),
    workspace(),
    Column("member_id", BigInteger, nullable=False),
    Column("did", Word, nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("chat_link_id", BigInteger),
    Column("at", Moment, nullable=False),
    Column("detail", Text, nullable=False, server_default=""),
    same_workspace("member_id", "members"),
    Index(None, "workspace_id", "subject_id"),
    Index(None, "workspace_id", "id"),
)

chat_links = Table(
    "chat_links",
    metadata,
    own_id(),
    workspace_or_none(),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", Word, nullable=False),
    Column("user_id", BigInteger),
    Column("thread_id", BigInteger),
    Column("language", Text, nullable=False),
    Column("gone_since", Moment),
    Column("settings", Json, nullable=False),
    # A private chat has one link a person; NULLs of groups never collide.
    UniqueConstraint("bot_id", "user_id"),
    Index(None, "bot_id", "chat_id"),
    # NULLs never collide in a unique key either: a group without topics needs one of its own.
    Index(
        "uq_chat_links_topic",
        "workspace_id",
        "bot_id",
        "chat_id",
        "thread_id",
        unique=True,
        sqlite_where=text("thread_id IS NOT NULL"),
        postgresql_where=text("thread_id IS NOT NULL"),
    ),
    Index(
        "uq_chat_links_group",
        "workspace_id",
        "bot_id",
        "chat_id",
        unique=True,
        sqlite_where=text("thread_id IS NULL"),
        postgresql_where=text("thread_id IS NULL"),
    ),
)
