"""The few lines of the log that are for machines too: fields beside the words, nobody's data."""

import logging
from datetime import datetime

from bot.domain.site_action import SiteAction

log = logging.getLogger(__name__)


def synced(site: str, new: int, since: datetime, now: datetime) -> None:
    """A pass over an account's feed has come to its end; `since`: when its last page was asked."""
    seconds = round((now - since).total_seconds(), 1)
    log.info("sync finished", extra={"site": site, "new": new, "seconds": seconds})


def site_down(site: str, reason: str) -> None:
    """A company's accounts of the site have no answer, long enough for people to hear of it."""
    log.warning("site down", extra={"site": site, "reason": reason})


def site_up(site: str, since: datetime, now: datetime) -> None:
    """They have one again."""
    seconds = round((now - since).total_seconds())
    log.info("site up", extra={"site": site, "seconds": seconds})


def account_paused(site: str, reason: str) -> None:
    """An account waits for its recruiter."""
    log.warning("account paused", extra={"site": site, "reason": reason})


def request_ended(action: SiteAction, site: str, now: datetime) -> None:
    """A site did what was asked of it, or will not."""
    about: dict[str, object] = {"site": site, "kind": action.kind.value}
    about |= {"state": action.state.value, "attempts": action.attempts}
    about["seconds"] = round((now - action.created_at).total_seconds(), 1)
    if action.error is not None:
        about["reason"] = action.error
    log.info("request ended", extra=about)


def message_dead(kind: str, attempts: int) -> None:
    """A message is given up."""
    log.warning("message given up", extra={"kind": kind, "attempts": attempts})


def chat_lost(owed: str) -> None:
    """A chat can't be written to; what is owed there waits for its return."""
    log.info("chat lost", extra={"kind": owed})
