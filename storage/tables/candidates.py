"""The people behind the responses: what the sites give of them, and their files."""

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
    false,
    text,
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
)

digests = Table(
    "digests",
    metadata,
    own_id(),
    workspace(),
    Column("account_id", BigInteger, nullable=False),
    Column("ads", Json, nullable=False),
    Column("pending", Json, nullable=False),
    Column("until", Moment, nullable=False),
    Column("told_at", Moment),
    Column("version", Integer, nullable=False),
    within(),
    same_workspace("account_id", "accounts"),
    Index(
        "uq_digests_open",
        "account_id",
        unique=True,
        sqlite_where=text("told_at IS NULL"),
        postgresql_where=text("told_at IS NULL"),
    ),
)

persons = Table(
    "persons",
    metadata,
    own_id(),
    workspace(),
    Column("name", Text),
    within(),
)

_WAITING = "answered_at IS NULL AND decided_at IS NULL AND standing IS NULL"
_HERE = "decided_at IS NOT NULL AND answered_at IS NULL"

applications = Table(
    "applications",
    metadata,
    own_id(),
    workspace(),
    Column("person_id", BigInteger, nullable=False),
    Column("account_id", BigInteger, nullable=False),
    Column("publication_id", BigInteger),
    Column("site", Text, nullable=False),
    Column("remote_id", Text, nullable=False),
    Column("remote_ad_id", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("stored_at", Moment, nullable=False),
    Column("url", Text),
    Column("name", Text),
    Column("phones", Sealed(as_json=True), nullable=False),
    Column("emails", Sealed(as_json=True), nullable=False),
    Column("birth_date", Sealed),
    Column("city", Text),
    Column("letter", Sealed),
    Column("resume_text", Sealed),
    Column("file_text", Sealed),
    Column("skills", Json, nullable=False),
    Column("position", Text),
    Column("pay", Text),
    Column("channels", Json, nullable=False),
    Column("unopened", Boolean, nullable=False, server_default=false()),
    Column("contacts_lost", Boolean, nullable=False, server_default=false()),
    Column("held_until", Moment),
    Column("standing", Text),
    Column("digest_id", BigInteger),
    Column("points_met", Integer),
    Column("points_of", Integer),
    Column("stage", Word, nullable=False, server_default="new"),
    Column("assignee_id", BigInteger),
    Column("taken_at", Moment),
    Column("answered_at", Moment),
    Column("decided_at", Moment),
    Column("reason", Word),
    Column("later_until", Moment),
    Column("later_by", BigInteger),
    Column("act", Word),
    Column("acted_by", BigInteger),
    Column("acted_at", Moment),
    Column("before", Json),
    Column("version", Integer, nullable=False),
    within(),
    UniqueConstraint("workspace_id", "site", "remote_id"),
    same_workspace("person_id", "persons"),
    same_workspace("account_id", "accounts"),
    same_workspace("publication_id", "publications"),
    # No references of what came later: SQLite can add none to a table that is there.
    Index(None, "digest_id"),
    Index(None, "workspace_id", "stage"),
    # All that is counted of a vacancy's candidates: no row, which may hold a resume, is read.
    Index(
        "ix_applications_counted",
        *("workspace_id", "publication_id", "sent_at", "person_id"),
        *("stage", "reason", "acted_at", "answered_at", "decided_at"),
    ),
    Index(None, "person_id"),
    Index(None, "held_until"),
    # The queues of the inbox. Who waits for an answer is few among all.
    Index(
        "ix_applications_waiting",
        "workspace_id",
        "sent_at",
        "id",
        sqlite_where=text(_WAITING),
        postgresql_where=text(_WAITING),
    ),
    Index(None, "workspace_id", "assignee_id", "taken_at"),
    Index(
        "ix_applications_replied",
        "workspace_id",
        "answered_at",
        sqlite_where=text("answered_at IS NOT NULL"),
        postgresql_where=text("answered_at IS NOT NULL"),
    ),
    Index(
        "ix_applications_here",
        "workspace_id",
        "decided_at",
        sqlite_where=text(_HERE),
        postgresql_where=text(_HERE),
    ),
    Index(
        "ix_applications_later",
        "workspace_id",
        "later_until",
        sqlite_where=text("later_until IS NOT NULL"),
        postgresql_where=text("later_until IS NOT NULL"),
    ),
)

# An application may hold several phones and addresses; each is found by equality, a phone also
# by its last four digits (design.md 9).
application_contacts = Table(
    "application_contacts",
    metadata,
    own_id("application_id"),
    Column("kind", Word, primary_key=True),
    Column("contact_hmac", Text, primary_key=True),
    workspace(),
    ForeignKeyConstraint(
        ["workspace_id", "application_id"],
        ["applications.workspace_id", "applications.id"],
        ondelete="CASCADE",
    ),
    Index(None, "workspace_id", "kind", "contact_hmac"),
)

notes = Table(
    "notes",
    metadata,
    own_id(),
    workspace(),
    Column("application_id", BigInteger, nullable=False),
    Column("member_id", BigInteger, nullable=False),
    Column("text", Sealed, nullable=False),
    Column("at", Moment, nullable=False),
    same_workspace("application_id", "applications"),
    same_workspace("member_id", "members"),
    Index(None, "application_id"),
)

answers = Table(
    "answers",
    metadata,
    own_id(),
    workspace(),
    Column("name", Text, nullable=False),
    Column("kind", Word, nullable=False),
    Column("language", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("ready", Text),
    Column("deleted_at", Moment),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "ready"),
)

# The company's black list. It outlives the application by whose contacts somebody is known.
barred_contacts = Table(
    "barred_contacts",
    metadata,
    Column(
        "workspace_id",
        BigInteger,
        ForeignKey("workspaces.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("kind", Word, primary_key=True),
    Column("contact_hmac", Text, primary_key=True),
    Column("application_id", BigInteger, nullable=False),
    Column("member_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    same_workspace("member_id", "members"),
    Index(None, "application_id"),
)

# Which applications were found to be one person's. An application that is erased takes its own.
merges = Table(
    "merges",
    metadata,
    own_id(),
    workspace(),
    Column("application_id", BigInteger, nullable=False),
    Column("other_id", BigInteger, nullable=False),
    Column("state", Word, nullable=False),
    Column("found_at", Moment, nullable=False),
    Column("decided_by", BigInteger),
    Column("decided_at", Moment),
    ForeignKeyConstraint(
        ["workspace_id", "application_id"],
        ["applications.workspace_id", "applications.id"],
        ondelete="CASCADE",
    ),
    ForeignKeyConstraint(
        ["workspace_id", "other_id"],
        ["applications.workspace_id", "applications.id"],
        ondelete="CASCADE",
    ),
    same_workspace("decided_by", "members"),
    Index(None, "application_id"),
    Index(None, "other_id"),
)

# Who asked whom to hand a candidate over; of one candidate one such wish is open.
pleas = Table(
    "pleas",
    metadata,
    own_id(),
    workspace(),
    Column("application_id", BigInteger, nullable=False),
    Column("asked_by", BigInteger, nullable=False),
    Column("holder_id", BigInteger, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("state", Word, nullable=False),
    same_workspace("application_id", "applications"),
    same_workspace("asked_by", "members"),
    same_workspace("holder_id", "members"),
    Index(
        "uq_pleas_open",
        "application_id",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    Index(None, "application_id"),
)

# What members think of a candidate.
opinions = Table(
    "opinions",
    metadata,
    Column("application_id", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    workspace(),
    Column("good", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    same_workspace("application_id", "applications"),
    same_workspace("member_id", "members"),
)

application_stubs = Table(
    "application_stubs",
    metadata,
    Column("workspace_id", BigInteger, primary_key=True, autoincrement=False),
    Column("site", Text, primary_key=True),
    Column("remote_id", Text, primary_key=True),
    Column("account_id", BigInteger, nullable=False),
    Column("remote_ad_id", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
    same_workspace("account_id", "accounts"),
    Index(None, "workspace_id", "site", "remote_ad_id"),
)

broken_records = Table(
    "broken_records",
    metadata,
    own_id(),
    workspace(),
    Column("account_id", BigInteger, nullable=False),
    Column("record_hmac", Text, nullable=False),
    Column("remote_id", Text),
    Column("place", Text, nullable=False),
    Column("raw", Sealed, nullable=False),
    Column("kept_at", Moment, nullable=False),
    UniqueConstraint("account_id", "record_hmac"),
    same_workspace("account_id", "accounts"),
)

files = Table(
    "files",
    metadata,
    own_id(),
    workspace(),
    Column("application_id", BigInteger, nullable=False),
    Column("kind", Word, nullable=False),
    Column("state", Word, nullable=False),
    Column("ref", Sealed, nullable=False),
    Column("name", Text),
    Column("mime", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("wanted_at", Moment),
    Column("erase_after", Moment),
    same_workspace("application_id", "applications"),
    Index(None, "application_id"),
    Index(None, "state"),
)
