"""One topic a vacancy in a forum: made before the first card, and called as the vacancy is.

The row comes first, then the request: what a crash or a lost answer leaves behind is `making`, and
nobody asks Telegram for it again at once. Telegram tells a bot of the topics that it makes itself
(`forum_topic_created`), so that the row learns of one that is there; only when no such word has
come for a while is it asked for anew, after longer and longer waits and only a few times.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import NotThere
from bot.domain.group import Group
from bot.domain.ids import (
    ApplicationId,
    CarouselId,
    FileId,
    TopicId,
    VacancyId,
    new_id,
)
from bot.domain.notice import CARD_LIKE, CAROUSELS, Notice, NoticeKind
from bot.domain.paces import Paces
from bot.domain.topic import Topic, TopicState, shut, topic_name
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import ChatLink, Tenant
from bot.ports import (
    Clock,
    Delivered,
    Gone,
    GroupChats,
    Made,
    NoForum,
    NoRight,
    NoTopic,
    Outcome,
    Refused,
    Transaction,
    TryLater,
    Unanswered,
    UnitOfWork,
    Waits,
)
from bot.ports.group_chats import Deed
from bot.usecases.match_candidates import vacancy_of
from bot.usecases.tell_trouble import (
    HOME_LOST,
    NO_FORUM,
    TOPIC_LOST,
    TOPICS_RIGHT,
    tell_trouble,
)

_FILES = (NoticeKind.CARD_FILE, NoticeKind.CARD_PHOTO)


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a message goes; None: into the chat itself, or its General."""

    id: int | None


@dataclass(frozen=True, slots=True)
class KeepTopics:
    """For the deliverer of one chat, which does one thing at a time: one call, one request."""

    uow: UnitOfWork
    group_chats: GroupChats
    clock: Clock
    paces: Paces

    async def place(self, notice: Notice, link: ChatLink, *, new: bool) -> Thread | Outcome:
        """Where it goes; Waits: its topic is being made. `new`: not the edit of a message."""
        if not Group.of(link).topics or notice.workspace_id is None:
            return Thread(link.thread_id)
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            link = await tx.chats.hold(link.id)
            vacancy = await self._vacancy(tx, notice)
            if vacancy is None:
                return Thread(link.thread_id)
            topic = await tx.topics.of(link.id, vacancy.id)
            if topic is not None and topic.state is TopicState.OPEN:
                return Thread(topic.thread_id)
            if not new or (topic is not None and topic.state is TopicState.GENERAL):
                return Thread(link.thread_id)
            found = await self._next(tx, link, topic, vacancy)
            await tx.commit()
        return await self._make(found, link) if isinstance(found, Topic) else found

    async def _next(
        self, tx: Transaction, link: ChatLink, topic: Topic | None, vacancy: Vacancy
    ) -> Thread | Waits | Topic:
        """The topic that is to be asked for now, as it is stored; or what is to be done instead."""
        now = self.clock.now()
        if topic is not None and topic.state is TopicState.MAKING:
            until = topic.unsure_until(self.paces.topic_wait)
            if now < until:
                return Waits(until)
            topic = topic.unheard()
        if topic is not None and topic.state is TopicState.GENERAL:
            await tx.topics.save(topic)
            await tell_trouble(tx, link, TOPIC_LOST, now, vacancy.id)
            return Thread(link.thread_id)
        if Group.of(link).rightless:
            return Thread(link.thread_id)
        if topic is None:
            topic = Topic(TopicId(new_id()), vacancy.workspace_id, link.id, vacancy.id, now)
        asked = topic.asked(vacancy.title, now)
        await tx.topics.save(asked)
        return asked

    async def _make(self, topic: Topic, link: ChatLink) -> Outcome:
        made = await self.group_chats.make_topic(link.chat_id, topic_name(topic.title))
        now = self.clock.now()
        if isinstance(made, Unanswered):
            return Waits(topic.unsure_until(self.paces.topic_wait))  # it may be there
        async with self.uow(Tenant(topic.workspace_id)) as tx:
            link = await tx.chats.hold(link.id)
            topic = await tx.topics.get(topic.id)  # Telegram's word may have come meanwhile
            match made:
                case Made():
                    await tx.topics.save(topic.made(made.thread_id))
                case TryLater():
                    await tx.topics.save(topic.unmade())
                case NoRight() | NoForum():
                    await tx.topics.save(topic.unmade())
                    await _give_up(tx, link, made, now)
                case Refused():
                    await tx.topics.save(topic.aside())
                    await tell_trouble(tx, link, TOPIC_LOST, now, topic.vacancy_id)
                case _:  # the group is gone, or is another one
                    await tx.topics.save(topic.unmade())
            await tx.commit()
        return _ended(made, now)

    async def lost(self, notice: Notice, link: ChatLink, thread: Thread, how: NoTopic) -> Outcome:
        """What to do with a message whose topic is not there.

        Without the link's own a group is lost only where no vacancy's stands open.
        """
        if notice.workspace_id is None:
            return Gone()
        now = self.clock.now()
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            link = await tx.chats.hold(link.id)
            here = await tx.topics.of_link(link.id)
            if thread.id == link.thread_id:
                ended = await _homeless(tx, link, here, now)
                await tx.commit()
                return ended
            for topic in here:
                if topic.thread_id == thread.id and topic.state is TopicState.OPEN:
                    await self._without(tx, link, topic, how, now)
            await tx.commit()
        return Waits(now)

    async def _without(
        self, tx: Transaction, link: ChatLink, topic: Topic, how: NoTopic, now: datetime
    ) -> None:
        after = topic.aside() if how.closed else topic.lost()
        await tx.topics.save(after)
        if after.state is TopicState.GENERAL:
            await tell_trouble(tx, link, TOPIC_LOST, now, topic.vacancy_id)

    async def keep(self, notice: Notice, link: ChatLink) -> Outcome | None:
        """Call it as its vacancy is called, and close or reopen it; one request at a time."""
        assert notice.workspace_id is not None  # a topic is always some company's
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            try:
                topic = await tx.topics.get(TopicId(notice.subject_id))
                vacancy = await tx.vacancies.get(topic.vacancy_id)
            except NotThere:
                return None
        if topic.state is not TopicState.OPEN or topic.thread_id is None:
            return None
        title, closed = topic.title, topic.closed
        if title != vacancy.title:
            if not title:  # nobody knows whether it is closed either: that is told next
                closed = not shut(vacancy)
            title = vacancy.title
            name = topic_name(title)
            did = await self.group_chats.name_topic(link.chat_id, topic.thread_id, name)
        elif closed is not shut(vacancy):
            closed = not closed
            did = await self.group_chats.close_topic(link.chat_id, topic.thread_id, closed=closed)
        else:
            return None
        return await self._kept(topic, link, did, topic.said_as(title, closed=closed), vacancy)

    async def _kept(
        self, topic: Topic, link: ChatLink, did: Deed, told: Topic, vacancy: Vacancy
    ) -> Outcome:
        now = self.clock.now()
        if isinstance(did, TryLater):
            return did  # to say it twice does no harm
        async with self.uow(Tenant(topic.workspace_id)) as tx:
            link = await tx.chats.hold(link.id)
            match did:
                case NoTopic():
                    await self._without(tx, link, topic, NoTopic(), now)
                case NoRight() | NoForum():
                    await tx.topics.save(topic.said_as(vacancy.title, closed=shut(vacancy)))
                    await _give_up(tx, link, did, now)
                case Delivered() | Refused():  # what is refused is not asked for for ever
                    await tx.topics.save(told)
            await tx.commit()
        more = (told.title, told.closed) != (vacancy.title, shut(vacancy))
        if isinstance(did, Delivered):
            return Waits(now) if more else did
        return _ended(did, now) if not isinstance(did, NoTopic) else Delivered(0)

    async def _vacancy(self, tx: Transaction, notice: Notice) -> Vacancy | None:
        """Whose candidates it is about; None: of none, or of several."""
        try:
            if notice.kind in CAROUSELS:
                carousel = await tx.carousels.get(CarouselId(notice.subject_id))
                found = carousel.vacancy_id
                return None if found is None else await tx.vacancies.get(VacancyId(found))
            if notice.kind in _FILES:
                candidate = (await tx.files.get(FileId(notice.subject_id))).application_id
            elif notice.kind in CARD_LIKE:
                candidate = ApplicationId(notice.subject_id)
            else:
                return None
            return await vacancy_of(tx, await tx.applications.get(candidate))
        except NotThere:
            return None


def _ended(did: Made | Deed, now: datetime) -> Outcome:
    """What becomes of the message that waits for it: it is looked at anew, or as the chat is."""
    if isinstance(did, Made | NoRight | NoForum | Refused | NoTopic | Delivered):
        return Waits(now)
    return did


async def _homeless(
    tx: Transaction, link: ChatLink, here: Sequence[Topic], now: datetime
) -> Outcome:
    """The topic where it is linked is not there: while others stand it is linked to General."""
    if not Group.of(link).topics or all(one.state is not TopicState.OPEN for one in here):
        return Gone()
    others = [one for one in await tx.chats.of_chat(link.bot_id, link.chat_id) if one != link]
    if link.thread_id is None or any(one.thread_id is None for one in others):
        return Refused("no topic to be linked to")  # this alone waits: General may open again
    await tx.chats.save(replace(link, thread_id=None))
    await tell_trouble(tx, link, HOME_LOST, now)
    return Waits(now)


async def _give_up(tx: Transaction, link: ChatLink, why: NoRight | NoForum, now: datetime) -> None:
    """No topic is asked for until the right is back; who linked the group hears of it once."""
    group = Group.of(link)
    if group.rightless:
        return
    await tx.chats.save(replace(group, rightless=True).on(link))
    await tell_trouble(tx, link, TOPICS_RIGHT if isinstance(why, NoRight) else NO_FORUM, now)
