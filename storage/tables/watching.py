"""What operators stop and see: nothing here is about anybody."""

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from storage.tables.columns import Moment, metadata, own_id

site_pauses = Table(
    "site_pauses",
    metadata,
    Column("site", Text, primary_key=True),
    Column("paused_at", Moment, nullable=False),
)

# By pieces of time, added up over all processes; `source` is a site's key, or `telegram`.
call_counts = Table(
    "call_counts",
    metadata,
    Column("source", Text, primary_key=True),
    Column("slot", Moment, primary_key=True, autoincrement=False),
    Column("asked", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("limited", Integer, nullable=False),
)

# Mistakes of ours: a class and a place in our code, never a message.
faults = Table(
    "faults",
    metadata,
    own_id(),
    Column("what", Text, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("told", Integer, nullable=False),
    Column("told_at", Moment),
    UniqueConstraint("what"),
)
