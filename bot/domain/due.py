"""What the clock looks for: everything that may be owed, by a name each."""

from enum import StrEnum


class Due(StrEnum):
    """Each is a question of ports.SystemTransaction, by the name it has there."""

    NOTICES = "owed_links"
    STRANDED = "stranded_in"
    ACTIONS = "owed_actions"
    LOGINS = "owed_logins"
    EVENTS = "owed_events"
    HOOKS = "due_hooks"
    SYNCS = "due_accounts"
    GLANCES = "due_glances"
    RECONCILES = "due_reconciles"
    HELD = "held_applications"
    FILES = "wanted_files"
    BULK_REFUSALS = "owed_bulk_refusals"
    ERASURES = "owed_erasures"
    DIGESTS = "open_digests"
    GATHERED = "gathered_in"
    MORNINGS = "due_mornings"
    REPORTS = "due_reports"
    TOPICS = "stale_topics"
    BOARDS = "due_boards"
    LEAVERS = "leavers"
    STUBS = "kept_stubs"
