"""What no workspace owns: cached dictionaries, paces, jobs, the keys' own rows."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, text

from storage.tables.columns import Json, Moment, Sealed, Word, metadata, own_id

dictionaries = Table(
    "dictionaries",
    metadata,
    Column("site", Text, primary_key=True),
    Column("host", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("entries", Json, nullable=False),
    Column("fetched_at", Moment, nullable=False),
)

# The last moments at which a place under `key` was taken, and until when nobody gets one.
rates = Table(
    "rates",
    metadata,
    Column("key", Text, primary_key=True),
    Column("moments", Json, nullable=False),
    Column("halted_until", Moment),
    # A later one than now: the clock went back, and the moments with it.
    Column("saved_at", Moment, nullable=False),
)

canary = Table(
    "canary",
    metadata,
    own_id(),
    Column("sealed", Sealed, nullable=False),
)

# The key of the equality hashes (storage.vault): rotating the vault's keys only seals it anew.
hash_keys = Table(
    "hash_keys",
    metadata,
    own_id(),
    Column("sealed", Sealed, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    own_id(),
    Column("task", Text, nullable=False),
    Column("subject", BigInteger, nullable=False),
    Column("workspace_id", BigInteger),
    Column("lock", Text),
    Column("unique_key", Text),
    Column("priority", Integer, nullable=False),
    Column("run_at", Moment, nullable=False),
    Column("state", Word, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Index(None, "state", "run_at"),
    Index("ix_jobs_next", "state", text("priority DESC"), "run_at"),
    # One job with a key waits; another may wait while the first one runs.
    Index(
        "uq_jobs_waiting",
        "unique_key",
        unique=True,
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)
