"""What came from Telegram, what is owed to chats, and what was said in them."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.columns import (
    Moment,
    Sealed,
    Word,
    metadata,
    own_id,
    same_workspace,
    workspace,
    workspace_or_none,
)

inbox = Table(
    "inbox",
    metadata,
    own_id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("user_id", BigInteger),
    # NULL once it is done.
    Column("payload", Sealed),
    Column("state", Word, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("stored_at", Moment, nullable=False),
    UniqueConstraint("bot_id", "update_id"),
    Index(None, "bot_id", "state"),
    Index(None, "stored_at"),
)

notices = Table(
    "notices",
    metadata,
    own_id(),
    workspace_or_none(),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_link_id", BigInteger, ForeignKey("chat_links.id"), nullable=False),
    Column("thread_id", BigInteger),
    Column("kind", Word, nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("occurrence", Text, nullable=False),
    Column("unique_key", Text, nullable=False, unique=True),
    Column("state", Word, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("message_id", BigInteger),
    Column("attempts", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    # Of a card: the carousel that shows the candidate.
    Column("carousel_id", BigInteger),
    Index(None, "chat_link_id", "state", "due_at"),
    Index(None, "state", "due_at"),
    Index(None, "kind", "subject_id"),
    Index(None, "carousel_id"),
)

carousels = Table(
    "carousels",
    metadata,
    own_id(),
    workspace(),
    Column("chat_link_id", BigInteger, ForeignKey("chat_links.id"), nullable=False),
    Column("vacancy_id", BigInteger),
    Column("page", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)

# Where a chat hears of a vacancy otherwise than of all.
delivery_modes = Table(
    "delivery_modes",
    metadata,
    Column("vacancy_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_link_id", BigInteger, ForeignKey("chat_links.id"), primary_key=True),
    workspace(),
    Column("mode", Word, nullable=False),
    ForeignKeyConstraint(
        ["workspace_id", "vacancy_id"],
        ["vacancies.workspace_id", "vacancies.id"],
        ondelete="CASCADE",
    ),
)

# When a member is told what is to do.
mornings = Table(
    "mornings",
    metadata,
    own_id("member_id"),
    workspace(),
    Column("due_at", Moment, nullable=False),
    same_workspace("member_id", "members"),
    Index(None, "due_at"),
)

messages = Table(
    "messages",
    metadata,
    own_id(),
    workspace_or_none(),
    Column("bot_id", BigInteger, nullable=False),
    # A message sent through inline mode has an inline_message_id in place of chat and number.
    Column("chat_id", BigInteger),
    Column("thread_id", BigInteger),
    Column("message_id", BigInteger),
    Column("inline_message_id", Text),
    # Of such a one: the private chat of who sent it, in whose turn it is changed.
    Column("chat_link_id", BigInteger),
    Column("kind", Word, nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("text_hash", Text, nullable=False),
    UniqueConstraint("bot_id", "chat_id", "message_id"),
    UniqueConstraint("bot_id", "inline_message_id"),
    Index(None, "kind", "subject_id"),
)

telegram_files = Table(
    "telegram_files",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("sha256", Text, primary_key=True),
    Column("file_id", Text, nullable=False),
    # Whose file it is: erasing somebody lets go of Telegram's copy too.
    Column("application_id", BigInteger),
    Index(None, "application_id"),
)
