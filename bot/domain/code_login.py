"""Logins on a site's own page: from the way there to the first credentials."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import IllegalTransition
from bot.domain.ids import AccountId, CodeLoginId, WorkspaceId
from bot.domain.secret import Secret
from bot.domain.site import Challenge


class LoginStep(StrEnum):
    """How far a login has come."""

    ASKED = "asked"
    """The person was sent to the page."""
    CALLED = "called"
    """They are back, with a code."""
    REDEEMING = "redeeming"
    """The code is on its way to the site: it is good for one request."""
    OVER = "over"
    """It led to credentials or to nothing; whoever comes back once more is told so."""


_NEXT: Mapping[LoginStep, frozenset[LoginStep]] = {
    LoginStep.ASKED: frozenset({LoginStep.CALLED, LoginStep.OVER}),
    LoginStep.CALLED: frozenset({LoginStep.REDEEMING, LoginStep.OVER}),
    LoginStep.REDEEMING: frozenset({LoginStep.OVER}),
    LoginStep.OVER: frozenset(),
}


@dataclass(frozen=True, slots=True)
class CodeLogin:
    """One login; good for one person, one bot, one return within a few minutes."""

    id: CodeLoginId
    workspace_id: WorkspaceId
    bot_id: int
    user_id: int
    site: str
    state_hmac: str
    challenge: Challenge
    expires_at: datetime
    again: AccountId | None = None
    """The account that gets a new login; None: it may be any."""
    step: LoginStep = LoginStep.ASKED
    code: Secret | None = None

    def to(self, step: LoginStep, *, code: Secret | None = None) -> "CodeLogin":
        """Move to `step`, the only way it changes. Raises: IllegalTransition.

        The code is kept no longer than it is needed.
        """
        if step not in _NEXT[self.step]:
            raise IllegalTransition(self.id, self.step, step)
        return replace(self, step=step, code=None if step is LoginStep.OVER else code or self.code)


@dataclass(frozen=True, slots=True)
class DueLogin:
    """A login whose code waits to be redeemed; nothing secret is read to know that."""

    workspace_id: WorkspaceId
    id: CodeLoginId
    user_id: int
