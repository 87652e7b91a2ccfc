"""Paying what is owed to a chat, one message after another (design.md 6, 11)."""

import logging
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.ids import ChatLinkId, NoticeId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind, NoticeState, SentMessage
from bot.domain.paces import Paces
from bot.domain.views import Screen, View
from bot.domain.workspace import ChatKind, ChatLink, Person
from bot.ports import (
    Address,
    Chat,
    Clock,
    Delivered,
    Gone,
    Limits,
    Moved,
    Outcome,
    Refused,
    TryLater,
    UnitOfWork,
)
from bot.usecases.look_for_work import deliver_job
from bot.usecases.reading.news import ReadNews
from bot.usecases.reading.screen import ReadScreen, Seen
from bot.usecases.screens import tidy_notice

log = logging.getLogger(__name__)
_VANISH = (NoticeKind.ERASE, NoticeKind.TIDY)
_ANSWERS = (*_VANISH, NoticeKind.SCREEN)
MOST_REFUSALS = 3


@dataclass(frozen=True, slots=True)
class DeliverNotices:
    """The job of one chat: what is owed to it, answers first, within Telegram's limits.

    One runs per chat (the job's lock), so a notice found `sending` is one that a crash left:
    it is sent again, which is why a message may come twice but never not at all.
    """

    uow: UnitOfWork
    chat: Chat
    clock: Clock
    limits: Limits
    paces: Paces
    read_screen: ReadScreen
    read_news: ReadNews

    async def __call__(self, job: Job) -> None:
        """Until nothing is due, or the chat is gone."""
        link_id = ChatLinkId(job.subject)
        while await self._more(link_id):
            pass

    async def _more(self, link_id: ChatLinkId) -> bool:
        async with self.uow.system() as tx:
            link = await tx.chats.get(link_id)
            due = await tx.next_due(link_id)
        if due is None or due > self.clock.now() or link.gone_since is not None:
            return False  # a job that is not before `due` stands in the queue
        wait = await self.limits.acquire(*_keys(link), within=self.paces.patience)
        if wait > self.paces.patience:
            await self._come_back(link_id, wait)
            return False
        if wait:
            await self.clock.sleep(wait)
        async with self.uow.system() as tx:  # only now, so that an answer owed meanwhile wins
            notice = await tx.claim_notice(link_id, self.clock.now())
            link = await tx.chats.get(link_id)  # in the language chosen meanwhile
            await tx.commit()
        if notice is None:
            return False
        try:
            outcome = await self._send(notice, link)
        except Exception as error:  # noqa: BLE001 - one message must not hold up all behind it
            await self._broke(notice, error)
            return True
        return await self._settle(notice, link, outcome)

    async def _come_back(self, link_id: ChatLinkId, wait: timedelta) -> None:
        """A chat that must wait long leaves its worker to others."""
        async with self.uow.system() as tx:
            await tx.enqueue(deliver_job(link_id, at=self.clock.now() + wait))
            await tx.commit()

    # -- sending --------------------------------------------------------------------------

    async def _send(self, notice: Notice, link: ChatLink) -> Outcome | None:
        """None when there is nothing left to say."""
        if notice.kind in _VANISH:
            return await self.chat.erase(_address(link, "UTC"), notice.subject_id)
        if notice.kind is NoticeKind.SCREEN:
            return await self._send_screen(notice, link)
        news = await self.read_news(notice)
        if news is None:
            return None
        address = _address(link, news.time_zone)
        return await self._show(address, news.view, reply_to=news.reply_to)

    async def _send_screen(self, notice: Notice, link: ChatLink) -> Outcome | None:
        person = Person(notice.subject_id, link.chat_id)
        seen = await self.read_screen(person)
        if seen is None:
            return None
        address = _address(link, seen.time_zone)
        outcome = await self._show(address, seen.screen, edit=seen.message_id)
        if isinstance(outcome, Delivered):
            await self._shown(person, seen, link, outcome.message_id)
        return outcome

    async def _shown(self, person: Person, seen: Seen, link: ChatLink, message_id: int) -> None:
        async with self.uow.person(person) as tx:
            await tx.conversations.shown(person.user_id, seen.screen.version, message_id)
            if seen.erase is not None and seen.erase != message_id:
                talk = await tx.conversations.of(person)
                await tx.notices.owe([tidy_notice(talk, link, seen.erase)])
            await tx.commit()

    async def _show(
        self,
        address: Address,
        view: View | Screen,
        *,
        edit: int | None = None,
        reply_to: int | None = None,
    ) -> Outcome:
        return await self.chat.show(address, view, edit=edit, reply_to=reply_to)

    # -- how it ended ---------------------------------------------------------------------

    async def _settle(self, notice: Notice, link: ChatLink, outcome: Outcome | None) -> bool:
        """Store how it ended; True when the chat may get more."""
        if isinstance(outcome, Delivered):
            await self._sent(notice, link, outcome)
        elif isinstance(outcome, TryLater):
            await self._later(notice, link, outcome)
        elif isinstance(outcome, Moved):
            await self._moved(notice, link, outcome)
        elif isinstance(outcome, Gone):
            return await self._gone(notice, link)
        elif isinstance(outcome, Refused):
            await self._refused(notice, outcome)
        else:
            await self._store(notice.to(NoticeState.WITHDRAWN))
        return True

    async def _sent(self, notice: Notice, link: ChatLink, outcome: Delivered) -> None:
        said = SentMessage(
            notice.bot_id,
            link.chat_id,
            outcome.message_id,
            notice.kind,
            notice.subject_id,
            notice.version,
            self.clock.now(),
            workspace_id=notice.workspace_id,
            thread_id=notice.thread_id,
        )
        kept = None if notice.kind in _VANISH else said
        await self._store(notice.to(NoticeState.SENT, outcome.message_id), kept)

    async def _store(self, notice: Notice, said: SentMessage | None = None) -> None:
        async with self.uow.system() as tx:
            await tx.settle_notice(notice, said)
            await tx.commit()

    async def _later(self, notice: Notice, link: ChatLink, outcome: TryLater) -> None:
        until = self.clock.now() + outcome.after
        key = _keys(link)[-1] if outcome.chat_only else _keys(link)[0]
        await self.limits.halt(key, until)
        attempts = notice.attempts + 1
        behind = attempts > MOST_REFUSALS and notice.kind not in _ANSWERS
        due = until + self.paces.backoff(attempts - MOST_REFUSALS) if behind else notice.due_at
        await self._store(
            replace(notice, state=NoticeState.OWED, attempts=attempts, due_at=due)
        )  # what fails again and again lets others go first

    async def _moved(self, notice: Notice, link: ChatLink, outcome: Moved) -> None:
        async with self.uow.system() as tx:
            await tx.move_chat(link.bot_id, link.chat_id, outcome.chat_id)
            await tx.settle_notice(replace(notice, state=NoticeState.OWED), None)
            await tx.commit()

    async def _gone(self, notice: Notice, link: ChatLink) -> bool:
        async with self.uow.system() as tx:
            await tx.settle_notice(replace(notice, state=NoticeState.OWED), None)
            await tx.chat_gone(link.id, self.clock.now())
            await tx.commit()
        return False

    async def _refused(self, notice: Notice, outcome: Refused) -> None:
        """Telegram says no for good: tried a few times, then laid aside and logged."""
        log.error("Telegram refused a %s: %s", notice.kind, outcome.reason)
        if notice.kind is NoticeKind.ERASE:
            await self._not_erased(notice)
            return
        attempts = notice.attempts + 1
        state = NoticeState.OWED if attempts < MOST_REFUSALS else NoticeState.DEAD
        pause = self.paces.backoff(attempts) if state is NoticeState.OWED else timedelta()
        await self._store(
            replace(notice, state=state, attempts=attempts, due_at=self.clock.now() + pause)
        )

    async def _broke(self, notice: Notice, error: Exception) -> None:
        """A mistake of ours: what is news stays owed until it is mended, a screen is let go."""
        log.error("a %s can't be said: %s", notice.kind, type(error).__name__)
        log.debug("a %s can't be said", notice.kind, exc_info=error)
        attempts = notice.attempts + 1
        let_go = notice.kind is NoticeKind.SCREEN and attempts >= MOST_REFUSALS
        await self._store(
            replace(
                notice,
                state=NoticeState.DEAD if let_go else NoticeState.OWED,
                attempts=attempts,
                due_at=self.clock.now() + self.paces.backoff(attempts),
            )
        )

    async def _not_erased(self, notice: Notice) -> None:
        """A password may still stand in the chat: the person is asked to take it away."""
        async with self.uow.system() as tx:
            await tx.settle_notice(notice.to(NoticeState.DEAD), None)
            link = await tx.chats.get(notice.chat_link_id)
            await tx.commit()
        if link.user_id is None:
            return
        left = Notice(
            NoticeId(new_id()),
            notice.workspace_id,
            notice.bot_id,
            link.id,
            NoticeKind.PASSWORD_LEFT,
            notice.subject_id,
            self.clock.now(),
        )
        async with self.uow.person(Person(link.user_id, link.chat_id)) as person:
            await person.notices.owe([left])
            await person.commit()


def _keys(link: ChatLink) -> tuple[str, str]:
    kind = "group" if link.kind is ChatKind.GROUP else "chat"
    return f"tg:{link.bot_id}", f"{kind}:{link.id}"


def _address(link: ChatLink, time_zone: str) -> Address:
    return Address(
        link.id,
        link.chat_id,
        link.language,
        time_zone,
        link.thread_id,
        link.kind is ChatKind.GROUP,
    )
