"""Publications: on the way to one, and the page of one."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain import views
from bot.domain.account import AccountState
from bot.domain.alert import SOON_DAYS, Today
from bot.domain.fingerprint import fingerprint
from bot.domain.ids import PublicationId, VacancyId
from bot.domain.publication import Publication, Status
from bot.domain.site import Ad, Can, FieldKind
from bot.domain.site_action import SIMILAR
from bot.domain.workspace import Right
from bot.usecases.answer_field import PAGE, field_options, field_words
from bot.usecases.delete_draft import deletable
from bot.usecases.filter_status import By, filter_at
from bot.usecases.paused_site import paused_of
from bot.usecases.prepare_publication import chosen_credit, missing_fields
from bot.usecases.publish_many import may_take, taken_accounts
from bot.usecases.reach import reaches_vacancy
from bot.usecases.reading.desk import (
    ATTENTION,
    Desk,
    Reader,
    lines,
    otherwise,
    page_of,
    status_of,
    today_at,
    unsaved,
)
from bot.usecases.reading.doubts import doubts
from bot.usecases.reading.named import account_of, accounts_of
from bot.usecases.reading.targets import also_sent, change_of, progress_of, round_of, wrong_fields
from bot.usecases.seen_vacancies import sees
from bot.usecases.targets import also_unsaved, cost_of, payable

LIST = 8
LIST_BESIDE_FILTERS = 4
"""The buttons of both have to fit on a phone."""


async def _publication(desk: Desk) -> Publication:
    return await desk.tx.publications.get(PublicationId(desk.subject))


async def publish_account(desk: Desk) -> views.View:
    """Under which account."""
    vacancy = await desk.tx.vacancies.get(VacancyId(desk.subject))
    accounts = await accounts_of(desk.tx)
    taken = await taken_accounts(desk.tx, vacancy.id)
    free = [one for one in accounts if one.id not in taken and may_take(one, desk.sites)]
    return views.ChooseAccount(vacancy, accounts, several=len(free) > 1)


async def publish_loading(desk: Desk) -> views.View:
    """The site's dictionaries are on their way."""
    publication = await _publication(desk)
    droppable = publication.id in desk.talk.targets and len(desk.talk.targets) > 1
    failed = bool(desk.talk.draft.get("failed"))
    return views.Loading(publication.site, failed, publication.id, droppable)


async def publish_field(desk: Desk) -> views.View:
    """One field that the site needs; the preview when the field is unknown."""
    publication = await _publication(desk)
    key = str(desk.talk.draft.get("field", ""))
    info = desk.sites.info(publication.site)
    field = next((one for one in info.fields if one.key == key), None)
    if field is None:
        return await preview(desk)
    account = await account_of(desk.tx, publication.account_id)
    typed = await field_words(desk.tx, desk.sites, publication, field, desk.talk)
    options = await field_options(
        desk.tx, desk.sites, publication.site, field, typed, account.credits
    )
    shown, page, pages = page_of(options, desk.talk.place.page, PAGE)
    return views.AskField(
        publication.site,
        field,
        shown,
        publication.fields.get(key, ()),
        page,
        pages,
        typed,
        account.credits if field.kind is FieldKind.CREDIT else (),
        publication.id,
        among=_among(desk, publication),
        nearest=bool(typed) and not desk.talk.draft.get("typed"),
    )


def _among(desk: Desk, publication: Publication) -> tuple[int, int] | None:
    targets = desk.talk.targets
    if publication.id not in targets or len(targets) == 1:
        return None
    return targets.index(publication.id) + 1, len(targets)


async def preview(desk: Desk) -> views.View:
    """The ad as it will stand there, and what it costs; once somebody has sent it, its round."""
    publication = await _publication(desk)
    if publication.busy and publication.id in desk.talk.targets:
        return await progress_of(desk, publication.vacancy_id)
    vacancy = await desk.tx.vacancies.get(publication.vacancy_id)
    account = await account_of(desk.tx, publication.account_id)
    info = desk.sites.info(publication.site)
    renews = publication.ad is Ad.LIVE and desk.talk.renews(publication.id)
    live = publication.ad is Ad.LIVE and not renews
    now = fingerprint(vacancy, publication.fields, info)
    return views.Preview(
        publication,
        vacancy,
        account.label,
        [(one, tuple(publication.fields.get(one.key, ()))) for one in info.fields],
        missing_fields(publication.fields, info.fields, draft=live),
        account.credits,
        cost_of(account.credits, chosen_credit(publication, info.fields)),
        live=live,
        may_draft=Can.DRAFT in info.can and not renews,
        payable=payable(publication, info, account.credits, renews=renews),
        unsaved=publication.unsaved(now),
        same=publication.holds(now),
        answers=info.answers,
        otherwise=await otherwise(desk, publication, vacancy),
        page=desk.talk.place.page,
        doubts=await doubts(desk, vacancy, [publication.site]),
        round=await round_of(desk, publication),
        also=await also_sent(desk, publication) if live else (),
        change=change_of(publication, vacancy, publication.unsaved(now)),
        renews=renews,
    )


async def publication(desk: Desk) -> views.View:
    """One publication."""
    found = await _publication(desk)
    account = await account_of(desk.tx, found.account_id)
    can = desk.sites.info(found.site).can
    unpublished = found.ad in (Ad.NONE, Ad.DRAFT)
    counts = await desk.tx.applications.counts()
    vacancy = await desk.tx.vacancies.get(found.vacancy_id)
    return views.PublicationPage(
        found,
        status_of(found, account, desk.clock, desk.paces),
        account,
        counts.get(found.id, 0),
        can_edit=Can.EDIT in can,
        can_close=Can.CLOSE in can and found.ad is Ad.LIVE,
        may_publish=reaches_vacancy(desk.member, Right.PUBLISH, vacancy),
        can_draft=Can.DRAFT in can and unpublished,
        unsaved=unsaved(desk, found, vacancy),
        wrong=wrong_fields(found),
        can_prolong=Can.PROLONG in can and found.ad is Ad.LIVE,
        can_renew=Can.PROLONG not in can and _ends(found, today_at(desk)),
        similar=await _similar(desk, found),
        otherwise=await otherwise(desk, found, vacancy),
        change=change_of(found, vacancy, unsaved(desk, found, vacancy)),
        also=bool(await also_unsaved(desk.tx, desk.sites, found)) if found.ad is Ad.LIVE else False,
        support=desk.support,
        erased=await desk.tx.tallies.erased_of(found.id),
        may_see=sees(desk.member, vacancy),
        paused=await paused_of(desk.tx, {found.site}),
    )


def _ends(publication: Publication, today: Today) -> bool:
    """It is live for a few days more."""
    return publication.days_left(today) is not None


async def _similar(desk: Desk, publication: Publication) -> list[tuple[str, str | None]]:
    """The ads that stood in the way; those that are ours have an address."""
    operation = publication.operation
    if operation is None or not operation.similar:
        return []
    ids = [one.message for one in operation.problems if one.code == SIMILAR]
    ours = [await desk.tx.publications.by_remote(publication.site, one) for one in ids]
    return [(one, known.url if known else None) for one, known in zip(ids, ours, strict=True)]


async def close(desk: Desk) -> views.View:
    """A last question; the first of two where it is final."""
    found = await _publication(desk)
    account = await account_of(desk.tx, found.account_id)
    return views.ConfirmClose(found, account.label, desk.sites.info(found.site).close_is_final)


async def close_final(desk: Desk) -> views.View:
    """The last question about what nobody can undo."""
    found = await _publication(desk)
    account = await account_of(desk.tx, found.account_id)
    return views.ConfirmClose(found, account.label, final=True, sure=True)


async def forget(desk: Desk) -> views.View:
    """A last question about what was never an ad; its page where it is one by now."""
    found = await _publication(desk)
    if not found.forgettable:
        return await publication(desk)
    account = await account_of(desk.tx, found.account_id)
    able = account.state is AccountState.ACTIVE and deletable(found, desk.sites)
    return views.ConfirmForget(found, account.label, can_delete=able)


async def prolong(desk: Desk) -> views.View:
    """What it costs."""
    found = await _publication(desk)
    account = await account_of(desk.tx, found.account_id)
    chosen = chosen_credit(found, desk.sites.info(found.site).fields)
    return views.ConfirmProlong(found, account.label, cost_of(account.credits, chosen))


async def status(desk: Desk) -> views.View:
    """All publications, those that need attention first, what ends soonest before the rest."""
    every = await desk.tx.publications.all()
    kept = filter_at(desk.talk)
    filters = await _filters(desk, every, kept) if kept is not None else None
    left = await _left(desk, every, kept or {})
    found = await lines(desk.tx, left, desk.clock, desk.paces)
    today = today_at(desk)
    found.sort(key=lambda line: _attention(line, today))
    most = LIST if filters is None else LIST_BESIDE_FILTERS
    shown, page, pages = page_of(found, desk.talk.place.page, most)
    paused = await paused_of(desk.tx, {one.site for one in every})
    narrowable = len(every) > 1
    return views.StatusList(shown, page, pages, filters, narrowable, paused)


async def _left(
    desk: Desk, every: Sequence[Publication], kept: Mapping[str, Any]
) -> list[Publication]:
    """What fits all that was chosen."""
    own = set()
    if By.OWN in kept:
        mine = await desk.tx.vacancies.all()
        own = {one.id for one in mine if one.is_of(desk.member.member_id)}
    return [
        one
        for one in every
        if kept.get(By.SITE) in (None, one.site)
        and kept.get(By.ACCOUNT) in (None, one.account_id)
        and (By.OWN not in kept or one.vacancy_id in own)
    ]


async def _filters(
    desk: Desk, every: Sequence[Publication], kept: Mapping[str, Any]
) -> views.StatusFilters:
    """Sites and accounts that have publications; of a chosen site its accounts alone."""
    sites = {one.site for one in every}
    holding = {one.account_id for one in every if kept.get(By.SITE) in (None, one.site)}
    accounts = await accounts_of(desk.tx, disconnected=True)
    return views.StatusFilters(
        [
            (at, one.key, kept.get(By.SITE) == one.key)
            for at, one in enumerate(desk.sites.all())
            if one.key in sites
        ],
        [
            (one.id, one.site, one.label, kept.get(By.ACCOUNT) == one.id)
            for one in accounts
            if one.id in holding
        ],
        By.OWN in kept,
    )


def _attention(line: views.PublicationLine, today: Today) -> tuple[int, int]:
    """Smaller comes first."""
    days = line.publication.days_left(today) if line.status is Status.PUBLISHED else None
    return ATTENTION.index(line.status), SOON_DAYS + 1 if days is None else days


SCREENS: dict[str, Reader] = {
    "publish_account": publish_account,
    "publish_loading": publish_loading,
    "publish_field": publish_field,
    "preview": preview,
    "publication": publication,
    "close": close,
    "close_final": close_final,
    "prolong": prolong,
    "forget": forget,
    "status": status,
}
