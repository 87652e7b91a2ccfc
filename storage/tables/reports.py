"""What members are told of how hiring goes, and what is counted of those who were erased."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.columns import Moment, Word, metadata, own_id, same_workspace, workspace

# Numbers alone: by the day, where somebody stood, and why.
erased_counts = Table(
    "erased_counts",
    metadata,
    own_id("publication_id"),
    Column("day", Moment, primary_key=True, autoincrement=False),
    Column("stage", Word, primary_key=True),
    # Empty where nobody said why: a key holds no NULL.
    Column("reason", Word, primary_key=True),
    workspace(),
    Column("responses", Integer, nullable=False),
    Column("people", Integer, nullable=False),
    ForeignKeyConstraint(
        ["workspace_id", "publication_id"],
        ["publications.workspace_id", "publications.id"],
        ondelete="CASCADE",
    ),
)

reports = Table(
    "reports",
    metadata,
    own_id(),
    workspace(),
    Column("member_id", BigInteger, nullable=False),
    # The Monday of a week that was told by itself; NULL: somebody asked.
    Column("week", Text),
    # No reference: a vacancy may be deleted.
    Column("vacancy_id", BigInteger),
    Column("span", Word, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("menu", Word, nullable=False),
    Column("page", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("member_id", "week"),
    same_workspace("member_id", "members"),
)

# When a member is told of the week.
report_times = Table(
    "report_times",
    metadata,
    own_id("member_id"),
    workspace(),
    Column("due_at", Moment, nullable=False),
    same_workspace("member_id", "members"),
    Index(None, "due_at"),
)
