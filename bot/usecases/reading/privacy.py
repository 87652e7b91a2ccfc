"""Screens about what is kept of candidates, and the news of how it goes."""

from bot.domain import views
from bot.domain.application import Application
from bot.domain.erasure import code
from bot.domain.errors import NotThere
from bot.domain.first_notice import notice_in
from bot.domain.ids import ApplicationId, ErasureId, VacancyId
from bot.domain.notice import Notice
from bot.domain.paces import Paces
from bot.domain.views.privacy import AskNotice, FirstNotice
from bot.domain.workspace import LANGUAGES, Right
from bot.ports import Clock, Transaction
from bot.usecases.keep_notice import NOTICE, TEXT, filled
from bot.usecases.reading.desk import Desk, Reader, page_of

_SHOWN, _RECORDS, _LOOKED, PAGE = 8, 10, 10, 8


async def privacy(desk: Desk) -> views.View:
    """What is stored, where, how long, who saw it."""
    tx = desk.tx
    names = {one.id: one.name for one in await tx.workspaces.members()}
    looked = [
        views.Looked(names.get(member_id, ""), count, last)
        for member_id, count, last in await tx.audit.looks()
    ]
    accounts = await tx.accounts.all()
    return views.Privacy(
        sum((await tx.applications.counts()).values()),
        await tx.erasing.files(),
        desk.company.retention_months,
        desk.company.stop_erased,
        list(dict.fromkeys(one.site for one in accounts)),
        looked[:_LOOKED],
        desk.member.may(Right.MANAGE_TEAM),
    )


async def forget(desk: Desk) -> views.View:
    """Whom."""
    ids = desk.talk.draft.get("found")
    records = []
    for one in (ids or [])[:_SHOWN]:
        try:
            records.append(
                await _record(desk.tx, await desk.tx.applications.get(ApplicationId(one)))
            )
        except NotThere:
            continue
    return views.Forget(records, ids is not None, len(ids or ()) > _SHOWN)


async def forget_person(desk: Desk) -> views.View:
    """All that there is of one."""
    person = await desk.tx.erasing.of_person(ApplicationId(desk.subject))
    ids = [one.id for one in person]
    has_phone = any(one.phones for one in person)
    return views.ForgetPerson(
        person[0].id,
        next((one.name for one in person if one.name), ""),
        [await _record(desk.tx, one) for one in person[:_RECORDS]],
        len(person),
        await desk.tx.erasing.seen_by(ids),
        None if has_phone else code(person[0].id),
    )


async def _record(tx: Transaction, one: Application) -> views.ForgetRecord:
    title = ""
    if one.publication_id is not None:
        title = (await tx.publications.get(one.publication_id)).title
    return views.ForgetRecord(one.id, one.name or "", one.site, title, one.sent_at, one.url)


async def erased(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> views.View:
    """The receipt."""
    done = await tx.erasing.get(ErasureId(notice.subject_id))
    _, unreachable = await tx.erasing.left(done)
    moment = done.done_at or done.asked_at
    return views.Erased(done.why, done.records, len(done.files), done.messages, unreachable, moment)


async def retention(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> views.View:
    """The warning; nothing to say once somebody has decided."""
    kept = await tx.retentions.get(VacancyId(notice.subject_id))
    if kept.warned_at is None:
        raise NotThere
    return await _warning(tx, kept.vacancy_id, asked=False)


async def retention_erase(desk: Desk) -> views.View:
    """Really now?"""
    return await _warning(desk.tx, VacancyId(desk.subject), asked=True)


async def _warning(tx: Transaction, vacancy_id: VacancyId, *, asked: bool) -> views.View:
    kept, vacancy = await tx.retentions.get(vacancy_id), await tx.vacancies.get(vacancy_id)
    workspace = await tx.workspaces.get(kept.workspace_id)
    count = len(await tx.erasing.of_vacancy(vacancy_id))
    goes_at = kept.goes_at(workspace.retention_months)
    return views.RetentionWarning(vacancy_id, vacancy.title, count, goes_at, asked)


async def export(desk: Desk) -> views.View:
    """Which vacancy."""
    counts = await desk.tx.applications.counts()
    found: dict[VacancyId, int] = {}
    for one in await desk.tx.publications.all():
        found[one.vacancy_id] = found.get(one.vacancy_id, 0) + counts.get(one.id, 0)
    choices = [
        views.ExportChoice(one.id, one.title, found[one.id])
        for one in await desk.tx.vacancies.all()
        if found.get(one.id)
    ]
    shown, page, pages = page_of(choices, desk.talk.place.page, PAGE)
    return views.ExportList(shown, page, pages)


async def export_one(desk: Desk) -> views.View:
    """In which form."""
    vacancy = await desk.tx.vacancies.get(VacancyId(desk.subject))
    count = len(await desk.tx.erasing.of_vacancy(vacancy.id))
    return views.ExportOne(views.ExportChoice(vacancy.id, vacancy.title, count))


async def first_notice(desk: Desk) -> views.View:
    """What candidates read of their data first."""
    company = desk.company
    texts = {one: filled(notice_in(company, one), company.name).text for one in LANGUAGES}
    own = frozenset(company.first_notices)
    return FirstNotice(company.first_notice, texts, own)


async def ask_notice(desk: Desk) -> views.View:
    """Other words."""
    language = LANGUAGES[min(desk.talk.place.page, len(LANGUAGES) - 1)]
    own = language in desk.company.first_notices
    return AskNotice(language, notice_in(desk.company, language), own)


SCREENS: dict[str, Reader] = {
    NOTICE: first_notice,
    TEXT: ask_notice,
    "privacy": privacy,
    "erase": forget,
    "erase_person": forget_person,
    "retention_erase": retention_erase,
    "export": export,
    "export_one": export_one,
}
