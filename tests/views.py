"""Every view, filled with one text from outside everywhere; for the tests of what is drawn."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from bot.domain import rich_text, views
from bot.domain.account import AccountState, EmployerAccount
from bot.domain.adoption import Adoption
from bot.domain.application import Application, FileKind, FileState, StoredFile
from bot.domain.conversation import Flash
from bot.domain.ids import (
    AccountId,
    ActionId,
    AdoptionId,
    ApplicationId,
    DigestId,
    FileId,
    MemberId,
    NoticeId,
    PersonId,
    PublicationId,
    UnlinkedAdId,
    VacancyId,
    WorkspaceId,
    new_id,
)
from bot.domain.own_ad import UnlinkedAd
from bot.domain.pay import Pay
from bot.domain.publication import Publication, Status
from bot.domain.secret import Credentials
from bot.domain.site import Ad, Credit, Problem
from bot.domain.site_action import ABOUT_ADS, ActionState, Kind, SiteAction
from bot.domain.vacancy import Contact, Employment, Experience, Step, Vacancy
from bot.domain.views import View
from bot.domain.workspace import RIGHTS, Role, Workspace
from sites.work_ua import SITE

NOW = datetime(2026, 11, 23, 12, 5, tzinfo=UTC)
ZONE = "Europe/Kyiv"
HERE = WorkspaceId(new_id())
INFO = SITE.info
PROOF = "https://site.example/proof?key=1"

LONG = "Дуже довге ім'я " * 20
PLAINER = (
    "Олена Коваль",
    "<b>Жирна</b> & «лапки» \"'</i> &lt;script&gt;",
    LONG,
    "👩‍👩‍👧‍👦🏳️‍🌈🇺🇦 " * 40,
    "\u202eзадом\u202c \u200b\u2066наперед\u2069 \x00\x07\ud800 кінець",
    "рядок\nрядок\r\n\t  рядок   " * 3,
    "Ї" * 4200,
    "a@b.c http://example.com/?a=1&b=2 /start @someone #tag",
)
"""What makes each of these awkward is in the worst ones too."""
WORST = ("", " ".join(one[:120] for one in PLAINER), "<" * 1500, "🎈" * 2100)
AWKWARD = (*PLAINER, *WORST)


def account(text: str, state: AccountState = AccountState.ACTIVE) -> EmployerAccount:
    """An account whose names are `text`."""
    return EmployerAccount(
        id=AccountId(new_id()),
        workspace_id=HERE,
        site=INFO.key,
        remote_identity="1",
        label=text,
        login=text or "ol@example.com",
        credentials=Credentials({}),
        added_by=MemberId(1),
        state=state,
        paused_by="error-auth-expired" if state is AccountState.PAUSED else None,
        credits=(credit(text, 4), credit("Гаряча", 0)),
        last_sync_at=NOW - timedelta(minutes=7),
        next_sync_at=NOW + timedelta(minutes=53),
    )


def credit(text: str, left: int) -> Credit:
    """Unused publications of a type called `text`."""
    return Credit(f"{text[:5]}{left}", {"uk": text}, left)


def vacancy(text: str, step: Step | None = None) -> Vacancy:
    """A vacancy that has every answer."""
    return Vacancy(
        id=VacancyId(new_id()),
        workspace_id=HERE,
        owner_id=MemberId(1),
        created_at=NOW,
        title=text,
        description=_described(text),
        city=text,
        employment=Employment.FULL,
        experience=Experience.FROM_2,
        pay=Pay(25_000, 40_000),
        contact=Contact(text),
        step=step,
    )


@cache
def _described(text: str) -> str:
    return rich_text.from_message(description(text))


def description(text: str) -> str:
    """A message with many lists, links and bold words."""
    safe = text[:200].replace("&", "&amp;").replace("<", "&lt;").replace("\ud800", "")
    line = f'<b>Що робити</b>\n• {safe}\n1. <i>{safe}</i> <a href="https://example.com/?a&amp;b">x</a>\n'
    return line * 40


def action(kind: Kind, state: ActionState, text: str) -> SiteAction:
    """A request to a site."""
    failed = state is ActionState.FAILED
    return SiteAction(
        id=ActionId(new_id()),
        workspace_id=HERE,
        kind=kind,
        number=1,
        asked_by=MemberId(1),
        created_at=NOW,
        publication_id=PublicationId(1),
        state=state,
        due_at=NOW + timedelta(minutes=4),
        since=NOW - timedelta(hours=30),
        attempts=2,
        error="error-rejected" if failed else None,
        problems=problems(text) if failed else (),
    )


def problems(text: str) -> tuple[Problem, ...]:
    """In the site's words, in ours, and about a field that nobody knows."""
    return (
        Problem("choose_region", text, "town"),
        Problem("missing", "", "category"),
        Problem("no_caps", text, "title"),
        Problem("odd", "", None),
        Problem("new", text, "brand_new_field"),
    )


def publication(text: str, ad: Ad = Ad.LIVE, operation: SiteAction | None = None) -> Publication:
    """A publication with an address."""
    known = ad is not Ad.NONE
    return Publication(
        id=PublicationId(new_id()),
        workspace_id=HERE,
        vacancy_id=VacancyId(1),
        account_id=AccountId(1),
        site=INFO.key,
        created_at=NOW,
        title=text,
        remote_id="7" if known else None,
        url="https://www.work.ua/jobs/7/?a=1&b=2" if known else None,
        ad=ad,
        refusal=text if ad is Ad.REFUSED else None,
        published_at=NOW - timedelta(days=11) if known else None,
        linked=ad is Ad.DRAFT,
        operation=operation,
    )


def line(text: str, status: Status, badge: str | None = None) -> views.PublicationLine:
    """A publication in a list."""
    one = replace(publication(text), badge=badge)
    return views.PublicationLine(one, status, text, 34)


def application(text: str) -> Application:
    """A candidate who tells everything."""
    return Application(
        id=ApplicationId(new_id()),
        workspace_id=HERE,
        person_id=PersonId(1),
        account_id=AccountId(1),
        publication_id=None,
        site=INFO.key,
        remote_id="1",
        remote_ad_id="7",
        sent_at=NOW - timedelta(minutes=5),
        stored_at=NOW,
        url="https://www.work.ua/employer/my/jobs/responses/1/",
        name=text,
        phones=("+380671234521", text),
        emails=("o.koval@example.com", text),
        birth_date="1995-03-02",
        city=text,
        letter=text,
        resume_text=text,
        skills=(text, "B2B"),
        position=text,
        pay=text,
        channels=(text, "Telegram"),
    )


def file(text: str, kind: FileKind = FileKind.RESUME, **more: Any) -> StoredFile:
    """A file that is here."""
    kept = StoredFile(
        id=FileId(new_id()),
        workspace_id=HERE,
        application_id=ApplicationId(1),
        kind=kind,
        state=FileState.KEPT,
        ref="1",
        name=text,
        size=1000,
    )
    return replace(kept, **more)


def every_view(text: str) -> Iterator[View]:
    """All but those of vacancies, of ads and of groups, in all their forms."""
    yield from _people(text)
    yield from _accounts(text)
    yield from _missed(text)
    yield from cards(text)
    yield from _news(text)


def _people(text: str) -> Iterator[View]:
    yield views.ChooseLanguage(first=True)
    yield views.ChooseLanguage(first=False)
    yield views.AskCompany()
    yield views.AskCompany(text)
    yield views.AskTimeZone(text)
    yield views.AskTimeZone(text, ("Europe/Kyiv", "Europe/Warsaw", "America/New_York"))
    yield views.AskTimeZone(text, ("Etc/GMT+5",), changing=True)
    yield views.AskConsent(text, ZONE)
    yield views.AskConsent(text, ZONE, text)
    yield views.AskConsent(text, ZONE, text, member=True)
    for support in (text, "@vidhuk_support", "help@example.com", "https://example.com/help"):
        yield views.Stranger(support)
        yield views.Stranger(support, may_create=True)
        for role in Role:
            yield views.Help(support, RIGHTS[role])
    for may in (True, False):
        yield views.Menu(text, Role.OWNER, 0, 0, 0, {}, None, may, may)
        yield views.Menu(text, Role.OWNER, 0, 0, 3, {Status.DRAFT: 3}, None, may, may)
        counts = dict.fromkeys(Status, 21)
        yield views.Menu(text, Role.RECRUITER, 22, 5, 11, counts, NOW, may, may)
        other = Workspace(WorkspaceId(2**63 - 2), text)
        yield views.Company(text, ZONE, 12, WorkspaceId(2**63 - 1), may)
        yield views.Settings(text, "uk", ZONE, may, WorkspaceId(2**63 - 1), (other,))
    for role in Role:
        yield views.InviteLink("AbC-_9" * 5, role, NOW + timedelta(hours=24))


def _accounts(text: str) -> Iterator[View]:
    states = [account(text, state) for state in AccountState]
    yield views.Accounts([], may_manage=True)
    yield views.Accounts(states * 40, may_manage=True)
    yield views.Accounts(states, may_manage=False)
    for error in (None, "error-daily-limit", "error-auth-expired"):
        for outcome in views.SyncOutcome:
            came = views.SyncedAccount(outcome, 21, error, NOW + timedelta(minutes=2))
            yield views.Accounts(states, True, synced={one.id: came for one in states})
    yield views.Accounts(states * 40, True, synced={one.id: came for one in states})
    yield views.Accounts(states, may_manage=True, by_code=frozenset({INFO.key}))
    yield from _logins(text)
    for field in INFO.login:
        yield views.AskLogin(INFO.key, field.key, field.secret, text, doubtful=True)
        yield views.AskLogin(INFO.key, field.key, field.secret, text, again=text)
    yield views.AskLabel(INFO.key, text, fresh=True)
    yield views.AskLabel(INFO.key, text, fresh=False)
    failing = replace(states[0], failing_since=NOW, last_sync_at=None, credits=())
    asked_for = replace(states[0], proof=PROOF, refusals=1)
    for one in (*states, failing, asked_for, replace(states[0], next_sync_at=None)):
        yield views.AccountPage(one, 5, 2, may_manage=True, unlinked=41, every=60)
        yield views.AccountPage(one, 0, 0, True, unlinked=41, found=(text,) * 5, every=60)
        yield views.AccountPage(one, 0, 0, may_manage=False, checking=True, every=15)
        yield views.AccountPage(one, 5, 2, may_manage=True, every=60, stopped=41)
        yield views.AccountPage(one, 5, 2, True, adopting=[(1, 2, 9), (2, 9, 9)])
        yield views.ConfirmDisconnect(one, 0)
        yield views.ConfirmDisconnect(one, 3, 21)
    yield from _own_ads(text)


def _own_ads(text: str) -> Iterator[View]:
    ad = UnlinkedAd(UnlinkedAdId(7), HERE, AccountId(1), INFO.key, "7", text, "http://a.b", Ad.LIVE)
    waits, whose = views.WaitingAd(ad, 21), account(text)
    asked = views.WaitingAd(replace(ad, url="", asked_by=MemberId(1)), 0)
    yield views.UnlinkedNews(whose, [waits], 1)
    yield views.UnlinkedNews(whose, [waits] * 40, 2)
    yield views.LinkScreen(waits, whose, None)
    yield views.LinkScreen(waits, whose, vacancy(text), 19)
    yield views.LinkScreen(asked, whose, None)
    yield views.UnlinkedList(whose, [], 0, 1, 0)
    yield views.UnlinkedList(whose, [waits, asked] * 4, 1, 3, 22)
    chosen = frozenset({ad.id})
    yield views.UnlinkedList(whose, [waits, asked] * 4, 0, 3, 22, frozenset())
    yield views.UnlinkedList(whose, [waits, asked] * 4, 2, 3, 22, chosen)
    yield views.AskHistory(whose, 60, alike=21, join=True, tells_unread=True)
    yield views.AskHistory(whose, 1, ad, alike=1)
    wish = Adoption(AdoptionId(8), HERE, AccountId(1), MemberId(1), NOW, 60, reading=True)
    linked = tuple(PublicationId(one) for one in range(20))
    paused = account(text, AccountState.PAUSED)
    yield views.Adopting(whose, wish, 60)
    yield views.Adopting(paused, replace(wish, lost=(text,) * 40, linked=linked), 21)
    yield views.Adopting(whose, replace(wish, reading=False, digest=True, linked=linked), 0)
    yield views.Adopting(whose, replace(wish, reading=False, lost=(text,)), 0)
    yield views.Pasted(INFO.key, searching=True, more=19)
    yield views.Pasted(INFO.key, False, may_connect=True)
    yield views.Pasted(INFO.key, False, [text] * 40, [(text, "error-site-unavailable")])


def _missed(text: str) -> Iterator[View]:
    whose = account(text)
    someone = views.MissedOne(ApplicationId(new_id()), text, text, NOW)
    for count, shown in ((2, 2), (34, 8)):
        missed = views.Missed(
            DigestId(new_id()), whose, [someone] * shown, count, 0, count // 8 + 1
        )
        yield missed
        yield views.MissedList(replace(missed, past=1))
        yield views.MissedList(
            replace(missed, past=count, entries=[replace(someone, number=7, below=True)])
        )
        yield views.MissedInGroup(NoticeId(new_id()), missed)


def _logins(text: str) -> Iterator[View]:
    yield views.Checking(INFO.key, text)
    yield views.Checking(INFO.key, text, failed=True, again=True)
    yield views.Checking(INFO.key, text, failed=True, proof=PROOF)
    yield views.ChooseSite([(0, INFO.key)])
    yield views.ChooseSite([], others=True)
    yield views.Offers([(0, INFO.key, True), (1, INFO.key, False)])
    yield views.Offer(1, INFO.key, on=True, accounts=21)
    yield views.Offer(1, INFO.key, on=False, accounts=0)
    way = "https://example.com/oauth?state=1&x=2"
    for again in (None, text):
        yield views.AskCode(INFO.key, way, NOW, again, tells_viewed=True)
        yield views.AskCode(INFO.key, None, None, again)
    yield views.ChooseWork(INFO.key, [text or "?"] * 120)
    yield views.Checking(INFO.key, failed=True, by_code=True)


def cards(text: str) -> Iterator[View]:
    """Candidates with all sorts of files, and with nothing at all."""
    one = application(text)
    bare = Application(
        one.id, HERE, one.person_id, one.account_id, None, INFO.key, "2", "7", NOW, NOW
    )
    resume, photo = file(text), file("", FileKind.PHOTO)
    huge = file(text, size=60 * 1024 * 1024)
    lost = file(text, state=FileState.MISSING)
    for who in (one, bare, replace(one, sent_at=NOW - timedelta(days=3), birth_date="навесні")):
        for given in (resume, huge, lost, None):
            for face in (photo, None):
                for late in (True, False):
                    yield views.Card(who, INFO.key, text, text, given, face, late)
        yield views.Card(who, INFO.key, text, None, None, None, file_late=False)
        for given in (resume, huge, lost):
            yield views.CardFile(who, given)
        yield views.CardPhoto(who, photo)
        yield views.CardLetter(who)


_OUTAGES = ("error-site-unavailable", "error-contract-broken", "error-automation-refused")


def _news(text: str) -> Iterator[View]:
    for kind in ABOUT_ADS:
        for state in ActionState:
            done = action(kind, state, text)
            one = publication(text, Ad.LIVE, done)
            yield views.PublicationResult(one, one.status(), text, done)
    yield views.PasswordLeft()
    yield views.AccountPaused(account(text, AccountState.PAUSED), NOW - timedelta(days=400))
    yield views.AccountPaused(account(text), NOW)
    yield views.AccountPaused(replace(account(text), proof=PROOF), NOW)
    for reason in (*_OUTAGES, "error-daily-limit"):
        yield views.SiteDown(INFO.key, NOW - timedelta(days=1), NOW + timedelta(days=1), reason)
    yield views.SiteBack(INFO.key, NOW)
    yield views.BrokenRecords(INFO.key, text)
    yield views.BrokenContract(INFO.key, text)


def flashes(text: str) -> Iterator[Flash]:
    """Lines that stand above a screen."""
    yield Flash("error-login-locked", {"site": INFO.key, "until": NOW + timedelta(days=2)})
    yield Flash("error-login-locked", {"site": INFO.key})
    yield Flash("done-renamed", {"label": text})
    yield Flash("bad-title-long", {"most": 100, "length": 12_345})
