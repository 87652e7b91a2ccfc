"""New candidates: gathered for each chat, then told as cards, or many of them as one message."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import AccountState
from bot.domain.application import Application, FileKind, FileState
from bot.domain.carousel import Carousel, Gathered, GatheredIn
from bot.domain.group import Group
from bot.domain.ids import (
    AccountId,
    ApplicationId,
    CarouselId,
    ChatLinkId,
    FileId,
    NoticeId,
    VacancyId,
    WorkspaceId,
    new_id,
)
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.paces import Paces
from bot.domain.quiet import MOST_CARDS, Hours, Mode, Quiet
from bot.domain.workspace import ChatKind, ChatLink, Tenant
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.join_persons import again, cards_of_person

TELL_NEW = "tell_new"


@dataclass(frozen=True, slots=True)
class New:
    """A candidate who was just stored, and the chats that hear of one."""

    application: Application
    vacancy_id: VacancyId
    links: Sequence[ChatLink]
    joined: bool = False
    """The person is known: a chat that has a card gets a word under it."""
    below: bool = False
    """Below the vacancy's threshold: told of at 9:00."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Who is told of together."""

    vacancy_id: VacancyId | None
    """None: of all vacancies, for they had to wait."""
    below: bool

    @property
    def most_cards(self) -> int:
        """More are one carousel. Below a threshold nobody is worth a message of their own."""
        return 1 if self.below else MOST_CARDS


@dataclass(frozen=True, slots=True)
class _Chat:
    """How one chat wants to hear."""

    link: ChatLink
    quiet: Quiet
    modes: Mapping[VacancyId, Mode]

    def mode(self, one: New | Gathered) -> Mode:
        mode = self.modes.get(one.vacancy_id, self.quiet.mode)
        return mode.below() if one.below else mode

    def due(self, one: Gathered, now: datetime) -> datetime:
        return self.quiet.due(self.mode(one), one.came, now)

    def told_with(self, one: Gathered) -> _Part:
        held = self.quiet.held(self.mode(one), one.came)
        return _Part(None if held else one.vacancy_id, one.below)

    def settled(self, one: Gathered) -> bool:
        """A chat that hears of debts only does not hear of who was answered meanwhile."""
        return one.answered and self.mode(one) is Mode.DEBT


def gathered_job(workspace_id: WorkspaceId, link_id: ChatLinkId, at: datetime | None = None) -> Job:
    """The wake-up of what one chat is to be told of."""
    key = f"gathered:{workspace_id}:{link_id}"
    return Job(TELL_NEW, link_id, workspace_id, lock=key, unique=key, at=at, priority=10)


@dataclass(frozen=True, slots=True)
class TellNew:
    """Gather cards and tell of those whose moment has come, in the caller's transaction."""

    clock: Clock
    paces: Paces
    quiet_hours: Hours | None
    """When a chat that has chosen nothing is quiet."""

    async def gather(
        self, tx: Transaction, workspace_id: WorkspaceId, new: Sequence[New], *, more: bool
    ) -> None:
        """Owe each chat its cards. `more` of the same pass will come: they are told with it."""
        now = self.clock.now()
        links = {link.id: link for one in new for link in one.links}
        chats = {key: await self._chat(tx, workspace_id, link) for key, link in links.items()}

        def cards(one: New, before: Mapping[ChatLinkId, Notice]) -> list[Notice]:
            found = []
            for link in one.links:
                chat = chats[link.id]
                due = chat.quiet.due(chat.mode(one), now, now)
                found.append(again(card_of(one.application, link, due), before.get(link.id)))
            return found

        await tx.notices.owe([card for one in new if not one.joined for card in cards(one, {})])
        for one in new:
            if one.joined:  # whether a chat has the first card is known by now
                await tx.notices.owe(cards(one, await cards_of_person(tx, one.application)))
        if not more:
            for link_id in sorted(chats):
                await self.tell(tx, GatheredIn(workspace_id, link_id))

    async def tell_all(self, tx: Transaction, workspace_id: WorkspaceId) -> None:
        """A pass is over: what it has gathered is whole."""
        for link_id in await tx.notices.gathering(self.clock.now()):
            await self.tell(tx, GatheredIn(workspace_id, link_id))

    async def tell(self, tx: Transaction, place: GatheredIn) -> None:
        """Owe what is due there by now; the rest waits for a moment that is reckoned anew."""
        waiting = await tx.notices.gathered(place.chat_link_id)
        if not waiting:
            return
        link = await tx.chats.get(place.chat_link_id)
        chat, now = await self._chat(tx, place.workspace_id, link), self.clock.now()
        reading = await _being_read(tx, {one.account_id for one in waiting})
        under = await _under(tx, waiting)
        parts: dict[_Part, list[Gathered]] = {}
        later: list[Notice] = []
        for one in waiting:
            first = under.get(one.notice.id, one)
            due = max(chat.due(one, now), chat.due(first, now))
            if due > now:
                later.append(replace(one.notice, due_at=due))
            elif not reading & {one.account_id, first.account_id}:
                parts.setdefault(chat.told_with(first), []).append(one)
        for which in sorted(parts, key=lambda it: it.below):  # those below come last
            await self._tell_part(tx, chat, which, parts[which], under, now)
        if later:
            await self._wait(tx, place, waiting, later)

    async def _wait(
        self,
        tx: Transaction,
        place: GatheredIn,
        waiting: Sequence[Gathered],
        later: Sequence[Notice],
    ) -> None:
        before = {one.notice.id: one.notice.due_at for one in waiting}
        moved = [one for one in later if one.due_at != before[one.id]]
        await tx.notices.go_on(NoticeState.GATHERED, moved)
        first = min(one.due_at for one in later)
        await tx.enqueue(gathered_job(place.workspace_id, place.chat_link_id, at=first))

    async def _tell_part(
        self,
        tx: Transaction,
        chat: _Chat,
        which: _Part,
        part: Sequence[Gathered],
        under: Mapping[NoticeId, Gathered],
        now: datetime,
    ) -> None:
        """Of a crowd, who answered more than once is told of once: the card says where else."""
        silent = {one.notice.id for one in part if chat.settled(one)}
        if len(part) - len(silent) > which.most_cards:
            silent |= {one.notice.id for one in part if one.notice.id in under}
        withdrawn = [one.notice for one in part if one.notice.id in silent]
        await tx.notices.go_on(
            NoticeState.GATHERED, [one.to(NoticeState.WITHDRAWN) for one in withdrawn]
        )
        part = [one for one in part if one.notice.id not in silent]
        if len(part) > which.most_cards:
            await self._as_one(tx, chat.link, part, now)
            return
        cards = [await self._card(tx, chat.link, one.notice, now) for one in part]
        await tx.notices.go_on(NoticeState.GATHERED, cards)
        for one in cards:
            if one.kind is NoticeKind.CARD_AGAIN:
                await self._with_file(tx, one, now)

    async def _as_one(
        self, tx: Transaction, link: ChatLink, part: Sequence[Gathered], now: datetime
    ) -> None:
        first = part[0]
        assert first.notice.workspace_id is not None  # a card is always some company's
        vacancies = {one.vacancy_id for one in part}
        carousel = await tx.carousels.save(
            Carousel(
                CarouselId(new_id()),
                first.notice.workspace_id,
                link.id,
                first.vacancy_id if len(vacancies) == 1 else None,
            )
        )
        await tx.notices.go_on(
            NoticeState.GATHERED,
            [
                replace(one.notice.to(NoticeState.IN_CAROUSEL), carousel_id=carousel.id)
                for one in part
            ],
        )
        await tx.notices.owe([about_carousel(carousel, link, NoticeKind.CAROUSEL, now)])

    async def _with_file(self, tx: Transaction, word: Notice, now: datetime) -> None:
        """A word holds no file: what came before it was told follows it."""
        for file in await tx.files.of_application(ApplicationId(word.subject_id)):
            if file.kind is FileKind.RESUME and file.state is FileState.KEPT:
                await tx.notices.owe([under(word, file.id, now)])

    async def _card(self, tx: Transaction, link: ChatLink, notice: Notice, now: datetime) -> Notice:
        """A card that is to have a file waits for it a little; a masked one has none."""
        due = now
        whole = link.kind is not ChatKind.GROUP or Group.of(link).full
        if whole and notice.kind is NoticeKind.CARD:
            files = await tx.files.of_application(ApplicationId(notice.subject_id))
            if any(one.state is FileState.WANTED for one in files):
                due = now + self.paces.file_wait
        return replace(notice.to(NoticeState.OWED), due_at=due)

    async def _chat(self, tx: Transaction, workspace_id: WorkspaceId, link: ChatLink) -> _Chat:
        zone = (await tx.workspaces.get(workspace_id)).time_zone
        quiet = Quiet.of(link, zone, self.quiet_hours)
        return _Chat(link, quiet, await tx.modes.of_link(link.id))


@dataclass(frozen=True, slots=True)
class TellGathered:
    """The job: the moment of a chat has come."""

    uow: UnitOfWork
    tell: TellNew

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: what was told is not gathered any more."""
        assert job.workspace_id is not None  # gathered_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            await self.tell.tell(tx, GatheredIn(job.workspace_id, ChatLinkId(job.subject)))
            await tx.commit()


def card_of(application: Application, link: ChatLink, due: datetime) -> Notice:
    """The card of a candidate in a chat, gathered for its moment."""
    return Notice(
        NoticeId(new_id()),
        application.workspace_id,
        link.bot_id,
        link.id,
        NoticeKind.CARD,
        application.id,
        due,
        thread_id=link.thread_id,
        state=NoticeState.GATHERED,
    )


def about_carousel(
    carousel: Carousel, link: ChatLink, kind: NoticeKind, due: datetime, occurrence: str = ""
) -> Notice:
    """The message itself, or that it shows something else now."""
    return Notice(
        NoticeId(new_id()),
        carousel.workspace_id,
        link.bot_id,
        link.id,
        kind,
        carousel.id,
        due,
        occurrence,
        thread_id=link.thread_id,
    )


def under(told: Notice, file_id: FileId, due: datetime) -> Notice:
    """The resume that follows a card, or a word."""
    return Notice(
        NoticeId(new_id()),
        told.workspace_id,
        told.bot_id,
        told.chat_link_id,
        NoticeKind.CARD_FILE,
        file_id,
        due,
        thread_id=told.thread_id,
    )


async def _under(tx: Transaction, waiting: Sequence[Gathered]) -> dict[NoticeId, Gathered]:
    """By the word, the card under which it is to come, where that waits as well."""
    cards = {one.notice.id: one for one in waiting}
    found: dict[NoticeId, Gathered] = {}
    for one in waiting:
        if one.notice.kind is NoticeKind.CARD_AGAIN:
            application = await tx.applications.get(ApplicationId(one.notice.subject_id))
            first = (await cards_of_person(tx, application)).get(one.notice.chat_link_id)
            if first is not None and first.id in cards:
                found[one.notice.id] = cards[first.id]
    return found


async def _being_read(tx: Transaction, accounts: Iterable[AccountId]) -> set[AccountId]:
    """Those amid a pass, whose next pages may bring more; not while their site does not answer."""
    found = [await tx.accounts.get(one) for one in accounts]
    return {
        one.id
        for one in found
        if one.resume is not None and one.state is AccountState.ACTIVE and not one.failures
    }
