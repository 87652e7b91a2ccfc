"""First start, menu, settings."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from bot.domain import views
from bot.domain.account import AccountState
from bot.domain.ids import AccountId
from bot.domain.publication import Status
from bot.domain.queues import Queue, Seen
from bot.domain.workspace import DEFAULT_TIME_ZONE, RIGHTS, Right, Role
from bot.usecases.enter import COMPANY, names_company
from bot.usecases.reading.desk import Desk, Reader
from bot.usecases.rename_company import NAME


async def language(desk: Desk) -> views.View:
    """The first question of all."""
    return views.ChooseLanguage(first=desk.actor is None)


async def company(_desk: Desk) -> views.View:
    """The name of the new workspace."""
    return views.AskCompany()


async def time_zone(desk: Desk) -> views.View:
    """At first start, or to change it."""
    found = tuple(desk.talk.draft.get("zones") or ())
    if names_company(desk.talk):
        return views.AskTimeZone(str(desk.talk.draft["company"]), found)
    if desk.workspace is None:
        return await stranger(desk)  # a member once
    return views.AskTimeZone(desk.workspace.name, found, changing=True)


async def consent(desk: Desk) -> views.View:
    """The last question; a person who was invited sees by whom."""
    draft = desk.talk.draft
    zone = str(draft.get("zone") or DEFAULT_TIME_ZONE)
    company = str(draft.get("company", ""))
    return views.AskConsent(company, zone, draft.get("invited_to"), desk.actor is not None)


async def stranger(desk: Desk) -> views.View:
    """One polite refusal."""
    return views.Stranger(desk.support)


async def menu(desk: Desk) -> views.View:
    """The main menu, with what needs attention."""
    actor = desk.member
    every = await desk.tx.accounts.standings()
    accounts = [one for one in every if one.state is not AccountState.DISCONNECTED]
    paused = {one.id for one in accounts if one.state is AccountState.PAUSED}
    counts: Mapping[Queue, int] = {}
    if actor.may(Right.SEE_CONTACTS) and every:
        counted = (Queue.NEW, Queue.UNANSWERED)
        counts = await desk.tx.queues.counts(Seen.of(actor), counted, desk.clock.now())
    synced = [one.last_sync_at for one in accounts if one.last_sync_at is not None]
    return views.Menu(
        company=desk.company.name,
        role=actor.role,
        accounts=len(accounts),
        paused_accounts=len(paused),
        vacancies=await desk.tx.vacancies.count(),
        by_status=await _by_status(desk, paused),
        last_sync_at=max(synced, default=None),
        may_publish=actor.may(Right.PUBLISH),
        may_manage=actor.may(Right.MANAGE_ACCOUNTS),
        new=counts.get(Queue.NEW),
        debt=counts.get(Queue.UNANSWERED),
    )


async def _by_status(desk: Desk, paused: set[AccountId]) -> Mapping[Status, int]:
    now, found = desk.clock.now(), Counter[Status]()
    for standing, count in (await desk.tx.publications.standings()).items():
        since = standing.unsure_since
        status = standing.status(
            login_lost=standing.account_id in paused,
            unsure_long=since is not None and now - since > desk.paces.unsure_long,
        )
        found[status] += count
    return found


async def help_page(desk: Desk) -> views.View:
    """What the person's role can do."""
    actor = desk.member
    return views.Help(desk.support, RIGHTS[actor.role])


async def settings(desk: Desk) -> views.View:
    """Language, time zone, invites; the person's other companies are seen from no desk."""
    return views.Settings(
        desk.company.name,
        desk.user.language,
        desk.company.time_zone,
        desk.member.may(Right.MANAGE_TEAM),
        desk.company.id,
        may_link=desk.member.may(Right.LINK_GROUPS),
        may_handle=desk.member.may(Right.HANDLE),
        may_hear=desk.member.may(Right.SEE_CONTACTS),
    )


async def company_page(desk: Desk) -> views.View:
    """What is set for all."""
    company = desk.company
    return views.Company(
        company.name,
        company.time_zone,
        company.retention_months,
        company.id,
        desk.member.may(Right.READ_AUDIT),
    )


async def company_name(desk: Desk) -> views.View:
    """Another name."""
    return views.AskCompany(desk.company.name)


async def invite(desk: Desk) -> views.View:
    """The link that was just made; settings once it has been left."""
    draft = desk.talk.draft
    if "token" not in draft:
        return await settings(desk)
    until = datetime.fromisoformat(draft["until"])
    return views.InviteLink(draft["token"], Role(draft["role"]), until)


SCREENS: dict[str, Reader] = {
    "language": language,
    "company": company,
    "time_zone": time_zone,
    "consent": consent,
    "stranger": stranger,
    "menu": menu,
    "help": help_page,
    "settings": settings,
    COMPANY: company_page,
    NAME: company_name,
    "invite": invite,
}
