"""What a chat is told without having asked: cards, results, outages."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import views
from bot.domain.application import Application
from bot.domain.errors import NotThere
from bot.domain.ids import (
    AccountId,
    ActionId,
    ApplicationId,
    FileId,
    IncidentId,
)
from bot.domain.notice import ABOUT_CANDIDATES, CARD_LIKE, HANDED_OVER, Notice, NoticeKind
from bot.domain.paces import Paces
from bot.domain.views import View
from bot.domain.workspace import DEFAULT_TIME_ZONE, RIGHTS, ChatKind, Reach, Right, Tenant
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases.export import read_export
from bot.usecases.reach import reach_of, reaches_candidate, reader_of
from bot.usecases.reading import boards, cards, groups, pleas, privacy, reports
from bot.usecases.reading.audit import read_audit_file
from bot.usecases.reading.desk import status_of
from bot.usecases.reading.digests import digest_news
from bot.usecases.reading.health import OPERATORS_OWN, ReadHealth
from bot.usecases.reading.home import read_sheet
from bot.usecases.reading.inline import changed_card, message_of_share
from bot.usecases.reading.named import account_of, accounts_of
from bot.usecases.reading.noise import morning_news
from bot.usecases.reading.own_ads import adopted, unlinked_news
from bot.usecases.reading.radar import ads_changed
from bot.usecases.reading.refusals import refused_news
from bot.usecases.reading.team import team_word
from bot.usecases.vacancy_home import XLSX

_NEEDS: Mapping[NoticeKind, Right] = {
    **HANDED_OVER,
    NoticeKind.ACCOUNT_MENDED: Right.MANAGE_ACCOUNTS,
    NoticeKind.CARD_CHANGED: Right.SEE_CONTACTS,
    NoticeKind.AGAIN_CHANGED: Right.SEE_CONTACTS,
    NoticeKind.MORNING: Right.SEE_CONTACTS,
    NoticeKind.CAROUSEL_CHANGED: Right.SEE_CONTACTS,
    NoticeKind.CARD_FILE: Right.SEE_CONTACTS,
    NoticeKind.CARD_PHOTO: Right.SEE_CONTACTS,
    NoticeKind.CARD_LETTER: Right.SEE_CONTACTS,
    NoticeKind.CARD_PAGE: Right.SEE_CONTACTS,
    NoticeKind.CARD_SAID: Right.SEE_CONTACTS,
    NoticeKind.PLEA: Right.HANDLE,
    NoticeKind.PLEA_CHANGED: Right.HANDLE,
    NoticeKind.PLEA_ANSWERED: Right.HANDLE,
    NoticeKind.CARD_NOTED: Right.SEE_CONTACTS,
    NoticeKind.NOTE_UNSEEN: Right.NOTE,
    NoticeKind.CARD_HISTORY: Right.NOTE,
    NoticeKind.ERASED: Right.MANAGE_TEAM,
    NoticeKind.RETENTION: Right.MANAGE_TEAM,
    NoticeKind.EXPORT: Right.MANAGE_TEAM,
    NoticeKind.AUDIT_FILE: Right.READ_AUDIT,
    NoticeKind.REPORT: Right.SEE_CONTACTS,
    NoticeKind.REPORT_CHANGED: Right.SEE_CONTACTS,
    NoticeKind.REPORT_SHEET: Right.SEE_CONTACTS,
    NoticeKind.REFUSED: Right.HANDLE,
}


@dataclass(frozen=True, slots=True)
class News:
    """A view, the time zone to show it in, and the message that it answers or that becomes it."""

    view: View
    time_zone: str
    reply_to: int | None = None
    edit: int | None = None
    inline: str | None = None
    """The message that becomes it, where it was sent through inline mode."""
    anew: bool = True
    """Where the message that it becomes is gone it is sent as a new one."""


@dataclass(frozen=True, slots=True)
class ReadNews:
    """The present truth behind a notice."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    read_card: cards.ReadCard
    read_health: ReadHealth

    async def __call__(self, notice: Notice) -> News | None:
        """None when there is nothing to say any more, or the reader may not hear it any more."""
        if notice.kind in _TO_OPERATORS:
            return await self._broken(notice)
        if notice.kind in OPERATORS_OWN:
            found = await self.read_health(notice)
            return None if found is None else News(found[0], DEFAULT_TIME_ZONE, edit=found[1])
        if notice.workspace_id is None:
            return await self._to_nobodys(notice)
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            if not await _may_hear(tx, notice):
                return None
            try:
                view = await self._view(tx, notice)
                edit = await _edited(tx, notice)
                inlined = notice.kind is NoticeKind.INLINE_CHANGED
                inline = await message_of_share(tx, notice) if inlined else None
            except NotThere:
                return None
            workspace = await tx.workspaces.get(notice.workspace_id)
            reply_to = await _answered(tx, notice)
            anew = await _comes_anew(tx, notice)
        return News(view, workspace.time_zone, reply_to, edit, inline, anew)

    async def _view(self, tx: Transaction, notice: Notice) -> View:
        """Raises: NotThere, also for what is no news."""
        if notice.kind is NoticeKind.ADS_CHANGED:
            return await ads_changed(tx, notice, self.sites, self.clock)
        if notice.kind in ABOUT_CANDIDATES:
            return await self.read_card(tx, notice)
        reader = _READERS.get(notice.kind)
        if reader is None:
            raise NotThere
        return await reader(tx, notice, self.clock, self.paces)

    async def _to_nobodys(self, notice: Notice) -> News | None:
        async with self.uow.system() as tx:
            try:
                view = await groups.word_to_nobodys(tx, notice)
            except NotThere:
                return None
        return News(view, DEFAULT_TIME_ZONE, groups.answered(notice))

    async def _broken(self, notice: Notice) -> News | None:
        if notice.kind is NoticeKind.BROKEN_LOGIN:
            site, _day, where = notice.occurrence.split(".", 2)
        else:
            async with self.uow.system() as tx:
                try:
                    site, where = await tx.broken_record(notice.subject_id)
                except NotThere:
                    return None
        return News(_TO_OPERATORS[notice.kind](site, where), DEFAULT_TIME_ZONE)


async def _may_hear(tx: Transaction, notice: Notice) -> bool:
    """A notice may wait for weeks, for a chat that blocked the bot: rights are looked at again."""
    link = await tx.chats.get(notice.chat_link_id)
    if link.kind is ChatKind.GROUP:
        return groups.may_stand(link, notice)
    if link.user_id is None or notice.kind in _WHOEVER_READS:
        return True
    reader = await reader_of(tx, link)
    if reader is None:  # taken out: that is told all the same
        return notice.kind is NoticeKind.TEAM_WORD
    right = _needed(notice)
    reach = reach_of(reader, right)
    if reach in (Reach.ALL, Reach.NONE) or notice.kind not in _OF_A_CANDIDATE:
        return right in RIGHTS[reader.role]
    try:
        one = await _candidate(tx, notice)
    except NotThere:
        return False
    return await reaches_candidate(tx, notice.bot_id, reader, right, one)


_WHOEVER_READS = (NoticeKind.PASSWORD_LEFT, NoticeKind.INLINE_CHANGED)
"""The second stands elsewhere, and says no more than it did when it was sent."""
_FILES = (NoticeKind.CARD_FILE, NoticeKind.CARD_PHOTO)
_ASKED_FOR = frozenset({NoticeKind.CARD_HISTORY, NoticeKind.NOTE_UNSEEN})
"""Also in a group, whose members see no more of the candidate than stands there."""
_OF_A_CANDIDATE = frozenset({*CARD_LIKE, *_FILES}) - _ASKED_FOR


async def _candidate(tx: Transaction, notice: Notice) -> Application:
    if notice.kind not in _FILES:
        return await tx.applications.get(ApplicationId(notice.subject_id))
    file = await tx.files.get(FileId(notice.subject_id))
    return await tx.applications.get(file.application_id)


def _needed(notice: Notice) -> Right:
    """A sheet is for whoever sees a vacancy's candidates; other files for who runs the team."""
    if notice.kind is NoticeKind.EXPORT and notice.occurrence.startswith(f"{XLSX}."):
        return Right.SEE_CONTACTS
    return _NEEDS.get(notice.kind, Right.LOOK)


async def _comes_anew(tx: Transaction, notice: Notice) -> bool:
    """In a group a card that went with its topic would come into General at each change."""
    if notice.kind not in cards.CHANGES:
        return True
    return (await tx.chats.get(notice.chat_link_id)).kind is not ChatKind.GROUP


_GROUP_ANSWERS = (
    NoticeKind.GROUP_WORD,
    NoticeKind.GROUP_STATUS,
    NoticeKind.GROUP_TODAY,
    NoticeKind.GROUP_UNLINK,
)


async def _answered(tx: Transaction, notice: Notice) -> int | None:
    """The message that this one answers."""
    if notice.kind is NoticeKind.PASSWORD_LEFT:
        return notice.subject_id
    if notice.kind in _GROUP_ANSWERS:
        return groups.answered(notice)
    return await cards.answered(tx, notice)


async def _edited(tx: Transaction, notice: Notice) -> int | None:
    """The message that turns into this one. Raises: NotThere when it is not in the chat."""
    if notice.kind in cards.CHANGES:
        return await cards.edited(tx, notice)
    if notice.kind is NoticeKind.REPORT_CHANGED:
        return await reports.report_edited(tx, notice)
    if notice.kind is NoticeKind.BOARD:
        return await boards.board_edited(tx, notice)
    if notice.kind is not NoticeKind.ACCOUNT_MENDED:
        return await pleas.edited(tx, notice)
    paused = await tx.notices.of_subject(NoticeKind.ACCOUNT_PAUSED, notice.subject_id)
    there = [
        one.message_id
        for one in paused
        if one.chat_link_id == notice.chat_link_id and one.message_id is not None
    ]
    if not there:
        raise NotThere
    return max(there)


async def _publication(tx: Transaction, notice: Notice, clock: Clock, paces: Paces) -> View:
    action = await tx.actions.get(ActionId(notice.subject_id))
    if action.publication_id is None:
        raise NotThere
    publication = await tx.publications.get(action.publication_id)
    account = await account_of(tx, publication.account_id)
    then = replace(publication, operation=action)
    status = status_of(then, account, clock, paces)
    return views.PublicationResult(then, status, account.label, action)


async def _password_left(_tx: Transaction, _notice: Notice, _clock: Clock, _paces: Paces) -> View:
    return views.PasswordLeft()


async def _account_paused(tx: Transaction, notice: Notice, clock: Clock, _paces: Paces) -> View:
    account = await account_of(tx, AccountId(notice.subject_id))
    if account.halted is not (notice.kind is NoticeKind.ACCOUNT_PAUSED):
        raise NotThere  # it is not so any more
    since: datetime = account.last_sync_at or clock.now()
    return views.AccountPaused(account, since)


async def _site_down(tx: Transaction, notice: Notice, clock: Clock, _paces: Paces) -> View:
    incident = await tx.incidents.get(IncidentId(notice.subject_id))
    accounts = [one for one in await accounts_of(tx) if one.site == incident.site]
    tries = [one.next_sync_at for one in accounts if one.next_sync_at is not None]
    next_try = min(tries, default=clock.now())
    return views.SiteDown(incident.site, incident.opened_at, next_try, notice.occurrence)


async def _site_back(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> View:
    incident = await tx.incidents.get(IncidentId(notice.subject_id))
    return views.SiteBack(incident.site, incident.opened_at)


async def _adopted(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> View:
    return await adopted(tx, notice)


async def _unlinked(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> View:
    return await unlinked_news(tx, notice)


async def _export(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> View:
    sheet = notice.occurrence.startswith(f"{XLSX}.")
    return await (read_sheet(tx, notice) if sheet else read_export(tx, notice))


_TO_OPERATORS: dict[NoticeKind, Callable[[str, str], View]] = {
    NoticeKind.BROKEN_RECORDS: views.BrokenRecords,
    NoticeKind.BROKEN_CONTRACT: views.BrokenContract,
    NoticeKind.BROKEN_LOGIN: views.BrokenContract,
}
_READERS: dict[NoticeKind, Callable[[Transaction, Notice, Clock, Paces], Awaitable[View]]] = {
    NoticeKind.GROUP_ASKED: groups.asked,
    NoticeKind.GROUP_WORD: groups.word,
    NoticeKind.GROUP_STATUS: groups.status,
    NoticeKind.GROUP_UNLINK: groups.unlinking,
    NoticeKind.GROUP_LOST: groups.lost,
    NoticeKind.GROUP_TROUBLE: groups.trouble,
    NoticeKind.BOARD: boards.board_news,
    NoticeKind.GROUP_TODAY: boards.today_news,
    NoticeKind.MORNING: morning_news,
    NoticeKind.PASSWORD_LEFT: _password_left,
    NoticeKind.PUBLICATION: _publication,
    NoticeKind.ACCOUNT_PAUSED: _account_paused,
    NoticeKind.ACCOUNT_MENDED: _account_paused,
    NoticeKind.DIGEST: digest_news,
    NoticeKind.UNLINKED_ADS: _unlinked,
    NoticeKind.ADOPTED: _adopted,
    NoticeKind.SITE_DOWN: _site_down,
    NoticeKind.SITE_BACK: _site_back,
    NoticeKind.ERASED: privacy.erased,
    NoticeKind.RETENTION: privacy.retention,
    NoticeKind.EXPORT: _export,
    NoticeKind.AUDIT_FILE: read_audit_file,
    NoticeKind.INLINE_CHANGED: changed_card,
    NoticeKind.REPORT: reports.read_report,
    NoticeKind.REPORT_CHANGED: reports.read_report,
    NoticeKind.REPORT_SHEET: reports.read_report_sheet,
    NoticeKind.REFUSED: refused_news,
    NoticeKind.TEAM_WORD: team_word,
}
