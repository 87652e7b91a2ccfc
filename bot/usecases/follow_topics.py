"""What topics are to be told and what is heard of them; `keep_topics` asks Telegram."""

from dataclasses import dataclass, replace

from bot.domain.errors import NotThere
from bot.domain.group import Group
from bot.domain.ids import TopicId
from bot.domain.jobs import Job
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.topic import StaleTopic, TopicState, shut, topic_name
from bot.domain.workspace import ChatLink, Tenant
from bot.ports import Clock, SystemTransaction, Transaction, UnitOfWork
from bot.usecases.group_words import to_group

KEEP_TOPIC = "keep_topic"
_UNDER_WAY = (NoticeState.OWED, NoticeState.SENDING)


def topic_job(stale: StaleTopic) -> Job:
    """The wake-up of a topic that is not as its vacancy is."""
    key = f"topic:{stale.topic_id}"
    return Job(KEEP_TOPIC, stale.topic_id, stale.workspace_id, lock=key, unique=key)


@dataclass(frozen=True, slots=True)
class KeepTopic:
    """The job: owe the group's deliverer what Telegram is to be told."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, job: Job) -> None:
        """Safe to repeat. Where topics are not wanted any more they stay as they are."""
        assert job.workspace_id is not None  # topic_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            try:
                topic = await tx.topics.get(TopicId(job.subject))
                vacancy = await tx.vacancies.get(topic.vacancy_id)
            except NotThere:
                return
            try:
                link = await tx.chats.hold(topic.chat_link_id)
            except NotThere:  # another company's by now: nothing can be told there for this one
                await tx.topics.drop(topic.id)
                await tx.commit()
                return
            group = Group.of(link)
            if group.linked and group.topics and not group.rightless:
                owed = await tx.notices.of_subject(NoticeKind.TOPIC, topic.id)
                if all(one.state not in _UNDER_WAY for one in owed):
                    now = self.clock.now()
                    how = f"{vacancy.version}.{topic.thread_id}.{now.timestamp():.6f}"
                    due = to_group(link, NoticeKind.TOPIC, now, occurrence=how, subject=topic.id)
                    await tx.notices.owe([due])
            else:
                await tx.topics.save(topic.said_as(vacancy.title, closed=shut(vacancy)))
            await tx.commit()


async def give_back(tx: Transaction | SystemTransaction, link: ChatLink) -> None:
    """The right is back, or somebody wants topics anew: what was given up is tried again."""
    group = Group.of(link)
    untold = group.rightless or not group.topics
    for topic in await tx.topics.of_link(link.id):
        aside = topic.state is TopicState.GENERAL
        one = topic.again()
        if one.state is TopicState.OPEN and (untold or aside):
            one = one.said_as("", closed=one.closed)  # it may be called otherwise by now
        if one != topic:
            await tx.topics.save(one)
    if group.rightless:
        await tx.chats.save(replace(group, rightless=False).on(link))


@dataclass(frozen=True, slots=True)
class NoteTopic:
    """Telegram tells of a topic that the bot has made."""

    uow: UnitOfWork
    bot_id: int

    async def __call__(self, chat_id: int, thread_id: int, name: str) -> None:
        """Safe to repeat. One whose answer came is known already."""
        async with self.uow.system() as tx:
            links = await tx.chats.of_chat(self.bot_id, chat_id)
            here = [await tx.topics.of_link((await tx.chats.hold(one.id)).id) for one in links]
            topics = [one for some in here for one in some]
            waiting = [one for one in topics if one.state is TopicState.MAKING]
            named = [one for one in waiting if topic_name(one.title) == name]
            if named and all(one.thread_id != thread_id for one in topics):
                await tx.topics.save(named[0].made(thread_id))
                await tx.commit()
