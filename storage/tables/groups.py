"""What stands in groups besides messages: topics of vacancies, and boards."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.columns import Moment, Word, metadata, own_id, workspace

topics = Table(
    "topics",
    metadata,
    own_id(),
    workspace(),
    Column("chat_link_id", BigInteger, ForeignKey("chat_links.id"), nullable=False),
    Column("vacancy_id", BigInteger, nullable=False),
    Column("state", Word, nullable=False),
    # What Telegram was last told.
    Column("title", Text, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("thread_id", BigInteger),
    Column("tries", Integer, nullable=False),
    Column("asked_at", Moment, nullable=False),
    ForeignKeyConstraint(
        ["workspace_id", "vacancy_id"],
        ["vacancies.workspace_id", "vacancies.id"],
        ondelete="CASCADE",
    ),
    UniqueConstraint("chat_link_id", "vacancy_id"),
    Index(None, "state"),
    Index(None, "vacancy_id"),
)

boards = Table(
    "boards",
    metadata,
    Column(
        "chat_link_id",
        BigInteger,
        ForeignKey("chat_links.id"),
        primary_key=True,
        autoincrement=False,
    ),
    workspace(),
    Column("look_at", Moment, nullable=False),
    Column("message_id", BigInteger),
    Column("pinned_id", BigInteger),
    # A hash of what it says.
    Column("shown", Text, nullable=False),
    Column("unpinnable", Boolean, nullable=False),
    Index(None, "look_at"),
)
