"""What it does to the team's work on an application that its candidate is told something."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.handling import Act, Handling, Reason, Stage
from bot.domain.ids import MemberId
from bot.domain.reply import NEEDS
from bot.domain.site import SiteInfo
from bot.domain.site_action import Kind, SiteAction

_LEADS: Mapping[Kind, Stage] = {
    Kind.INVITE: Stage.INTERVIEW,
    Kind.REJECT: Stage.REJECTED,
    Kind.REPLY: Stage.CONTACT,
}
_BEHIND: Mapping[Kind, frozenset[Stage]] = {
    Kind.INVITE: frozenset({Stage.NEW, Stage.LOOK, Stage.CONTACT, Stage.REJECTED, Stage.RESERVE}),
    Kind.REJECT: frozenset(Stage) - {Stage.REJECTED},
    Kind.REPLY: frozenset({Stage.NEW, Stage.LOOK}),
}
"""The stages that each leads on from; who is further already stays there."""


def moved(
    handling: Handling,
    kind: Kind,
    by: MemberId,
    now: datetime,
    *,
    told: bool,
    reason: Reason | None = None,
) -> Handling:
    """Where the application stands once that is decided. `told`: its site is asked to tell it."""
    if handling.stage in _BEHIND[kind]:
        return handling.to(_LEADS[kind], by, now, reason=reason, told=told)
    if not told:
        return handling
    return replace(handling, answered_at=handling.answered_at or now)


def leads_on(kind: Kind, stage: Stage) -> bool:
    """Whether a candidate of this stage is told that; a message fits every one."""
    return kind is Kind.REPLY or stage in _BEHIND[kind]


def passes_on(site: SiteInfo, account: EmployerAccount, kind: Kind) -> bool:
    """Whether the site can be asked to tell the candidate; else the decision stays here."""
    return NEEDS[kind] in site.can and account.state is not AccountState.DISCONNECTED


def undoable(action: SiteAction, now: datetime) -> bool:
    """Whether nothing has left for the site so far."""
    due = action.due_at
    return action.under_way and action.attempts == 0 and due is not None and now < due


def led_to(action: SiteAction, handling: Handling) -> bool:
    """Whether the last step of the team is the one that this answer, not yet sent, came with."""
    there = handling.act is Act.MOVED and handling.stage is _LEADS[action.kind]
    return there and handling.acted_at == action.since
