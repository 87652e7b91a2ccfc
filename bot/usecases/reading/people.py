"""First start, menu, settings."""

from collections import Counter
from datetime import datetime

from bot.domain import views
from bot.domain.account import AccountState
from bot.domain.workspace import DEFAULT_TIME_ZONE, Right, Role
from bot.usecases.enter import names_company
from bot.usecases.reading.desk import Desk, Reader, lines


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
    accounts = await desk.tx.accounts.all()
    found = await lines(desk.tx, await desk.tx.publications.all(), desk.clock, desk.paces)
    synced = [one.last_sync_at for one in accounts if one.last_sync_at is not None]
    return views.Menu(
        company=desk.company.name,
        role=actor.role,
        accounts=len(accounts),
        paused_accounts=sum(one.state is AccountState.PAUSED for one in accounts),
        vacancies=sum(not one.blank for one in await desk.tx.vacancies.all()),
        by_status=Counter(line.status for line in found),
        last_sync_at=max(synced, default=None),
        may_publish=actor.may(Right.PUBLISH),
        may_manage=actor.may(Right.MANAGE_ACCOUNTS),
    )


async def help_page(desk: Desk) -> views.View:
    """What the person's role can do."""
    actor = desk.member
    return views.Help(desk.support, actor.may(Right.PUBLISH), actor.may(Right.MANAGE_ACCOUNTS))


async def settings(desk: Desk) -> views.View:
    """Language, time zone, invites; the person's other companies are seen from no desk."""
    return views.Settings(
        desk.company.name,
        desk.user.language,
        desk.company.time_zone,
        desk.member.may(Right.MANAGE_TEAM),
        desk.company.id,
        may_link=desk.member.may(Right.LINK_GROUPS),
    )


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
    "invite": invite,
}
