"""A company in memory with all handlers before it, at which updates are thrown."""

import asyncio
import copy
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram import Bot, Update, User
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackContext
from telegram.request import BaseRequest, RequestData

from bot.domain import ids
from bot.domain.workspace import Role
from bot.ports import DatabaseUnavailable
from handlers import register
from handlers.arrivals import ANSWER, Arrivals
from handlers.context import Context
from handlers.inbox import Inbox, PersonByPerson
from handlers.render import draw
from handlers.texts import AllTexts, load
from tests.card_desk import CHAT, Desk, make_desk
from tests.fakes import BOT_ID, MORNING
from tests.office import Office
from tests.tasks import TASKS

LOOP = asyncio.new_event_loop()
TEXTS: AllTexts = load([Path(__file__).parent / "texts"])
STRANGER = 7_000_000_001
_FIRST_ID = 1 << 61
"""Ids of a run count from here, above any of a real clock: the same input makes the same ones."""
_JOBS_MOST = 200
"""That an input makes: work that makes work for ever is a hang."""


class _Line(BaseRequest):
    """Telegram takes everything."""

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        return 200, b'{"ok": true, "result": true}'


def _bot() -> Bot:
    bot = Bot("1:x", request=_Line(), get_updates_request=_Line())
    bot._bot_user = User(BOT_ID, "Відгук", is_bot=True, username="vidhuk_bot")
    bot._initialized = True
    return bot


class _Checked(Context):
    """Its tables are those of every start: to look through them takes longer than an update."""

    def check(self) -> None:
        """They were looked through by other tests."""


class Broke(Exception):
    """A handler broke; its cause is what broke it."""


@dataclass(slots=True)
class Street:
    """One company of three, an operator among them, a group, an ad and a candidate."""

    desk: Desk
    arrivals: Arrivals
    broken: list[BaseException]

    @property
    def office(self) -> Office:
        return self.desk.office

    def people(self) -> list[int]:
        """Who may send something."""
        return [self.desk.oleh.user_id, self.desk.ira.user_id, STRANGER]

    async def send(self, body: bytes) -> None:
        """One update is posted, and all is done that follows. Raises: Broke, whatever breaks."""
        await self.arrivals.take(body)
        await self.work()

    async def work(self) -> None:
        """What is due. Raises: Broke, whatever breaks."""
        for _ in range(_JOBS_MOST):
            job = self.office.jobs.take()
            if job is None:
                if not any(one.task == ANSWER for one in self.office.jobs.waiting):
                    return
                self.office.clock.advance(seconds=2)  # an update waits for those it overtook
            elif job.task == ANSWER:
                await self.arrivals(job)
            elif job.task in TASKS:
                await self.office.run(job)
            if self.broken:
                raise Broke from self.broken[0]
        raise AssertionError("work that makes work without end")

    def drawn(self, language: str) -> list[Any]:
        """What was said, as Telegram gets it."""
        office = self.office
        return [
            draw(
                one.view,
                TEXTS(language),
                time_zone=one.address.time_zone,
                now=office.clock.now(),
                bot_username="vidhuk_bot",
                troubles=frozenset(),
            )
            for one in office.chat.said
        ]


_BOT = _bot()


async def _made() -> Desk:
    desk = await make_desk()
    await desk.office.hire(Role.HIRING_MANAGER)
    return desk


def _ready() -> Desk:
    before, ids.new_id._last = ids.new_id._last, _FIRST_ID
    try:
        return LOOP.run_until_complete(_made())
    finally:
        ids.new_id._last = before


_DESK: list[Desk] = []


def street() -> Street:
    """As it was at the beginning, whatever other inputs have done."""
    if not _DESK:
        _DESK.append(_ready())
    store = _DESK[0].office.store
    desk: Desk = copy.deepcopy(_DESK[0], {id(store._tables): store._tables})
    office, broken = desk.office, list[BaseException]()
    inbox = Inbox(office.uow, BOT_ID, office.clock, office.paces, patient=False)
    processor = PersonByPerson(inbox)
    ptb: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder()
        .bot(_BOT)
        .updater(None)
        .job_queue(None)
        .concurrent_updates(processor)
        .build()
    )
    context = _Checked(office.make, office.uow, office.clock, TEXTS, inbox.keys)
    register(ptb, context, inbox)

    async def broke(update: object, said: CallbackContext[Any, Any, Any, Any]) -> None:
        assert isinstance(update, Update)
        processor.failed.add(update.update_id)
        if said.error is not None and not isinstance(
            said.error, DatabaseUnavailable | TelegramError
        ):
            broken.append(said.error)

    ptb.add_error_handler(broke)
    ptb._initialized = True
    arrivals = Arrivals(inbox, _BOT, ptb.process_update, processor.failed, ready=True)
    return Street(desk, arrivals, broken)


def posted(number: int, kind: str, content: Any) -> bytes:
    """An update as Telegram posts it."""
    return json.dumps({"update_id": number, kind: content}).encode()


def moment() -> int:
    """Now, as Telegram writes it."""
    return int(MORNING.timestamp())


def chats() -> Sequence[dict[str, Any]]:
    """Where something may be said, but for private chats."""
    return (
        {"id": CHAT, "type": "supergroup", "title": "Команда", "is_forum": True},
        {"id": CHAT, "type": "group", "title": "Команда"},
        {"id": -501, "type": "supergroup", "title": "Інша"},
        {"id": -502, "type": "channel", "title": "Канал"},
    )
