"""Paying what is owed to a chat, one message after another (design.md 6, 11)."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.ids import ChatLinkId, NoticeId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import ACTS, INLINE, VANISHING, Notice, NoticeKind, NoticeState, SentMessage
from bot.domain.paces import Paces
from bot.domain.views import Card
from bot.domain.workspace import ChatKind, ChatLink, Person, Tenant
from bot.ports import (
    Chat,
    Clock,
    Delivered,
    Faults,
    Gone,
    Limits,
    Moved,
    NoTopic,
    Outcome,
    Refused,
    SystemTransaction,
    TryLater,
    Unanswered,
    UnitOfWork,
    Waits,
)
from bot.usecases import events_log
from bot.usecases.addresses import address_of
from bot.usecases.hand_over import HandOver
from bot.usecases.keep_board import PinBoard
from bot.usecases.keep_topics import KeepTopics, Thread
from bot.usecases.look_for_work import deliver_job
from bot.usecases.lose_chat import lose
from bot.usecases.reading.inline import message_of_share
from bot.usecases.reading.news import ReadNews
from bot.usecases.reading.screen import ReadScreen, Seen
from bot.usecases.screens import tidy_notice

log = logging.getLogger(__name__)
_ANSWERS = (NoticeKind.ERASE, NoticeKind.TIDY, NoticeKind.SCREEN)
_LET_GO = (NoticeKind.SCREEN, NoticeKind.TIDY, NoticeKind.FORGET, *INLINE)
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
    hand_over: HandOver
    topics: KeepTopics
    board: PinBoard
    faults: Faults

    async def __call__(self, job: Job) -> None:
        """Send one message. What else is owed is the next job's: a stop waits for one request."""
        link_id = ChatLinkId(job.subject)
        async with self.uow.system() as tx:
            link = await tx.chats.get(link_id)
            due = await tx.next_due(link_id)
        if due is None:  # of a chat that is gone too; what needs that chat is laid aside
            return
        if due > self.clock.now():
            await self._go_on(link_id, due)
            return
        wait = await self.limits.acquire(*_keys(link), within=self.paces.patience)
        if wait > self.paces.patience:
            await self._go_on(link_id, self.clock.now() + wait)
            return
        if wait:
            await self.clock.sleep(wait)
        await self._pay(link_id)

    async def _pay(self, link_id: ChatLinkId) -> None:
        async with self.uow.system() as tx:  # only now, so that an answer owed meanwhile wins
            notice = await tx.claim_notice(link_id, self.clock.now())
            link = await tx.chats.get(link_id)  # in the language chosen meanwhile
            screen = notice is not None and notice.kind is NoticeKind.SCREEN
            said = await tx.unsay(notice) if notice is not None and screen else {}
            await tx.commit()
        if notice is None:
            await self._go_on(link_id, self.clock.now())
            return
        try:
            outcome, seen = await self._send(notice, link, said)
        except Exception as error:  # noqa: BLE001 - one message must not hold up all behind it
            await self._broke(notice, error)
        else:
            await self._settle(notice, link, outcome, seen)

    async def _go_on(self, link_id: ChatLinkId, moment: datetime) -> None:
        """Wake the chat again for what is owed; one that must wait leaves its worker to others."""
        async with self.uow.system() as tx:
            await _wake(tx, link_id, moment)
            await tx.commit()

    # -- sending --------------------------------------------------------------------------

    async def _send(
        self, notice: Notice, link: ChatLink, said: Mapping[int, str]
    ) -> tuple[Outcome | None, Seen | None]:
        """None when there is nothing left to say; with the screen, if it was one."""
        if notice.kind in VANISHING:
            return await self._take_away(notice, link), None
        if notice.kind is NoticeKind.SCREEN:
            return await self._send_screen(notice, link, said)
        if notice.kind in ACTS:
            return await self._act(notice, link), None
        return await self._send_news(notice, link), None

    async def _act(self, notice: Notice, link: ChatLink) -> Outcome | None:
        """Do something in the chat that is no message."""
        if notice.kind is NoticeKind.TOPIC:
            return await self.topics.keep(notice, link)
        if notice.kind is NoticeKind.BOARD_PIN:
            return await self.board.pin(notice, link)
        return await self.board.take_off(notice, link)

    async def _send_news(self, notice: Notice, link: ChatLink) -> Outcome | None:
        news = await self.read_news(notice)
        if news is None:
            return None
        where = await self.topics.place(notice, link, new=news.edit is None)
        if not isinstance(where, Thread):
            return where
        outcome = await self.chat.show(
            replace(address_of(link, news.time_zone), thread_id=where.id),
            news.view,
            edit=news.edit,
            reply_to=news.reply_to,
            drop_file=notice.attempts + 1 >= self.paces.uploads,
            inline=news.inline,
            anew=news.anew,
        )
        if isinstance(outcome, NoTopic):
            return await self.topics.lost(notice, link, where, outcome)
        if isinstance(outcome, Delivered) and isinstance(news.view, Card):
            await self._went_with(notice, news.view)
        if isinstance(outcome, Delivered) and notice.kind is NoticeKind.BOARD:
            await self.board.stands(notice, link, outcome.message_id)
        if isinstance(outcome, Delivered) and notice.kind is NoticeKind.CAROUSEL:
            await self.hand_over.left_out(notice)
        return outcome

    async def _went_with(self, notice: Notice, card: Card) -> None:
        """The resume came while its card was on the way: it need not follow any more."""
        if card.resume is None or notice.workspace_id is None:
            return
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            for one in await tx.notices.of_subject(NoticeKind.CARD_FILE, card.resume.id):
                if one.chat_link_id == notice.chat_link_id and one.state is NoticeState.OWED:
                    await tx.notices.withdraw(one)
            await tx.commit()

    async def _take_away(self, notice: Notice, link: ChatLink) -> Outcome | None:
        if notice.kind is NoticeKind.FORGET_INLINE and notice.workspace_id is not None:
            async with self.uow(Tenant(notice.workspace_id)) as tx:
                message = await message_of_share(tx, notice)
            return await self.chat.blank(address_of(link, "UTC"), message, stub="erased-on-request")
        if notice.kind is NoticeKind.TIDY and link.user_id is not None:
            person = Person(link.user_id, link.chat_id)
            async with self.uow.person(person) as tx:
                talk = await tx.conversations.of(person)
            if talk.message_id == notice.subject_id:
                return None  # an old screen that was tapped meanwhile lives again
        stub = "erased-on-request" if notice.kind is NoticeKind.FORGET else "erased"
        return await self.chat.erase(address_of(link, "UTC"), notice.subject_id, stub=stub)

    async def _send_screen(
        self, notice: Notice, link: ChatLink, said: Mapping[int, str]
    ) -> tuple[Outcome | None, Seen | None]:
        seen = await self.read_screen(Person(notice.subject_id, link.chat_id))
        if seen is None:
            return None, None
        edit = seen.message_id
        outcome = await self.chat.show(
            address_of(link, seen.time_zone),
            seen.screen,
            edit=edit,
            said=said.get(edit, "") if edit is not None else "",
        )
        return outcome, seen

    # -- how it ended ---------------------------------------------------------------------

    async def _settle(
        self, notice: Notice, link: ChatLink, outcome: Outcome | None, seen: Seen | None
    ) -> None:
        match outcome:
            case Delivered():
                await self._sent(notice, link, outcome, seen)
            case TryLater():
                await self._later(notice, link, outcome)
            case Unanswered() | Waits():
                await self._again(notice, outcome)
            case Moved():
                await self._moved(notice, link, outcome)
            case Gone() | NoTopic():
                await self._gone(notice, link, person=outcome == Gone(person=True))
            case Refused():
                await self._refused(notice, outcome)
            case None:
                # What a person's chat was to get waits there while nobody may see it.
                waits = not await self.hand_over(notice) and link.user_id is not None
                await self._store(notice.to(NoticeState.DEAD if waits else NoticeState.WITHDRAWN))

    async def _sent(
        self, notice: Notice, link: ChatLink, outcome: Delivered, seen: Seen | None
    ) -> None:
        message = SentMessage(
            notice.bot_id,
            link.chat_id,
            outcome.message_id,
            notice.kind,
            notice.subject_id,
            notice.version,
            self.clock.now(),
            workspace_id=notice.workspace_id,
            thread_id=notice.thread_id,
            text_hash=outcome.text_hash,
        )
        kept = None if notice.kind in (*VANISHING, *ACTS, NoticeKind.INLINE_CHANGED) else message
        async with self.uow.system() as tx:
            stays = self._stays(notice.kind)
            if stays is not None:
                await tx.notices.owe([self._takes_back(notice, outcome, stays)])
            if seen is not None:
                await _lives(tx, Person(notice.subject_id, link.chat_id), seen, link, message)
            await tx.settle_notice(notice.to(NoticeState.SENT, outcome.message_id), kept)
            await _wake(tx, link.id, self.clock.now())
            await tx.commit()

    def _stays(self, kind: NoticeKind) -> timedelta | None:
        """How long what names many candidates stands in a chat; None: it may stay."""
        lives = {
            NoticeKind.EXPORT: self.paces.export_life,
            NoticeKind.GROUP_TODAY: self.paces.today_life,
        }
        return lives.get(kind)

    def _takes_back(self, told: Notice, sent: Delivered, stays: timedelta) -> Notice:
        return replace(
            told,
            id=NoticeId(new_id()),
            kind=NoticeKind.FORGET,
            subject_id=sent.message_id,
            due_at=self.clock.now() + stays,
            occurrence=told.kind.value,
            state=NoticeState.OWED,
            message_id=None,
            attempts=0,
        )

    async def _store(self, notice: Notice) -> None:
        """What is owed still, to a chat that was lost meanwhile, waits for its return."""
        async with self.uow.system() as tx:
            if notice.state is NoticeState.OWED:
                link = await tx.chats.hold(notice.chat_link_id)
                lost = link.gone_since is not None and notice.kind not in INLINE
                notice = notice.to(NoticeState.DEAD) if lost else notice
            await tx.settle_notice(notice, None)
            await _wake(tx, notice.chat_link_id, self.clock.now())
            await tx.commit()

    async def _later(self, notice: Notice, link: ChatLink, outcome: TryLater) -> None:
        """A pause that Telegram asks for is no failure; what fails lets others go first.

        What fails again and again may fail by itself: then all other chats go on.
        """
        until = self.clock.now() + outcome.after
        alone = outcome.chat_only or notice.attempts >= MOST_REFUSALS
        key = _keys(link)[-1] if alone else _keys(link)[0]
        await self.limits.halt(key, until)
        attempts = notice.attempts + (0 if outcome.chat_only else 1)
        behind = attempts > MOST_REFUSALS and notice.kind not in _ANSWERS
        due = until + self.paces.backoff(attempts - MOST_REFUSALS) if behind else notice.due_at
        await self._store(replace(notice, state=NoticeState.OWED, attempts=attempts, due_at=due))

    async def _again(self, notice: Notice, outcome: Unanswered | Waits) -> None:
        """It may be the file: it alone waits, its chat and all others go on."""
        if isinstance(outcome, Waits):
            await self._store(replace(notice, state=NoticeState.OWED, due_at=outcome.until))
            return
        attempts = notice.attempts + 1
        due = self.clock.now() + self.paces.job_retry(attempts)
        await self._store(replace(notice, state=NoticeState.OWED, attempts=attempts, due_at=due))

    async def _moved(self, notice: Notice, link: ChatLink, outcome: Moved) -> None:
        async with self.uow.system() as tx:
            await tx.move_chat(link.bot_id, link.chat_id, outcome.chat_id)
            await tx.settle_notice(replace(notice, state=NoticeState.OWED), None)
            now = await tx.chats.hold(link.id)
            if now.chat_id != outcome.chat_id or now.gone_since is not None:
                # The new chat has a link of its own, or is lost: this one can send nothing more.
                await tx.chat_gone(link.id, self.clock.now())
            await _wake(tx, link.id, self.clock.now())
            await tx.commit()

    async def _gone(self, notice: Notice, link: ChatLink, *, person: bool) -> None:
        if notice.kind in INLINE:  # that says nothing of this chat
            await self._put_off(notice)
            return
        async with self.uow.system() as tx:
            await tx.settle_notice(replace(notice, state=NoticeState.OWED), None)
            events_log.chat_lost(notice.kind.value)
            await lose(tx, link.id, self.clock, person=person)
            await tx.commit()

    async def _refused(self, notice: Notice, outcome: Refused) -> None:
        """Telegram says no, perhaps for good: what must vanish has somebody else to do it."""
        log.error("Telegram refused a %s: %s", notice.kind, outcome.reason)
        if notice.kind is NoticeKind.ERASE:
            await self._not_erased(notice)
        else:
            await self._put_off(notice)

    async def _broke(self, notice: Notice, error: Exception) -> None:
        """A mistake of ours, which a new version mends."""
        self.faults.note(error)
        log.error("a %s can't be said: %s", notice.kind, type(error).__name__)
        log.debug("a %s can't be said", notice.kind, exc_info=error)
        await self._put_off(notice)

    async def _put_off(self, notice: Notice) -> None:
        """What is news stays owed until it can be said; a screen is let go after a few tries."""
        attempts = notice.attempts + 1
        let_go = notice.kind in _LET_GO and attempts >= MOST_REFUSALS
        if let_go:
            events_log.message_dead(notice.kind.value, attempts)
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
            await _wake(tx, link.id, self.clock.now())
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


async def _wake(tx: SystemTransaction, link_id: ChatLinkId, moment: datetime) -> None:
    """Let the chat's next job begin at this moment, if anything is owed by then, or later."""
    due = await tx.next_due(link_id)
    if due is not None:
        await tx.enqueue(deliver_job(link_id, at=max(due, moment)))


async def _lives(
    tx: SystemTransaction, person: Person, seen: Seen, link: ChatLink, message: SentMessage
) -> None:
    """Note the living message, and owe that those which are not vanish."""
    await tx.conversations.shown(
        person.user_id, seen.screen.version, message.message_id, instead=seen.living
    )
    talk = await tx.conversations.of(person)
    old = {message.message_id, seen.erase or message.message_id} - {talk.message_id}
    await tx.notices.owe([tidy_notice(talk, link, one) for one in sorted(old)])


def _keys(link: ChatLink) -> tuple[str, str]:
    kind = "group" if link.kind is ChatKind.GROUP else "chat"
    return f"tg:{link.bot_id}", f"{kind}:{link.id}"
