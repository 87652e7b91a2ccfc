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
    "hash_keys": "sealed",
    "hooks": "farewell secret",
    "inbox": "payload",
    "notes": "text",
    "publications": "fingerprint sent",
    "site_actions": "fingerprint sent words",
    "vacancies": "contact",
}
_HMAC = {
    "accounts": "identity_hmac",
    "application_contacts": "contact_hmac",
    "barred_contacts": "contact_hmac",
    "broken_records": "record_hmac",
    "code_logins": "state_hmac",
    "erased_keys": "key_hmac",
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
    "name_words": "word",
    "persons": "name",
    "users": "name username",
}
_TECHNICAL = {
    "accounts": "credits cursor glanced paused_by reconciling resume site state viewed",
    "adoptions": "history linked lost position",
    "answers": "body kind language name ready",
    "application_contacts": "kind",
    "application_stubs": "remote_ad_id remote_id site",
    "applications": "act before reason remote_ad_id remote_id site stage standing url",
    "barred_contacts": "kind",
    "boards": "shown",
    "broken_records": "place remote_id",
    "audit": "detail did",
    "call_counts": "source",
    "chat_links": "kind language",
    "code_logins": "site step",
    "conversations": "screen",
    "delivery_modes": "mode",
    "dictionaries": "entries host name site",
    "digests": "ads pending",
    "erased_counts": "reason stage",
    "erased_keys": "kind",
    "erasures": "applications files step why",
    "events": "event_key kind remote_ad_id remote_id",
    "faults": "what",
    "files": "kind mime sha256 state",
    "hooks": "door site subscription",
    "inbox": "state",
    "incidents": "site",
    "invites": "role",
    "jobs": "error lock state task unique_key",
    "members": "role",
    "merges": "state",
    "messages": "inline_message_id kind",
    "notices": "kind occurrence state unique_key",
    "pleas": "state",
    "publications": (
        "ad badge description fields paid_currency refusal remote_id site statistics title told url"
    ),
    "rates": "key moments",
    "refusal_items": "turn why",
    "refusals": "words",
    "reports": "menu span week",
    "site_actions": "error kind problems state unique_key",
    "site_pauses": "site",
    "telegram_files": "file_id sha256",
    "topics": "state title",
    "unlinked_ads": "ad remote_id site title url",
    "users": "language",
    "vacancies": (
        "city country description employment experience inherited must_haves pay_currency"
        " pay_period shelf step team title"
    ),
    "workspaces": "first_notices name offers time_zone",
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


class Goes(StrEnum):
    """What becomes of a column when a candidate is erased (storage/repositories/wiping.py)."""

    DROPPED = "dropped"
    """Its row is the candidate's, and goes."""
    SEARCHED = "searched"
    """Each row is looked through; what names the candidate goes, or is emptied."""
    STAYS = "stays"
    """Nothing about a candidate can stand there."""


_TEAM = "the team's own, no candidate's"
_ERASED: Mapping[str, tuple[Goes, str, str]] = {
    "accounts": (Goes.STAYS, "credentials identity_hmac label login proof remote_identity", _TEAM),
    "application_contacts": (Goes.DROPPED, "contact_hmac", ""),
    "applications": (
        Goes.DROPPED,
        "birth_date channels city emails file_text letter name pay phones position resume_text"
        " skills",
        "",
    ),
    "barred_contacts": (Goes.DROPPED, "contact_hmac", "what this candidate brought there"),
    "broken_records": (Goes.SEARCHED, "raw record_hmac", ""),
    "canary": (Goes.STAYS, "sealed", "a sentence of ours"),
    "chat_links": (Goes.STAYS, "settings", "a group's title, which its members choose"),
    "code_logins": (Goes.STAYS, "challenge code state_hmac", _TEAM),
    "conversations": (Goes.SEARCHED, "draft flash", ""),
    "erased_keys": (Goes.STAYS, "key_hmac", "is what is kept of it: product.md 2.13"),
    "files": (Goes.DROPPED, "name ref", "the bytes go after the row"),
    "group_tokens": (Goes.STAYS, "token_hmac", _TEAM),
    "hash_keys": (Goes.STAYS, "sealed", "a key of ours"),
    "hooks": (Goes.STAYS, "farewell secret secret_hmac", _TEAM),
    "inbox": (Goes.SEARCHED, "payload", ""),
    "invites": (Goes.STAYS, "token_hmac", _TEAM),
    "members": (Goes.STAYS, "name", _TEAM),
    "messages": (Goes.SEARCHED, "text_hash", "those about the candidate go, with the messages"),
    "name_words": (Goes.DROPPED, "word", ""),
    "notes": (Goes.DROPPED, "text", "those about others are looked through"),
    "persons": (Goes.DROPPED, "name", ""),
    "publications": (Goes.STAYS, "fingerprint sent", "what an ad says"),
    "site_actions": (Goes.DROPPED, "fingerprint sent words", "those about an application"),
    "users": (Goes.STAYS, "name username", _TEAM),
    "vacancies": (Goes.STAYS, "contact", _TEAM),
}
ERASED: Mapping[str, tuple[Goes, str]] = {
    f"{table}.{name}": (goes, why)
    for table, (goes, names, why) in _ERASED.items()
    for name in names.split()
}
"""How each column with personal data is erased, by `table.column`; a test misses none."""
