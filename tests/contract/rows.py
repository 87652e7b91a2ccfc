"""Invented rows for the suites of repositories; each call makes one with ids of its own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.domain.account import EmployerAccount
from bot.domain.adoption import Adoption, History
from bot.domain.answer import Answer, AnswerKind
from bot.domain.application import Application, ApplicationStub, FileKind, FileState, StoredFile
from bot.domain.carousel import Carousel
from bot.domain.code_login import CodeLogin
from bot.domain.digest import Digest
from bot.domain.group import Deed, Did, GroupToken
from bot.domain.handling import Note
from bot.domain.hook import Event, Hook
from bot.domain.ids import (
    AccountId,
    ActionId,
    AdoptionId,
    AnswerId,
    ApplicationId,
    CarouselId,
    ChatLinkId,
    CodeLoginId,
    DeedId,
    DigestId,
    EventId,
    FileId,
    GroupTokenId,
    MemberId,
    MergeId,
    NoteId,
    NoticeId,
    PersonId,
    PublicationId,
    UnlinkedAdId,
    UpdateKey,
    VacancyId,
    WorkspaceId,
    new_id,
)
from bot.domain.notice import Notice, NoticeKind, NoticeState, SentMessage
from bot.domain.own_ad import UnlinkedAd
from bot.domain.pay import Pay
from bot.domain.person import Merge, MergeState
from bot.domain.publication import Publication
from bot.domain.secret import Credentials, Secret
from bot.domain.sent import Sent
from bot.domain.site import Ad, Challenge, Credit, Entry, Happened, Heard
from bot.domain.site_action import Kind, SiteAction
from bot.domain.vacancy import Contact, Employment, Experience, Vacancy
from bot.domain.workspace import Actor, ChatKind, ChatLink, Member, Role, Tenant, Workspace
from bot.ports import StoredUpdate, Transaction
from tests.contract.stores import BOT, Store
from tests.fakes import MORNING

SITE = "work_ua"
CHAT = -1_001_234_567_890


@dataclass(frozen=True, slots=True)
class Team:
    """A stored workspace of one member, with one account, one vacancy and its publication."""

    workspace: Workspace
    owner: Member
    account: EmployerAccount
    vacancy: Vacancy
    publication: Publication
    group: ChatLink

    @property
    def tenant(self) -> Tenant:
        return Tenant(self.workspace.id)

    @property
    def actor(self) -> Actor:
        owner = self.owner
        return Actor(self.workspace.id, owner.id, owner.role, owner.user_id, owner.user_id)


async def make_team(store: Store, user_id: int = 5_000_000_001, *, chat_id: int = CHAT) -> Team:
    """Store a team whose publication is live as `ad-1`."""
    workspace = Workspace(WorkspaceId(new_id()), "ТОВ «Ромашка»")
    owner = Member(MemberId(new_id()), workspace.id, user_id, Role.OWNER, "Олег Щур")
    account = make_account(workspace.id, owner.id)
    vacancy = make_vacancy(workspace.id, owner.id)
    publication = make_publication(vacancy, account, remote_id="ad-1", ad=Ad.LIVE)
    group = ChatLink(ChatLinkId(new_id()), BOT, chat_id, ChatKind.GROUP, workspace_id=workspace.id)
    async with store.uow(Tenant(workspace.id)) as tx:
        await tx.workspaces.save(workspace)
        await tx.workspaces.save_member(owner)
        await tx.accounts.save(account)
        await tx.vacancies.save(vacancy)
        await tx.publications.save(publication)
        await tx.chats.save(group)
        await tx.commit()
    return Team(workspace, owner, account, vacancy, publication, group)


async def committed(
    store: Store, team: Team, write: Callable[[Transaction], Awaitable[object]]
) -> None:
    """One write in a transaction of its own."""
    async with store.uow(team.tenant) as tx:
        await write(tx)
        await tx.commit()


async def say(store: Store, link: ChatLink, *messages: SentMessage) -> None:
    """Send them, each in a transaction of its own."""
    for message in messages:
        notice = make_notice(link, new_id(), state=NoticeState.SENT)
        async with store.uow.system() as tx:
            await tx.notices.owe([notice])
            await tx.settle_notice(notice, message)
            await tx.commit()


def make_account(workspace_id: WorkspaceId, member_id: MemberId, **changes: Any) -> EmployerAccount:
    name = f"olena{new_id()}@example.com"
    account = EmployerAccount(
        id=AccountId(new_id()),
        workspace_id=workspace_id,
        site=SITE,
        remote_identity=name,
        label="Ромашка",
        login=name,
        credentials=Credentials.of({"login": name, "password": "пароль"}),
        added_by=member_id,
        credits=(Credit("standard", {"uk": "Стандарт"}, 4),),
        cursor="100",
        next_sync_at=MORNING,
    )
    return replace(account, **changes)


def make_unlinked(account: EmployerAccount, remote_id: str = "ad-9", **changes: Any) -> UnlinkedAd:
    ad = UnlinkedAd(
        UnlinkedAdId(new_id()),
        account.workspace_id,
        account.id,
        account.site,
        remote_id,
        "Кухар",
        "https://www.work.ua/jobs/9/",
        Ad.LIVE,
    )
    return replace(ad, **changes)


def make_vacancy(workspace_id: WorkspaceId, member_id: MemberId, **changes: Any) -> Vacancy:
    vacancy = Vacancy(
        id=VacancyId(new_id()),
        workspace_id=workspace_id,
        owner_id=member_id,
        created_at=MORNING,
        title="Менеджер з продажу",
        description="<p>Продавати</p>",
        city="Київ",
        employment=Employment.FULL,
        experience=Experience.FROM_1,
        pay=Pay(25_000, 40_000),
        must_haves=("CRM", "англійська B1"),
        push_from=1,
        contact=Contact("Олена, +380 44 000 11 22"),
        step=None,
    )
    return replace(vacancy, **changes)


def make_publication(vacancy: Vacancy, account: EmployerAccount, **changes: Any) -> Publication:
    publication = Publication(
        id=PublicationId(new_id()),
        workspace_id=vacancy.workspace_id,
        vacancy_id=vacancy.id,
        account_id=account.id,
        site=account.site,
        created_at=MORNING,
        title=vacancy.title,
        linked=True,
        refusal="Немає адреси роботодавця",
        fingerprint={"title": "0f1e", "region": "9a8b"},
        sent=Sent.of(vacancy, {"region": (Entry("39", {"uk": "Київ"}),)}),
        fields={"region": (Entry("1", {"uk": "Київ", "en": "Kyiv"}),)},
    )
    return replace(publication, **changes)


def make_action(team: Team, number: int = 1, **changes: Any) -> SiteAction:
    action = SiteAction(
        id=ActionId(new_id()),
        workspace_id=team.workspace.id,
        kind=Kind.PUBLISH,
        number=number,
        asked_by=team.owner.id,
        created_at=MORNING,
        publication_id=team.publication.id,
        since=MORNING,
        fingerprint={"title": "0f1e", "contact": "7c6d"},
        sent=Sent.of(team.vacancy, {}),
    )
    return replace(action, **changes)


def make_answer(team: Team, **changes: Any) -> Answer:
    ids = (AnswerId(new_id()), team.workspace.id)
    answer = Answer(*ids, "Відмова", AnswerKind.REJECT, "uk", "Дякуємо, {ім'я}!", MORNING)
    return replace(answer, **changes)


def make_application(team: Team, remote_id: str, **changes: Any) -> Application:
    application = Application(
        id=ApplicationId(new_id()),
        workspace_id=team.workspace.id,
        person_id=PersonId(new_id()),
        account_id=team.account.id,
        publication_id=team.publication.id,
        site=SITE,
        remote_id=remote_id,
        remote_ad_id="ad-1",
        sent_at=MORNING - timedelta(minutes=5, microseconds=1),
        stored_at=MORNING,
        url="https://example.com/responses/1",
        name="Олена Коваль",
        phones=("+380670000001", "+380670000002"),
        emails=("O.Koval@example.com",),
        birth_date="1995-02-03",
        city="Київ",
        letter="Готова вийти завтра",
        resume_text="Епіцентр, Sales Lead",
        skills=("CRM", "B2B"),
        position="Менеджер",
        pay="40 000 ₴",
        channels=("telegram",),
    )
    return replace(application, **changes)


def make_merge(newcomer: Application, other: Application, **changes: Any) -> Merge:
    merge = Merge(
        MergeId(new_id()),
        newcomer.workspace_id,
        newcomer.id,
        other.id,
        MergeState.ASKED,
        MORNING,
    )
    return replace(merge, **changes)


def make_file(application: Application, **changes: Any) -> StoredFile:
    file = StoredFile(
        id=FileId(new_id()),
        workspace_id=application.workspace_id,
        application_id=application.id,
        kind=FileKind.RESUME,
        state=FileState.WANTED,
        ref="/jobs/responses/1/file",
        name="Коваль.pdf",
        wanted_at=MORNING,
    )
    return replace(file, **changes)


def make_adoption(team: Team, **changes: Any) -> Adoption:
    adoption = Adoption(
        AdoptionId(new_id()),
        team.workspace.id,
        team.account.id,
        team.owner.id,
        MORNING,
        60,
        History.SINCE,
        MORNING - timedelta(days=7),
        digest=True,
        reading=True,
        position="page 2",
        linked=(team.publication.id,),
        lost=("Кухар",),
    )
    return replace(adoption, **changes)


def make_digest(team: Team, **changes: Any) -> Digest:
    ad = team.publication.id
    digest = Digest(
        DigestId(new_id()), team.workspace.id, team.account.id, (ad,), (ad,), until=MORNING
    )
    return replace(digest, **changes)


def make_carousel(team: Team, **changes: Any) -> Carousel:
    carousel = Carousel(CarouselId(new_id()), team.workspace.id, team.group.id, team.vacancy.id)
    return replace(carousel, **changes)


def make_stub(team: Team, remote_id: str, **changes: Any) -> ApplicationStub:
    stub = ApplicationStub(
        team.workspace.id, team.account.id, SITE, "ad-9", remote_id, sent_at=MORNING
    )
    return replace(stub, **changes)


def make_notice(link: ChatLink, subject_id: int = 1, **changes: Any) -> Notice:
    notice = Notice(
        id=NoticeId(new_id()),
        workspace_id=link.workspace_id,
        bot_id=link.bot_id,
        chat_link_id=link.id,
        kind=NoticeKind.CARD,
        subject_id=subject_id,
        due_at=MORNING,
    )
    return replace(notice, **changes)


def make_token(team: Team, **changes: Any) -> GroupToken:
    token = GroupToken(
        id=GroupTokenId(new_id()),
        workspace_id=team.workspace.id,
        token_hmac=f"1:{new_id()}",
        asked_by=team.owner.id,
        vacancy_id=None,
        expires_at=MORNING + timedelta(minutes=15),
    )
    return replace(token, **changes)


def make_deed(team: Team, subject_id: int, **changes: Any) -> Deed:
    deed = Deed(
        DeedId(new_id()), team.workspace.id, team.owner.id, Did.CONTACT, subject_id, MORNING
    )
    return replace(deed, **changes)


def make_note(application: Application, team: Team, **changes: Any) -> Note:
    note = Note(
        NoteId(new_id()),
        team.workspace.id,
        application.id,
        team.owner.id,
        "Гарно говорить англійською",
        MORNING,
    )
    return replace(note, **changes)


def make_code_login(team: Team, **changes: Any) -> CodeLogin:
    login = CodeLogin(
        CodeLoginId(new_id()),
        team.workspace.id,
        BOT,
        team.owner.user_id,
        SITE,
        f"1:{new_id()}",
        Challenge(Secret("стан"), Secret("verifier"), "https://example.com/oauth/x"),
        MORNING + timedelta(minutes=10),
        again=team.account.id,
    )
    return replace(login, **changes)


def make_hook(team: Team, **changes: Any) -> Hook:
    hook = Hook(
        team.account.id, team.workspace.id, SITE, Secret("таємниця"), f"1:{new_id()}", MORNING
    )
    return replace(hook, **changes)


def make_event(team: Team, key: str = "22:NEW:a1", **changes: Any) -> Event:
    heard = Heard(key, Happened.APPLICATION, "1359972474", "30251545")
    event = Event(EventId(new_id()), team.workspace.id, team.account.id, heard, MORNING)
    return replace(event, **changes)


def make_message(link: ChatLink, message_id: int = 10, **changes: Any) -> SentMessage:
    message = SentMessage(
        bot_id=link.bot_id,
        chat_id=link.chat_id,
        message_id=message_id,
        kind=NoticeKind.CARD,
        subject_id=1,
        version=1,
        sent_at=MORNING,
        workspace_id=link.workspace_id,
        text_hash="1:abc",
    )
    return replace(message, **changes)


def make_update(update_id: int, **changes: Any) -> StoredUpdate:
    update = StoredUpdate(
        UpdateKey(new_id()), BOT, update_id, user_id=5_000_000_001, payload='{"text":"пароль"}'
    )
    return replace(update, **changes)
