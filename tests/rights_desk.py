"""Somebody of every kind before one vacancy and its candidate, and whatever they press."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from telegram import CallbackQuery, Chat, Message, Update, User

from bot.domain.account import EmployerAccount
from bot.domain.application import Application
from bot.domain.carousel import Carousel
from bot.domain.conversation import Place
from bot.domain.errors import NotAllowed, VidhukError
from bot.domain.ids import ActionId, CarouselId, MergeId, NoticeId, VacancyId, new_id
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.person import Merge, MergeState
from bot.domain.site_action import Kind, SiteAction
from bot.domain.workspace import Actor, ChatLink, Person, Role
from bot.ports import Transaction
from bot.usecases.asked import Press
from bot.usecases.reach import About
from bot.usecases.tell_new import about_carousel, card_of
from handlers.buttons import BUTTONS
from handlers.context import Context
from handlers.groups import Groups
from handlers.press import encode
from handlers.row import Row
from handlers.texts import load
from tests.card_desk import CHAT, Desk, make_desk
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import APPLICATIONS, NOTICES

TEXTS = load()
REFUSED = str(TEXTS("uk")("error-not-allowed"))
NOT_IN_TEAM = "🔒 Ви не в команді вакансії"
STRANGER = Person(6_000_000_001, 6_000_000_001)


@dataclass
class Bench:
    """The company; `of` says which id stands for what of the vacancy."""

    desk: Desk
    people: Mapping[str, Person]
    of: Mapping[About, int]
    in_group: Mapping[str, int]
    """By the kind of its message, the notice that a button in the group carries."""
    kept: Any

    @property
    def context(self) -> Context:
        office = self.desk.office
        return Context(office.make, office.uow, office.clock, TEXTS, {})

    @property
    def commits(self) -> int:
        """How many transactions have changed anything."""
        return self.desk.office.store.commits

    def put_back(self) -> None:
        """As it was when the bench was made."""
        self.desk.office.store.put_back(self.kept)

    async def stand(self, who: Person, place: Place, **draft: Any) -> int:
        """Put somebody before a screen; the version of its buttons."""
        async with self.desk.office.uow.person(who) as tx:
            talk = (await tx.conversations.of(who)).cleared().drafted(**draft).at(place)
            saved = await tx.conversations.save(talk)
            await tx.commit()
        return saved.version

    async def do(self, who: Person, row: Row, asked: Any) -> bool:
        """Whether it gets through; what becomes of it then is the use case's."""
        try:
            await self.context.do(who, row, asked)
        except NotAllowed:
            return False
        except VidhukError:
            return True
        return True

    async def press(self, who: Person, verb: str, id: int, version: int = 0) -> bool:
        """A real tap in private, by the popup."""
        query = _query(who, "", Chat.PRIVATE, self.desk.office.clock.now())
        update = Update(new_id(), callback_query=query)
        said = await self.context.press(update, encode(verb, id, version), None)
        return not _refused(said)

    async def press_in_group(self, who: Person, verb: str, id: int, version: int) -> bool:
        now = self.desk.office.clock.now()
        query = _query(who, encode(verb, id, version), Chat.SUPERGROUP, now)
        said = await Groups(self.context).press(Update(new_id(), callback_query=query), query)
        return not _refused(said)

    async def command_in_group(self, who: Person, name: str) -> bool:
        """Who may not is answered otherwise, by a word."""
        office = self.desk.office
        chat = Chat(CHAT, Chat.SUPERGROUP, title="Команда")
        sender = User(who.user_id, "Хтось", is_bot=False)
        message = Message(5, office.clock.now(), chat, from_user=sender, text=f"/{name}")
        words = ["2h"] if name == "mute" else []
        before = {one.id for one in office.rows(NOTICES)}
        await Groups(self.context).command(Update(1, message=message), message, name, words)
        new = [one for one in office.rows(NOTICES) if one.id not in before]
        return not any(one.occurrence.startswith(("members-only", "not-yours")) for one in new)


@cache
def _query(who: Person, data: str, kind: str, now: datetime) -> CallbackQuery:
    """Kept: python-telegram-bot takes longer to make one than the bot to refuse it."""
    sender = User(who.user_id, "Хтось", is_bot=False)
    chat = Chat(who.chat_id if kind == Chat.PRIVATE else CHAT, kind, title="Команда")
    return CallbackQuery("1", sender, "chat", message=Message(7, now, chat), data=data)


async def make_bench() -> Bench:
    desk = await make_desk()
    office, one = desk.office, desk.one
    publication = await office.publication_now()
    office.site.respond(str(publication.remote_id), name="Іван Другий")
    await office.sync(await _account(desk))
    await office.work()
    second = office.rows(APPLICATIONS)[1]
    hired = {
        "admin": await office.hire(Role.ADMIN),
        "other recruiter": await office.hire(Role.RECRUITER),
        "manager": await office.hire(Role.HIRING_MANAGER),
        "manager, shown": await office.hire(Role.HIRING_MANAGER),
        "removed": await office.hire(Role.ADMIN),
    }
    await office.vacancy(owner_id=hired["other recruiter"].member_id)
    for each in (one, second):
        await _share(desk, each, hired["manager, shown"])
    await office.fire(hired["removed"])
    actors: dict[str, Actor] = {"owner": desk.oleh, "own recruiter": desk.ira, **hired}
    async with office.transaction() as tx:
        home = await tx.chats.private(BOT_ID, desk.oleh.user_id)
        of = await _subjects(tx, desk, second, home, publication.vacancy_id)
        in_group = {
            "carousel": await _carousel(tx, second, desk.group, publication.vacancy_id),
            "card": _card(desk),
        }
    of |= {About.AD: publication.id, About.VACANCY: publication.vacancy_id}
    people = {name: actor.person for name, actor in actors.items()}
    return Bench(desk, {**people, "stranger": STRANGER}, of, in_group, office.store.kept())


async def _account(desk: Desk) -> EmployerAccount:
    async with desk.office.transaction() as tx:
        (account,) = await tx.accounts.all()
    return account


async def _share(desk: Desk, one: Application, to: Actor) -> None:
    asked = Press(one.id, to.member_id)
    context = Context(desk.office.make, desk.office.uow, desk.office.clock, TEXTS, {})
    await context.do(desk.oleh.person, BUTTONS["share_with"], asked)
    await desk.office.work()


def _card(desk: Desk) -> int:
    """The notice of the candidate's card in the group."""
    cards = [
        one
        for one in desk.office.rows(NOTICES)
        if one.kind is NoticeKind.CARD and one.chat_link_id == desk.group.id
    ]
    return next(one.id for one in cards if one.subject_id == desk.one.id)


async def _subjects(
    tx: Transaction, desk: Desk, second: Application, home: ChatLink, vacancy_id: VacancyId
) -> dict[About, int]:
    one, now, workspace_id = desk.one, desk.office.clock.now(), desk.office.workspace.id
    merge = Merge(MergeId(new_id()), workspace_id, second.id, one.id, MergeState.ASKED, now)
    await tx.merges.save(merge)
    by = desk.oleh.member_id
    ids = (ActionId(new_id()), workspace_id, Kind.REJECT, 1, by, now)
    await tx.actions.save(SiteAction(*ids, application_id=one.id, words="Дякуємо"))
    shown = await _carousel(tx, second, home, vacancy_id)
    carousel = (await tx.notices.get(NoticeId(shown))).subject_id
    return {
        About.CARD: one.id,
        About.MERGE: merge.id,
        About.CAROUSEL: carousel,
        About.ACTION: ids[0],
    }


async def _carousel(
    tx: Transaction, one: Application, link: ChatLink, vacancy_id: VacancyId
) -> int:
    """One that shows a candidate; the notice of its message."""
    carousel = await tx.carousels.save(
        Carousel(CarouselId(new_id()), one.workspace_id, link.id, vacancy_id)
    )
    due = one.stored_at
    message = about_carousel(carousel, link, NoticeKind.CAROUSEL, due)
    card = replace(
        card_of(one, link, due),
        occurrence="told",
        carousel_id=carousel.id,
        state=NoticeState.IN_CAROUSEL,
    )
    await tx.notices.owe([message, card])
    return message.id


def _refused(said: str | None) -> bool:
    """By the role, or by a vacancy's team."""
    return said is not None and (said == REFUSED or said.startswith(NOT_IN_TEAM))
