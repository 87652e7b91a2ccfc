"""Logins on the sites' own pages, and what sites call."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.columns import (
    Moment,
    Sealed,
    Word,
    metadata,
    own_id,
    same_workspace,
    workspace,
)

code_logins = Table(
    "code_logins",
    metadata,
    own_id(),
    workspace(),
    Column("bot_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("site", Text, nullable=False),
    Column("state_hmac", Text, nullable=False, unique=True),
    Column("challenge", Sealed(as_json=True), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("again", BigInteger),
    Column("step", Word, nullable=False),
    Column("code", Sealed),
    same_workspace("again", "accounts"),
    Index(None, "step"),
)

hooks = Table(
    "hooks",
    metadata,
    own_id("account_id"),
    workspace(),
    Column("site", Text, nullable=False),
    Column("secret", Sealed, nullable=False),
    Column("secret_hmac", Text, nullable=False, unique=True),
    Column("due_at", Moment),
    Column("subscription", Text),
    Column("door", Text),
    Column("failures", Integer, nullable=False),
    Column("farewell", Sealed(as_json=True)),
    same_workspace("account_id", "accounts"),
    Index(None, "due_at"),
)

events = Table(
    "events",
    metadata,
    own_id(),
    workspace(),
    Column("account_id", BigInteger, nullable=False),
    Column("event_key", Text, nullable=False),
    Column("kind", Word, nullable=False),
    Column("remote_id", Text, nullable=False),
    Column("remote_ad_id", Text),
    Column("heard_at", Moment, nullable=False),
    Column("done", Boolean, nullable=False),
    UniqueConstraint("account_id", "event_key"),
    same_workspace("account_id", "accounts"),
    Index(None, "done"),
)
