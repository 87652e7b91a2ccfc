"""The tables (design.md 1 to 11), by meaning. Rows stay inside `storage`."""

from storage.tables.ads import (
    accounts,
    adoptions,
    incidents,
    publications,
    site_actions,
    unlinked_ads,
    vacancies,
)
from storage.tables.candidates import (
    application_contacts,
    application_stubs,
    applications,
    barred_contacts,
    broken_records,
    digests,
    files,
    notes,
    persons,
)
from storage.tables.chats import inbox, messages, notices, telegram_files
from storage.tables.columns import Json, Moment, Sealed, Word, metadata
from storage.tables.logins import code_logins, events, hooks
from storage.tables.privacy import erased_keys, erasures, retentions
from storage.tables.system import canary, dictionaries, jobs, rates
from storage.tables.teams import (
    audit,
    chat_links,
    conversations,
    group_tokens,
    invites,
    members,
    users,
    workspaces,
)

__all__ = [
    "Json",
    "Moment",
    "Sealed",
    "Word",
    "accounts",
    "adoptions",
    "application_contacts",
    "application_stubs",
    "applications",
    "audit",
    "barred_contacts",
    "broken_records",
    "canary",
    "chat_links",
    "code_logins",
    "conversations",
    "dictionaries",
    "digests",
    "erased_keys",
    "erasures",
    "events",
    "files",
    "group_tokens",
    "hooks",
    "inbox",
    "incidents",
    "invites",
    "jobs",
    "members",
    "messages",
    "metadata",
    "notes",
    "notices",
    "persons",
    "publications",
    "rates",
    "retentions",
    "site_actions",
    "telegram_files",
    "unlinked_ads",
    "users",
    "vacancies",
    "workspaces",
]
