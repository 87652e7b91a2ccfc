"""How much is heard of one person: a stranger's flood takes no row, no CPU, no word of ours.

Counted in memory, by each process for itself, before anything is stored. Members are never cut
short: what they send is kept, and handled one after another.
"""

from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from telegram import Update

from bot.domain.errors import Conflict
from bot.domain.paces import Paces
from bot.domain.workspace import Person
from bot.ports import Clock, UnitOfWork
from bot.usecases.identify import Identify
from bot.usecases.slow_down import SlowDown

MOST_COUNTED = 10_000
"""Of how many people it is known how much they send: beyond, who was quiet longest is forgotten."""


@dataclass(slots=True)
class _Heard:
    """Of one sender: the last moments that counted, and what is known until when."""

    moments: deque[datetime] = field(default_factory=deque)
    member_until: datetime | None = None
    deaf_until: datetime | None = None


@dataclass(slots=True)
class Turnstile:
    """Lets updates in, or not."""

    uow: UnitOfWork
    bot_id: int
    clock: Clock
    paces: Paces
    _heard: OrderedDict[int, _Heard] = field(default_factory=OrderedDict)

    @property
    def counted(self) -> int:
        """Of how many people it is known how much they send."""
        return len(self._heard)

    async def admits(
        self, update: Update, patiently: Callable[[Callable[[], Awaitable[bool]]], Awaitable[bool]]
    ) -> bool:
        """Whether it is to be stored. `patiently` asks the database. Raises: DatabaseUnavailable.

        The database is asked but about who is over the limit, once within its window.
        """
        sender = _sender(update)
        if sender is None or sender == self.bot_id or _moves(update):
            return True
        now, heard = self.clock.now(), self._of(sender)
        if heard.deaf_until is not None and now < heard.deaf_until:
            return False
        if not self._is_over(heard, now) or (heard.member_until and now < heard.member_until):
            return True
        until = now + self.paces.stranger_rate.window
        user, chat = update.effective_user, update.effective_chat
        person = Person(user.id, user.id) if user is not None else None
        if person is not None and await patiently(lambda: self._is_member(person)):
            heard.member_until = until
            return True
        heard.deaf_until = until
        if person is not None and chat is not None and chat.id == person.user_id:
            await patiently(lambda: self._told(person))
        return False

    def _of(self, sender: int) -> _Heard:
        heard = self._heard.setdefault(sender, _Heard())
        self._heard.move_to_end(sender)
        if len(self._heard) > MOST_COUNTED:
            self._heard.popitem(last=False)
        return heard

    def _is_over(self, heard: _Heard, now: datetime) -> bool:
        rate = self.paces.stranger_rate
        heard.moments.append(now)
        if len(heard.moments) <= rate.count:
            return False
        return now - heard.moments.popleft() < rate.window

    async def _is_member(self, person: Person) -> bool:
        found = await Identify(self.uow, self.bot_id)(person)
        return found is not None and found.actor is not None

    async def _told(self, person: Person) -> bool:
        with suppress(Conflict):  # they are being answered right now
            await SlowDown(self.uow)(person)
        return True


def _sender(update: Update) -> int | None:
    """The person; the chat where one writes in its name, as all such share one Telegram id."""
    sender = update.effective_sender
    return sender.id if sender is not None else None


def _moves(update: Update) -> bool:
    """A group's new id is told once."""
    message = update.message
    return message is not None and bool(message.migrate_to_chat_id or message.migrate_from_chat_id)
