"""The typed door from Telegram to the use cases: who asks, whether they may, what to answer."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from telegram import Message, MessageEntity, Update, User

from bot.domain.conversation import Flash
from bot.domain.errors import Conflict, NotAllowed, NotThere, Stale, VidhukError
from bot.domain.ids import UpdateKey, from_base36
from bot.domain.rich_text import without_links
from bot.domain.workspace import DEFAULT_TIME_ZONE, LANGUAGES, Actor, Person, Right
from bot.ports import Attached, Clock, UnitOfWork
from bot.usecases.asked import Asked, InGroup, Press, Replied, Typed
from bot.usecases.enter import CommandOnTheWay, Start
from bot.usecases.find_company import FindCompany
from bot.usecases.identify import Identify, Known
from bot.usecases.note_card import FindReplied
from bot.usecases.note_chat import NoteChat
from bot.usecases.open_screen import NotUnderstood, ShowAgain
from bot.usecases.paste_address import PasteAddress
from bot.usecases.reach import About, CheckReach
from bot.usecases.screens import stay
from bot.usecases.steer_sites import IsOperator
from bot.usecases.switch_company import OfferSwitch
from bot.usecases.why_refused import WhyRefused
from handlers.about import about
from handlers.buttons import (
    BUTTONS,
    COMMANDS,
    GROUP_BUTTONS,
    GROUP_COMMANDS,
    INPUTS,
    PASTED,
    REPLIED,
)
from handlers.card_buttons import ANSWERED
from handlers.errors import told
from handlers.inline_buttons import INLINE_BUTTONS, OPEN_NOTE, OPEN_SHARED
from handlers.operator_buttons import OPERATOR_COMMANDS
from handlers.press import decode
from handlers.render.ink import ANSWER_START, CARD_START, NOTE_START, SETTINGS_START
from handlers.render.limits import popup
from handlers.row import Row
from handlers.texts import Texts

log = logging.getLogger(__name__)
T = TypeVar("T")
_ANYWHERE = ("menu", "help")
"""Of no company's message in particular."""
TRIES = 3
"""How often a use case is asked again when somebody else changed the row meanwhile."""


async def unless_overtaken(work: Callable[[], Awaitable[T]]) -> T:
    """Ask again when somebody else, or the screen that was just sent, changed the row meanwhile.

    Raises: Conflict at last; whatever `work` raises.
    """
    for _ in range(TRIES - 1):
        with suppress(Conflict):
            return await work()
    return await work()


class Make(Protocol):
    """Wiring's maker of use cases: every field that is a port is filled by its name."""

    def __call__(self, kind: type[T], /, **fixed: Any) -> T: ...


@dataclass(frozen=True, slots=True)
class Context:
    """What every handler works with."""

    make: Make
    uow: UnitOfWork
    clock: Clock
    texts: Callable[[str], Texts]
    keys: Mapping[int, UpdateKey]
    """Inbox rows of the updates in hand, by Telegram's update id."""

    def check(self) -> None:
        """Make every use case of the tables once: a row that can't be made fails at start."""
        tables = (BUTTONS, COMMANDS, INPUTS, GROUP_BUTTONS, GROUP_COMMANDS, INLINE_BUTTONS)
        for row in (one for table in tables for one in table.values()):
            self._check(row)
        for row in (PASTED, REPLIED, ANSWERED, OPEN_SHARED, OPEN_NOTE):
            self._check(row)

    def _check(self, row: Row) -> None:
        about(row)
        self.make(row.use_case, **row.fixed)

    def person(self, update: Update) -> Person:
        """Who wrote or pressed, with the inbox row that the use case marks done."""
        user, chat = _user(update), update.effective_chat
        key = self.keys.get(update.update_id)
        here = chat.id if chat is not None else user.id
        return Person(user.id, here, key, user.username or "")

    async def known(self, person: Person) -> Known | None:
        """Read anew each time: rights may have changed since the last tap."""
        found = await self.make(Identify)(person)
        if found is not None and found.gone:
            await self.make(NoteChat)(person, person.user_id, here=True)
        return found

    async def do(self, person: Person, row: Row, asked: Asked | Replied) -> Flash | None:
        """Check the right, run the use case; what it has to say. Raises: VidhukError."""
        return await unless_overtaken(lambda: self._do(person, row, asked))

    async def _do(self, person: Person, row: Row, asked: Asked | Replied) -> Flash | None:
        use_case = self.make(row.use_case, **row.fixed)
        if row.right is None:
            await use_case(person, asked)
            return None
        actor = await self.actor(person)
        await self.reach(actor, row, asked)
        said = await use_case(actor, asked)
        return said if isinstance(said, Flash) else None

    async def reach(self, actor: Actor, row: Row, asked: Asked | Replied | InGroup) -> None:
        """Whether the member may do this, with this. Raises: NotAllowed, NotThere."""
        await self.make(CheckReach)(actor, row.right or Right.LOOK, about(row), asked)

    async def actor(self, person: Person) -> Actor:
        """Raises: NotAllowed for somebody outside any workspace."""
        known = await self.known(person)
        if known is None or known.actor is None:
            raise NotAllowed
        return known.actor

    # -- the three ways of asking -----------------------------------------------------------

    async def press(self, update: Update, data: str, message_id: int | None) -> str | None:
        """A button; the words of a popup, None for a quiet answer."""
        person = self.person(update)
        try:
            press = decode(data)
            row = BUTTONS[press.verb]
        except (ValueError, KeyError):
            return await self._stale(person, message_id)
        asked = Press(press.id, press.version, message_id)
        try:
            # A list of the present company is not what a message of another one speaks of.
            elsewhere = asked.below and press.verb not in _ANYWHERE and _is_companys(row)
            flash = await self._elsewhere(person, asked) if elsewhere else None
            if flash is None:
                flash = await self.do(person, row, asked)
        except Stale:
            return await self._stale(person, message_id)
        except VidhukError as error:
            said = await self._why(person, row, asked, error)
            return await self._popup(person, said or Flash(error.text_id, error.values()))
        return await self._popup(person, flash) if flash is not None else None

    async def _why(
        self, person: Person, row: Row, asked: Press, error: VidhukError
    ) -> Flash | None:
        """What is not there may be another company's, or a vacancy's of colleagues."""
        if not isinstance(error, NotThere | NotAllowed):
            return None
        elsewhere = await self._elsewhere(person, asked)
        if elsewhere is not None or isinstance(error, NotThere):
            return elsewhere
        known = await self.known(person)
        if known is None or known.actor is None:
            return None
        return await self.refused(known.actor, row, asked)

    async def refused(self, actor: Actor, row: Row, asked: Press | InGroup) -> Flash | None:
        """Who could let the member in; None where no vacancy's team says no."""
        right = row.right or Right.LOOK
        return await self.make(WhyRefused)(actor, right, about(row), asked)

    async def _elsewhere(self, person: Person, asked: Press) -> Flash | None:
        """A message of another company of theirs: a button that leads there comes below it."""
        company = await self.make(FindCompany).other(person, asked.message_id)
        if company is None:
            return None
        offer = self.make(OfferSwitch)
        await unless_overtaken(lambda: offer(person, company, asked))
        return Flash("other-company", {"company": company.name})

    async def _stale(self, person: Person, message_id: int | None) -> str | None:
        """An old message is answered politely; a second tap on the present screen, quietly."""
        known = await self.known(person)
        who = known.actor if known is not None else None
        try:
            again = self.make(ShowAgain)
            if await unless_overtaken(lambda: again(who or person, message_id)):
                return await self._popup(person, Flash(Stale().text_id))
        except NotAllowed as error:
            return await self._popup(person, Flash(error.text_id))
        return None

    async def _popup(self, person: Person, flash: Flash) -> str:
        known = await self.known(person)
        zone = known.workspace.time_zone if known and known.workspace else DEFAULT_TIME_ZONE
        texts, now = self._texts(known), self.clock.now()
        return popup(told(flash.text_id, flash.values, texts, time_zone=zone, now=now))

    async def type(self, update: Update, message: Message) -> None:
        """A text, or something that is none, where the person stands."""
        person = self.person(update)
        typed = typed_of(message)
        known = await self.known(person)
        if known is None:
            await self.start(update, message, token="")  # nosec B106 # none
            return
        async with self.uow.person(person) as tx:
            screen = (await tx.conversations.of(person)).place.screen
        row = INPUTS.get(screen)
        if row is not None and row.takes_files:
            typed = whole(message, typed)
        replied = await self._replied(person, typed) if known.actor is not None else None
        if replied is not None:
            await self._ask(person, REPLIED, replied)
            return
        secret = row is not None and row.secret
        command = _is_command(message) and not secret
        if known.actor is not None and (row is None or not row.due) and self._pasted(typed):
            await self._ask(person, PASTED, typed)
            return
        if row is not None and typed.is_text and not command:
            await self._ask(person, row, typed)
            return
        stranger = row is None and known.actor is None  # there is nothing to choose from
        word = None if stranger else _wrong(message, row, command=command)
        refuse = self.make(NotUnderstood)
        await unless_overtaken(lambda: refuse(person, typed, word, secret=secret))

    async def _replied(self, person: Person, typed: Typed) -> Replied | None:
        return await self.make(FindReplied)(person.chat_id, typed)

    def _pasted(self, typed: Typed) -> bool:
        return self.make(PasteAddress).fits(typed)

    async def command(self, update: Update, message: Message, name: str) -> None:
        """A command besides `/start`; a stranger's leads to the first question."""
        person, typed = self.person(update), typed_of(message)
        known = await self.known(person)
        if known is not None and known.actor is not None:
            await self._ask(person, COMMANDS[name], typed)
            return
        on_the_way = self.make(CommandOnTheWay)
        if not await unless_overtaken(lambda: on_the_way(person, typed, name)):
            await self.start(update, message, token="")  # nosec B106 # none

    async def operate(self, update: Update, message: Message, name: str) -> None:
        """A command of who runs the bot; for everybody else it is one that there is not."""
        person = self.person(update)
        if self.make(IsOperator)(person):
            await self._ask(person, OPERATOR_COMMANDS[name], typed_of(message))
        else:
            await self.type(update, message)

    async def _ask(self, person: Person, row: Row, asked: Typed | Replied) -> None:
        typed = asked.typed if isinstance(asked, Replied) else asked
        try:
            await self.do(person, row, asked)
        except VidhukError as error:
            flash = Flash(error.text_id, error.values())
            await unless_overtaken(lambda: self._stay(person, typed, flash))

    async def _stay(self, person: Person, typed: Typed, flash: Flash) -> None:
        async with self.uow.person(person) as tx:
            await stay(tx, person, flash, asked=typed)
            await tx.commit()

    async def start(self, update: Update, message: Message, token: str) -> None:
        """`/start`, with an invite's token behind it or without."""
        user = _user(update)
        known = await self.known(self.person(update))  # a chat that was gone is back
        page = led_from_group(token)
        if page is not None and known is not None and known.actor is not None:
            await self._ask(self.person(update), page, typed_of(message))
            return
        begin = self.make(Start)
        await unless_overtaken(
            lambda: begin(
                self.person(update),
                replace(typed_of(message), text=""),
                name=user.full_name,
                language=(user.language_code or "")[:2],
                token=token,
            )
        )

    async def speech(self, person: Person) -> Texts:
        """The texts in the person's language."""
        return self._texts(await self.known(person))

    def _texts(self, known: Known | None) -> Texts:
        return self.texts(known.user.language if known is not None else LANGUAGES[0])


_LED: tuple[tuple[str, Row], ...] = (
    (SETTINGS_START, BUTTONS["group"]),
    (ANSWER_START, ANSWERED),
    (CARD_START, OPEN_SHARED),
    (NOTE_START, OPEN_NOTE),
)


def led_from_group(token: str) -> Row | None:
    """The way from a group into its settings, or from a card elsewhere to what is done with it."""
    for start, row in _LED:
        if token.startswith(start):
            with suppress(ValueError):
                subject = from_base36(token.removeprefix(start))
                return replace(row, fixed={**row.fixed, "subject": subject})
    return None


def _wrong(message: Message, row: Row | None, *, command: bool) -> str:
    """What to say of something that the present screen does not take."""
    if command:
        return "no-such-command"
    if row is None:
        return "use-buttons"
    return "pictures-skipped" if row.takes_files and message.photo else row.wordless


def typed_of(message: Message) -> Typed:
    """What a message says, with its formatting as Telegram's HTML; links of others as words."""
    answered = message.reply_to_message
    number = answered.message_id if answered is not None else None
    if message.text is None:
        return Typed("", "", message.message_id, is_text=False, reply_to=number)
    html = _html(message, message.text_html)
    return Typed(message.text, html, message.message_id, reply_to=number)


def whole(message: Message, typed: Typed) -> Typed:
    """The same with the document that was sent, or the words under a picture."""
    document, caption = message.document, message.caption
    if document is not None and message.animation is None:  # Telegram says it of one, too
        name, size = document.file_name or "", document.file_size or 0
        return replace(typed, is_text=True, file=Attached(document.file_id, name, size))
    if caption:
        html = _html(message, message.caption_html)
        return replace(typed, text=caption, html=html, is_text=True)
    return typed


def _html(message: Message, html: str) -> str:
    return html if message.forward_origin is None else without_links(html)


def _is_command(message: Message) -> bool:
    """One of ours is handled elsewhere; what comes here is none."""
    first = message.entities[0] if message.entities else None
    return first is not None and first.type == MessageEntity.BOT_COMMAND and first.offset == 0


def _user(update: Update) -> User:
    user = update.effective_user
    if user is None:
        raise NotAllowed  # a channel post or the like: nobody to answer
    return user


def _is_companys(row: Row) -> bool:
    return row.right is not None and about(row) is About.COMPANY
