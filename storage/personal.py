"""What every text column may hold (design.md 9). A column that stands nowhere here fails a test."""

from collections.abc import Mapping
from enum import StrEnum


class Holds(StrEnum):
    """How a column stands to personal data."""

    VAULT = "vault"
    """Personal or secret; sealed, so that a stolen file tells nothing."""
    HMAC = "hmac"
    """A keyed hash of something personal, for equality search."""
    PERSONAL = "personal"
    """Personal and plain: names, and what a person is searched and listed by."""
    TECHNICAL = "technical"
    """Nothing about a person."""


_VAULT = {
    "accounts": "credentials login proof remote_identity",
    "applications": "birth_date emails file_text letter phones resume_text",
    "broken_records": "raw",
    "canary": "sealed",
    "code_logins": "challenge code",
    "conversations": "draft flash",
    "files": "ref",
    "hooks": "farewell secret",
    "inbox": "payload",
    "notes": "text",
    "publications": "fingerprint sent",
    "site_actions": "fingerprint sent",
    "vacancies": "contact",
}
_HMAC = {
    "accounts": "identity_hmac",
    "application_contacts": "contact_hmac",
    "barred_contacts": "contact_hmac",
    "broken_records": "record_hmac",
    "code_logins": "state_hmac",
    "group_tokens": "token_hmac",
    "hooks": "secret_hmac",
    "invites": "token_hmac",
    "messages": "text_hash",
}
_PERSONAL = {
    "accounts": "label",
    "applications": "channels city name pay position skills",
    "chat_links": "settings",
    "files": "name",
    "members": "name",
    "persons": "name",
    "users": "name",
}
_TECHNICAL = {
    "accounts": "credits cursor paused_by resume site state viewed",
    "adoptions": "history linked lost position",
    "application_contacts": "kind",
    "application_stubs": "remote_ad_id remote_id site",
    "applications": "act before reason remote_ad_id remote_id site stage standing url",
    "barred_contacts": "kind",
    "broken_records": "place remote_id",
    "audit": "detail did",
    "chat_links": "kind language",
    "code_logins": "site step",
    "conversations": "screen",
    "dictionaries": "entries host name site",
    "digests": "ads pending",
    "events": "event_key kind remote_ad_id remote_id",
    "files": "kind mime sha256 state",
    "hooks": "site subscription",
    "inbox": "state",
    "incidents": "site",
    "invites": "role",
    "jobs": "error lock state task unique_key",
    "members": "role",
    "messages": "inline_message_id kind",
    "notices": "kind occurrence state unique_key",
    "publications": "ad badge description fields remote_id site statistics title told url",
    "rates": "key moments",
    "site_actions": "error kind problems state unique_key",
    "telegram_files": "file_id sha256",
    "unlinked_ads": "ad remote_id site title url",
    "users": "language",
    "vacancies": (
        "city country description employment experience must_haves pay_currency pay_period shelf "
        "step title"
    ),
    "workspaces": "name offers time_zone",
}


def _columns(tables: Mapping[str, str], holds: Holds) -> dict[str, Holds]:
    return {f"{table}.{name}": holds for table, names in tables.items() for name in names.split()}


REGISTRY: Mapping[str, Holds] = {
    **_columns(_VAULT, Holds.VAULT),
    **_columns(_HMAC, Holds.HMAC),
    **_columns(_PERSONAL, Holds.PERSONAL),
    **_columns(_TECHNICAL, Holds.TECHNICAL),
}
"""What each text column holds, by `table.column`."""
