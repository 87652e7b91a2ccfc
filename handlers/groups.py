"""The door for groups: buttons and commands there, by the rights in the chat's own company."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from telegram import CallbackQuery, Chat, Message, Update

from bot.domain.conversation import Flash
from bot.domain.errors import Conflict, NotAllowed, NotThere, Stale, VidhukError
from bot.domain.views import Contacts
from bot.domain.workspace import DEFAULT_TIME_ZONE, LANGUAGES, ChatLink, Person, Right
from bot.usecases.answer_group import AnswerUnlinked, RefuseInGroup
from bot.usecases.asked import InGroup, Replied
from bot.usecases.find_group import FindGroup
from bot.usecases.link_group import LinkGroup
from bot.usecases.note_card import FindReplied
from bot.usecases.note_chat import NoteChat
from handlers.buttons import GROUP_BUTTONS, GROUP_COMMANDS, REPLIED
from handlers.context import TRIES, Context, typed_of
from handlers.errors import explain
from handlers.press import decode
from handlers.render.groups import answered
from handlers.render.ink import Ink
from handlers.render.limits import popup
from handlers.row import Row
from handlers.texts import Texts

KINDS = (Chat.GROUP, Chat.SUPERGROUP)
START = Row(LinkGroup, Right.LINK_GROUPS)
_TELL_HOW = ("status", "help", "link")
"""What is answered where nothing is linked; the rest would have no sense there."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Every press and command is checked anew; who may not is told in a popup, or not at all."""

    context: Context

    async def press(self, update: Update, query: CallbackQuery) -> str | None:
        """The words of a popup that the presser alone sees; None for a quiet answer."""
        person = self.context.person(update)
        return await self.explained(update, person, lambda: self._pressed(person, query))

    async def explained(
        self,
        update: Update,
        person: Person,
        work: Callable[[], Awaitable[Contacts | Flash | None]],
    ) -> str | None:
        """The same of whatever a press does where others look on."""
        texts = await self._texts(update, person)
        ink = Ink(texts, await self._zone(person), self.context.clock.now(), "")
        try:
            reply = await work()
        except VidhukError as error:
            return popup(explain(error, texts, time_zone=ink.time_zone, now=ink.now))
        return answered(reply, ink) if reply is not None else None

    async def _pressed(self, person: Person, query: CallbackQuery) -> Contacts | Flash | None:
        try:
            press = decode(query.data or "")
            row = GROUP_BUTTONS[press.verb]
        except (ValueError, KeyError):
            raise Stale from None
        find = self.context.make(FindGroup)
        notice, link = await find.behind(press.id)
        number = query.message.message_id if query.message is not None else None
        asked = InGroup(
            person.chat_id,
            "",
            link.thread_id,
            number,
            link=link,
            notice=notice,
            version=press.version,
        )
        if link.chat_id != person.chat_id:
            raise NotThere  # a button made up, of another chat
        if link.workspace_id is None:
            raise NotAllowed
        actor = await find.actor(person, link.workspace_id)
        try:
            await self.context.reach(actor, row, asked)
        except NotAllowed:
            why = await self.context.refused(actor, row, asked)
            if why is None:
                raise
            return why
        found: Contacts | Flash | None = await self._patiently(row, actor, asked)
        return found

    async def command(self, update: Update, message: Message, name: str, words: list[str]) -> None:
        """A stranger is told so, now and then; where nothing is linked, how that is done."""
        person = self.context.person(update)
        find = self.context.make(FindGroup)
        thread = message.message_thread_id if message.is_topic_message else None
        title = message.chat.title or ""
        asked = InGroup(
            message.chat.id,
            title,
            thread,
            message.message_id,
            tuple(words),
            topic=_topic(message) if thread is not None else "",
        )
        row = START if name == "start" else GROUP_COMMANDS[name]
        try:
            if row.use_case is LinkGroup:
                workspace_id = await find.offered_by(words[0]) if words else None
                if (name == "start") is not bool(words) or (words and workspace_id is None):
                    return  # added without a link of ours: nothing is posted
            else:
                link = await find.here(person, thread)
                if link is None:
                    await self._refuse(await find.strange(person, thread), person, asked, name)
                    return
                if link.gone_since is not None:  # whoever is heard there is not gone
                    note = self.context.make(NoteChat)
                    await note(person, message.chat.id, here=True)
                asked, workspace_id = replace(asked, link=link), link.workspace_id
            actor = await find.actor(person, workspace_id)
            await self.context.reach(actor, row, asked)
            await self._patiently(row, actor, asked)
        except NotAllowed:
            await self._refuse(asked.link, person, asked, name)
        except NotThere:  # it is another company's by now
            return

    async def replied(self, update: Update, message: Message) -> None:
        """A member's reply to a card is a note; to anybody else the group just talks."""
        person = self.context.person(update)
        find = self.context.make(FindReplied)
        asked = await find(message.chat.id, typed_of(message))
        if asked is None:
            return
        with suppress(NotAllowed, NotThere):
            actor = await self.context.make(FindGroup).actor(person, asked.workspace_id)
            await self.context.reach(actor, REPLIED, asked)
            await self._patiently(REPLIED, actor, asked)

    async def _refuse(
        self, link: ChatLink | None, person: Person, asked: InGroup, name: str
    ) -> None:
        if link is not None:
            await self.context.make(RefuseInGroup)(link, person, asked.message_id)
        elif name in _TELL_HOW:
            find = self.context.make(FindGroup)
            member = await find.is_member(person)
            language = await find.language(person) or LANGUAGES[0]
            answer = self.context.make(AnswerUnlinked)
            await answer(asked, member=member, language=language)

    async def _patiently(self, row: Row, actor: Any, asked: InGroup | Replied) -> Any:
        for left in reversed(range(TRIES)):
            try:
                return await self.context.make(row.use_case, **row.fixed)(actor, asked)
            except Conflict:
                if not left:
                    raise
        return None

    async def _zone(self, person: Person) -> str:
        known = await self.context.known(person)
        company = known.workspace if known is not None else None
        return company.time_zone if company is not None else DEFAULT_TIME_ZONE

    async def _texts(self, update: Update, person: Person) -> Texts:
        """The presser's own language, whatever the group's."""
        language = await self.context.make(FindGroup).language(person)
        if language is None:
            user = update.effective_user
            code = (user.language_code or "")[:2] if user is not None else ""
            language = code if code in LANGUAGES else LANGUAGES[0]
        return self.context.texts(language)


def _topic(message: Message) -> str:
    """What the topic was called when it was made: Telegram lets its messages answer that one."""
    first = message.reply_to_message
    made = first.forum_topic_created if first is not None else None
    return made.name if made is not None else ""
