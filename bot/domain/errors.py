"""What can go wrong, by who must act (style.md section 7).

An error carries values, never words: `handlers/errors.py` alone makes it words, from the text
id `error-<the class name in kebab case>` and `values()`.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.domain.secret import Credentials
from bot.domain.site import Problem, Receipt

Value: TypeAlias = str | int | datetime

_HUMP = re.compile(r"(?<!^)(?=[A-Z])")


class VidhukError(Exception):
    """The root of all that the product itself raises."""

    @property
    def text_id(self) -> str:
        """The id of the text that explains it, the same in every language."""
        return "error-" + _HUMP.sub("-", type(self).__name__).lower()

    def values(self) -> Mapping[str, Value]:
        """The variables of that text."""
        return {}


# -- nobody acts: a short popup ----------------------------------------------------------


class NotAllowed(VidhukError):
    """The person has no right to this, or no longer."""


class Stale(VidhukError):
    """The button belongs to a screen that has moved on."""


class NotThere(VidhukError):
    """The thing asked for does not exist in this workspace."""


class NoWayBack(VidhukError):
    """The bot has no public address, so nobody comes back to it from a site's login page."""


class AnswerUnderWay(VidhukError):
    """The candidate is being told something: the next word waits until that has arrived."""


class IllegalTransition(VidhukError):
    """A value was asked to move where its table does not lead."""

    def __init__(self, subject: int, old: str, new: str) -> None:
        super().__init__(f"{subject}: {old} -> {new}")


class Conflict(VidhukError):
    """Somebody changed the row since it was read; read again and decide again."""


class CardThere(VidhukError):
    """The chat has the card already."""


class TakenAlready(VidhukError):
    """Somebody else works on it; `by` is their member id, and not for a text."""

    def __init__(self, by: int, at: datetime) -> None:
        super().__init__(f"by {by}")
        self.by, self.at = by, at


class NothingToUndo(VidhukError):
    """It is too late for that, it is somebody else's to undo, or more was done since."""


class AlreadyDecided(VidhukError):
    """Somebody was faster, or what was decided can't be taken back any more."""


class TooSoon(VidhukError):
    """Asked again before the cooldown has passed."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"{wait.total_seconds():.0f} s")
        self.wait = wait

    def values(self) -> Mapping[str, Value]:
        """`seconds` to wait."""
        return {"seconds": max(1, round(self.wait.total_seconds()))}


class TooManyChosen(VidhukError):
    """One more than may be chosen."""

    def __init__(self, most: int) -> None:
        super().__init__(f"at most {most}")
        self.most = most

    def values(self) -> Mapping[str, Value]:
        """`most` that may be."""
        return {"most": self.most}


class BadInput(VidhukError):
    """What was typed can't be taken; `problem` names the text that says why."""

    def __init__(self, problem: str, **values: Value) -> None:
        super().__init__(problem)
        self.problem = problem
        self._values = values

    @property
    def text_id(self) -> str:
        """One text a problem."""
        return f"bad-{self.problem}"

    def values(self) -> Mapping[str, Value]:
        """As they were given."""
        return self._values


# -- the job sites -----------------------------------------------------------------------


class SiteError(VidhukError):
    """A job site did not do what was asked. `site` is its key, for logs and texts."""

    asked_with: Credentials | None = None
    """What the site was asked with at last, where a session has renewed what it was opened with."""

    left: Receipt | None = None
    """What the request left on the site all the same: a draft that was not published."""

    def __init__(self, site: str, detail: str = "") -> None:
        super().__init__(f"{site}: {detail}" if detail else site)
        self.site = site

    def values(self) -> Mapping[str, Value]:
        """`site`, its key."""
        return {"site": self.site}

    def not_before(self, now: datetime) -> datetime:
        """The moment before which the site itself says that it is not to be asked; else now."""
        return now


class SiteUnavailable(SiteError):
    """No answer, a 5xx, garbage or a wall in between; time will mend it."""

    def __init__(
        self, site: str, detail: str = "", *, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(site, detail)
        self.retry_after = retry_after

    def not_before(self, now: datetime) -> datetime:
        """After the pause that it asked for."""
        return now + (self.retry_after or timedelta())


class SiteCrowded(SiteUnavailable):
    """All places among our own requests are taken for a while: nothing was sent, nobody failed."""


class SitePaused(SiteCrowded):
    """An operator lets nobody ask the site: nothing was sent, what is owed waits for the end."""

    def __init__(self, site: str) -> None:
        super().__init__(site, "stopped by an operator", retry_after=timedelta(minutes=1))


class WrongLogin(SiteError):
    """Login or password refused while an account is being connected."""


class NotEmployer(SiteError):
    """The login works, but it is a job seeker's."""


class UserBlocked(SiteError):
    """The site blocked this user."""


class _Until(SiteError):
    def __init__(self, site: str, until: datetime, detail: str = "") -> None:
        super().__init__(site, detail)
        self.until = until

    def values(self) -> Mapping[str, Value]:
        return {"site": self.site, "until": self.until}

    def not_before(self, now: datetime) -> datetime:
        return max(now, self.until)


class LoginLocked(_Until):
    """Too many wrong passwords: the site takes no login until then."""


class DailyLimit(_Until):
    """The day's quota at the site is used up."""


class AutomationRefused(_Until):
    """The site shows a challenge to programs; we back off and say so."""


class AuthExpired(SiteError):
    """A login that worked is refused now: the account pauses until the recruiter mends it."""


class NotConnected(SiteError):
    """The account was disconnected: there is no login to ask its site with."""


class ProofNeeded(SiteError):
    """The site wants the person to confirm something at `url`."""

    def __init__(self, site: str, url: str) -> None:
        super().__init__(site)
        self.url = url


class Rejected(SiteError):
    """The site refused the ad; one problem a field, in the site's own words."""

    def __init__(self, site: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(site, ", ".join(one.code for one in problems))
        self.problems = problems


class Duplicate(SiteError):
    """The site holds a similar ad; `ads` are their remote ids."""

    def __init__(self, site: str, ads: tuple[str, ...]) -> None:
        super().__init__(site, f"{len(ads)} ads")
        self.ads = ads


class NoCredits(SiteError):
    """No unused publications of the wanted type."""


class AccessNotBought(SiteError):
    """The employer has not bought the access that this needs."""


class OutcomeUnknown(SiteError):
    """The request may have had its effect; its answer was lost. Look, never send again."""


class ContractBroken(SiteError):
    """The site answered something its contract does not have; `where` says which part."""

    def __init__(self, site: str, where: str) -> None:
        super().__init__(site, where)
        self.where = where


class AdMissing(SiteError):
    """The ad is not on the site: deleted there, or it belongs to somebody else."""


class ResponseMissing(SiteError):
    """The candidate's response is not on the site: deleted there, or not for this login to see."""
