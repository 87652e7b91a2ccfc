"""The screens and the file of who did what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.audit import ABOUT, About
from bot.domain.group import ON_VACANCIES, Deed, Did, Group
from bot.domain.notice import Notice
from bot.domain.views import View
from bot.domain.views.audit import AuditFile, AuditLine, AuditMatters, AuditMembers, AuditPage
from bot.domain.workspace import Right
from bot.ports import Transaction
from bot.usecases.reading.desk import Desk, Reader, page_of
from bot.usecases.reading.named import accounts_of
from bot.usecases.sift_audit import MATTERS, MEMBERS, SCREEN, sieve_at, sieve_of

PAGE, _MEMBERS_A_PAGE = 10, 16
_OF_VACANCIES = (Did.EXPORTED, Did.ERASED, Did.PROLONGED)
FILE_MOST = 5000
"""Lines of a file: more would take too much memory to make."""


async def audit(desk: Desk) -> View:
    """One page; whether there is another one is told by one line more."""
    sieve, page = sieve_at(desk.talk), max(0, desk.talk.place.page)
    deeds = await desk.tx.audit.listed(sieve, page * PAGE, PAGE + 1)
    known = await _Known.of(desk.tx, deeds)
    who = known.names.get(sieve.member_id, "") if sieve.member_id is not None else None
    lines = known.lines(deeds[:PAGE])
    return AuditPage(lines, page, len(deeds) > PAGE, sieve.matter, who)


async def matters(desk: Desk) -> View:
    """Kinds of deeds."""
    return AuditMatters(sieve_at(desk.talk).matter)


async def members(desk: Desk) -> View:
    """All who were ever here."""
    every = [(one.id, one.name) for one in await desk.tx.workspaces.ever()]
    shown, page, pages = page_of(every, desk.talk.place.page, _MEMBERS_A_PAGE)
    return AuditMembers(shown, sieve_at(desk.talk).member_id, page, pages)


async def read_audit_file(tx: Transaction, notice: Notice, *_: object) -> AuditFile:
    """The newest lines of this moment."""
    form, sieve = sieve_of(notice)
    deeds = await tx.audit.listed(sieve, 0, FILE_MOST + 1)
    known = await _Known.of(tx, deeds)
    return AuditFile(form, known.lines(deeds[:FILE_MOST]), len(deeds) > FILE_MOST)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows that deeds are about are called; those that are gone are missing."""

    names: Mapping[int, str]
    titles: Mapping[About, Mapping[int, tuple[str, str | None]]]

    @classmethod
    async def of(cls, tx: Transaction, deeds: Sequence[Deed]) -> "_Known":
        """Only what these are about is read."""
        names: dict[int, str] = {one.id: one.name for one in await tx.workspaces.ever()}
        titles: dict[About, dict[int, tuple[str, str | None]]] = {
            About.MEMBER: {key: (name, None) for key, name in names.items()}
        }
        wanted = {ABOUT[one.did] for one in deeds}
        if About.AD in wanted:
            ads = await tx.publications.all()
            titles[About.AD] = {one.id: (one.title, one.site) for one in ads}
        if About.ACCOUNT in wanted:
            accounts = await accounts_of(tx, disconnected=True)
            titles[About.ACCOUNT] = {one.id: (one.label, one.site) for one in accounts}
        if About.GROUP in wanted:
            groups = await tx.chats.groups()
            titles[About.GROUP] = {one.id: (Group.of(one).title, None) for one in groups}
        if any(one.did in (*_OF_VACANCIES, *ON_VACANCIES) for one in deeds):
            vacancies = await tx.vacancies.all()
            titles[About.VACANCY] = {one.id: (one.title, None) for one in vacancies}
        return cls(names, titles)

    def lines(self, deeds: Iterable[Deed]) -> Sequence[AuditLine]:
        """As they are shown."""
        return [self._line(one) for one in deeds]

    def _line(self, deed: Deed) -> AuditLine:
        about, subject = ABOUT[deed.did], deed.subject_id
        if about is About.CANDIDATE and subject in self.titles.get(About.VACANCY, {}):
            about = About.VACANCY
        if about is About.MEMBER and subject == deed.member_id:
            about = About.NOTHING  # they themselves
        title, site = self.titles.get(about, {}).get(subject, ("", None))
        number = subject if about is About.CANDIDATE else None
        who = self.names.get(deed.member_id, "")
        detail = deed.detail
        if deed.did in (*ON_VACANCIES, Did.ASSIGNED) and detail:
            detail = self.names.get(int(detail), "")
        return AuditLine(deed.at, who, deed.did, detail, title, site, number)


SCREENS: dict[str, Reader] = {SCREEN: audit, MATTERS: matters, MEMBERS: members}
NEEDS: dict[str, Right] = dict.fromkeys(SCREENS, Right.READ_AUDIT)
