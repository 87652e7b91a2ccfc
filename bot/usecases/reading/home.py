"""Screens and files with the candidates of one vacancy."""

from bot.domain.application import Application
from bot.domain.errors import NotThere
from bot.domain.ids import ApplicationId, MemberId, PublicationId, VacancyId
from bot.domain.notice import Notice
from bot.domain.views import View
from bot.domain.views.reports import AskPrice, CandidateSheet, Home, SheetRow
from bot.domain.workspace import Right
from bot.ports import Transaction
from bot.usecases.price_ad import SCREEN as PRICE
from bot.usecases.reading.desk import Desk, Reader
from bot.usecases.reading.named import account_of
from bot.usecases.seen_vacancies import reader_of, seen_vacancy, sees
from bot.usecases.vacancy_home import SCREEN, sieve_at

PAGE = 8
_BATCH = 500
SHEET_MOST = 5000
"""Rows of a file: more would take too much memory to make."""
_LETTER_MOST = 2000


async def home(desk: Desk) -> View:
    """Counted by the database; one page is read."""
    vacancy = await seen_vacancy(desk.tx, desk.member, VacancyId(desk.subject))
    tally, sieve = await desk.tx.tallies.of_vacancy(vacancy.id), sieve_at(desk.talk)
    page = max(0, desk.talk.place.page)
    listed, count = await desk.tx.tallies.listed(vacancy.id, sieve, page * PAGE, PAGE)
    pages = max(1, -(-count // PAGE))
    if page >= pages:
        page = pages - 1
        listed, count = await desk.tx.tallies.listed(vacancy.id, sieve, page * PAGE, PAGE)
    known = [(at, one.key) for at, one in enumerate(desk.sites.all())]
    answered = {key for key, number in tally.sites.items() if number}
    sites = [(at, key) for at, key in known if key in answered]
    return Home(vacancy, tally, sieve, listed, count, page, pages, sites)


async def price(desk: Desk) -> View:
    """A question."""
    found = await desk.tx.publications.get(PublicationId(desk.subject))
    account = await account_of(desk.tx, found.account_id)
    return AskPrice(found, account.label)


async def read_sheet(tx: Transaction, notice: Notice) -> CandidateSheet:
    """The file of this moment. Raises: NotThere, also for who may not see these any more."""
    vacancy = await tx.vacancies.get(VacancyId(notice.subject_id))
    link = await tx.chats.get(notice.chat_link_id)
    reader = await reader_of(tx, link.user_id)
    if reader is None or not sees(reader, vacancy):
        raise NotThere
    names = {one.id: one.name for one in await tx.workspaces.members()}
    rows: list[SheetRow] = []
    last = ApplicationId(0)
    while len(rows) <= SHEET_MOST:
        some = await tx.tallies.whole(vacancy.id, last, _BATCH)
        rows += [_row(one, names) for one in some]
        if len(some) < _BATCH:
            break
        last = some[-1].id
    kept = sorted(rows[:SHEET_MOST], key=lambda it: it.sent_at, reverse=True)
    return CandidateSheet(vacancy.title, kept, len(rows) > SHEET_MOST)


def _row(one: Application, names: dict[MemberId, str]) -> SheetRow:
    handling = one.handling
    assignee = names.get(handling.assignee_id, "") if handling.assignee_id is not None else ""
    return SheetRow(
        one.name or "",
        one.phones,
        one.emails,
        one.city or "",
        one.birth_date or "",
        one.position or "",
        one.pay or "",
        one.skills,
        one.site,
        one.sent_at,
        handling.stage,
        handling.reason,
        assignee,
        handling.answered_at,
        (one.letter or "")[:_LETTER_MOST],
        one.url or "",
    )


SCREENS: dict[str, Reader] = {SCREEN: home, PRICE: price}
NEEDS: dict[str, Right] = {SCREEN: Right.SEE_CONTACTS, PRICE: Right.PUBLISH}
