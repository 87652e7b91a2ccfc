"""What is kept of those who were erased, and until when others are kept: ids, moments, hashes."""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, Integer, Table, Text

from storage.tables.columns import Json, Moment, Word, metadata, own_id, workspace

erasures = Table(
    "erasures",
    metadata,
    own_id(),
    workspace(),
    Column("why", Word, nullable=False),
    Column("applications", Json, nullable=False),
    Column("asked_at", Moment, nullable=False),
    # No reference: who asked may be erased too.
    Column("asked_by", BigInteger),
    Column("step", Word, nullable=False),
    Column("files", Json, nullable=False),
    Column("records", Integer, nullable=False),
    Column("messages", Integer, nullable=False),
    Column("done_at", Moment),
    Index(None, "step"),
)

# The hash is made with the workspace's id: it says nothing of the same person elsewhere.
erased_keys = Table(
    "erased_keys",
    metadata,
    Column("key_hmac", Text, primary_key=True),
    Column("kind", Word, nullable=False),
    Column("at", Moment, nullable=False),
)

# How long the candidates of a closed vacancy stay.
retentions = Table(
    "retentions",
    metadata,
    own_id("vacancy_id"),
    workspace(),
    Column("closed_at", Moment, nullable=False),
    Column("prolonged_at", Moment),
    Column("warned_at", Moment),
    # Who deletes a vacancy need not know of this.
    ForeignKeyConstraint(
        ["workspace_id", "vacancy_id"],
        ["vacancies.workspace_id", "vacancies.id"],
        ondelete="CASCADE",
    ),
)
