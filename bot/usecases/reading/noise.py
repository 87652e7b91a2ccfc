"""Screens about when and how often chats hear, and what a morning brings."""

from datetime import timedelta

from bot.domain import views
from bot.domain.errors import NotThere
from bot.domain.group import Group
from bot.domain.ids import MemberId, VacancyId
from bot.domain.morning import came_lately, day_of
from bot.domain.notice import Notice
from bot.domain.paces import Paces
from bot.domain.publication import Status
from bot.domain.queues import Seen, debts_of
from bot.domain.quiet import Quiet
from bot.domain.vacancy import Shelf
from bot.domain.workspace import Actor, ChatKind, ChatLink, Right
from bot.ports import Clock, Transaction
from bot.usecases.group_words import managed
from bot.usecases.reading.desk import Desk, Reader, lines
from bot.usecases.today import today_of

_MOST_ADS = 6
CHAT = "bell_chat"
"""Of the draft: the chat whose mode is being chosen."""


async def chat_meant(
    tx: Transaction, actor: Actor, bot_id: int, link_id: int, *, hold: bool = False
) -> ChatLink:
    """0: the person's own; else a linked group that the actor manages. Raises: NotThere."""
    own = await tx.chats.private(bot_id, actor.user_id)
    if link_id in (0, own.id):
        return await tx.chats.hold(own.id) if hold else own
    link, _ = await managed(tx, actor, link_id, hold=hold)
    return link


def quiet_in(desk: Desk, link: ChatLink) -> Quiet:
    """What the chat has chosen, or what is usual."""
    return Quiet.of(link, desk.company.time_zone, desk.quiet_hours)


async def silence(desk: Desk) -> views.View:
    """A chat's own."""
    link = await chat_meant(desk.tx, desk.member, desk.talk.bot_id, desk.subject)
    title = Group.of(link).title if link.kind is ChatKind.GROUP else ""
    return views.Silence(desk.subject, title, quiet_in(desk, link))


async def hours(desk: Desk) -> views.View:
    """A question."""
    link = await chat_meant(desk.tx, desk.member, desk.talk.bot_id, desk.subject)
    return views.AskHours(desk.subject, quiet_in(desk, link))


async def bell(desk: Desk) -> views.View:
    """A vacancy, in one of the chats that hear of it."""
    vacancy = await desk.tx.vacancies.get(VacancyId(desk.subject))
    own = await desk.tx.chats.private(desk.talk.bot_id, desk.member.user_id)
    chats = [(own.id, "")]
    for link in await desk.tx.chats.groups():
        group = Group.of(link)
        if group.wants(vacancy) and group.managed_by(desk.member):
            chats.append((link.id, group.title))
    chosen = desk.talk.draft.get(CHAT, own.id)
    link = await desk.tx.chats.get(chosen if chosen in dict(chats) else own.id)
    modes = await desk.tx.modes.of_link(link.id)
    usual = quiet_in(desk, link).mode
    return views.Bell(vacancy, chats, link.id, modes.get(vacancy.id), usual)


async def morning(desk: Desk) -> views.View:
    """Asked for in between."""
    member_id = desk.member.member_id
    return views.MorningPage(await morning_of(desk.tx, member_id, desk.clock, desk.paces))


async def morning_of(
    tx: Transaction, member_id: MemberId, clock: Clock, paces: Paces
) -> views.Morning:
    """Of the member's own vacancies."""
    now = clock.now()
    open_ones = await tx.vacancies.all(Shelf.OPEN)
    mine = {one.id for one in open_ones if one.is_of(member_id)}
    later = await _put_off(tx, member_id, clock)
    ages = await tx.queues.ages(Seen(member_id, every=False), now)
    debts = debts_of(ages)
    if not mine:
        return views.Morning(0, debts, (), later)
    came = await tx.applications.arrivals(mine, now - timedelta(days=1))
    barred = await tx.barred.among([one.id for one in came]) if came else ()
    arrivals = [one for one in came if one.id not in barred]
    ads = [one for one in await tx.publications.all() if one.vacancy_id in mine]
    found: list[views.MorningAd] = []
    if ads:
        first = ads[0]
        today = await today_of(tx, clock, first.workspace_id)
        for line in await lines(tx, ads, clock, paces):
            one, days = line.publication, line.publication.days_left(today)
            broken = line.status is Status.ERRONEOUS
            if broken or days is not None:
                left = None if broken else days
                found.append(views.MorningAd(one.id, one.title, one.site, left))
    return views.Morning(
        came_lately(arrivals, now),
        debts,
        tuple(found[:_MOST_ADS]),
        later,
        came_lately([one for one in arrivals if one.below], now),
    )


async def _put_off(
    tx: Transaction, member_id: MemberId, clock: Clock
) -> tuple[views.MorningLater, ...]:
    """Whom the member has put off until today; also those who have come back already."""
    member = next((one for one in await tx.workspaces.members() if one.id == member_id), None)
    if member is None:
        return ()
    zone = (await tx.workspaces.get(member.workspace_id)).time_zone
    found = await tx.applications.put_off(member_id, *day_of(clock.now(), zone))
    return tuple(
        views.MorningLater(one.name or "", one.handling.later_until)
        for one in found[:_MOST_ADS]
        if one.handling.later_until is not None
    )


async def morning_news(tx: Transaction, notice: Notice, clock: Clock, paces: Paces) -> views.View:
    """As it is when it is sent. Raises: NotThere once nothing is to do."""
    found = await morning_of(tx, MemberId(notice.subject_id), clock, paces)
    if found.empty:
        raise NotThere
    return found


SCREENS: dict[str, Reader] = {
    "silence": silence,
    "quiet_hours": hours,
    "bell": bell,
    "morning": morning,
}
NEEDS: dict[str, Right] = dict.fromkeys(SCREENS, Right.SEE_CONTACTS)
