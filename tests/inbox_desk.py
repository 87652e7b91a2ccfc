"""A company whose inbox is full, and what its people see of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.domain.application import Application
from bot.domain.bulk_refusal import BulkRefusal, BulkRefusalItem
from bot.domain.ids import ApplicationId
from bot.domain.reply import Reply
from bot.domain.site_action import SiteAction
from bot.domain.views import Screen
from bot.domain.workspace import Actor
from bot.usecases.asked import Press
from handlers.buttons import BUTTONS, COMMANDS
from handlers.context import Context
from tests.fakes import FakeClock, FakeSite
from tests.fakes.store.kinds import ACTIONS, APPLICATIONS, BULK_REFUSALS, ITEMS
from tests.office import Office, no_words


@dataclass
class Desk:
    """The owner's chat, unless somebody else is named."""

    office: Office
    account: Any
    ad: Any

    @property
    def oleh(self) -> Actor:
        return self.office.owner

    def one(self, name: str) -> Application:
        return next(one for one in self.office.rows(APPLICATIONS) if one.name == name)

    @property
    def refusal(self) -> BulkRefusal:
        return self.office.rows(BULK_REFUSALS)[-1]

    @property
    def items(self) -> list[BulkRefusalItem]:
        return sorted(self.office.rows(ITEMS), key=lambda it: it.number)

    @property
    def actions(self) -> list[SiteAction]:
        return self.office.rows(ACTIONS)

    @property
    def told(self) -> Sequence[Reply]:
        return self.office.site.beyond.told

    async def respond(self, *names: str, days: float = 0.1, **known: Any) -> None:
        """Candidates answer the ad, each a little later than the one before."""
        for at, name in enumerate(names):
            sent = self.office.clock.now() - timedelta(days=days) + timedelta(seconds=at)
            self.office.site.respond(str(self.ad.remote_id), name=name, sent_at=sent, **known)
        await self.office.sync(self.account)
        await self.office.work()

    async def press(self, verb: str, id: int = 0, who: Actor | None = None, **more: int) -> Any:
        """A button of the present screen; what it shows then."""
        await self.office.press(who or self.oleh, verb, id, **more)
        await self.office.work()
        return self.screen(who)

    async def on_card(self, verb: str, last: int | None = None) -> Any:
        """A button of the card that is looked at among others."""
        card = self.screen().card
        assert card is not None
        one = card.application
        message = self.office.at(self.oleh).message_id
        asked = Press(one.id, one.version if last is None else last, message)
        office = self.office
        context = Context(office.make, office.uow, office.clock, no_words, {})
        await context.do(self.oleh.person, BUTTONS[verb], asked)
        await office.work()
        return self.screen()

    async def type(self, text: str) -> Any:
        await self.office.type(self.oleh, text)
        await self.office.work()
        return self.screen()

    async def command(self, name: str, words: str = "", who: Actor | None = None) -> Any:
        office, typed = self.office, self.office.typed(f"/{name} {words}".strip())
        context = Context(office.make, office.uow, office.clock, no_words, {})
        await context.do((who or self.oleh).person, COMMANDS[name], typed)
        await office.work()
        return self.screen(who)

    async def wait(self, **units: float) -> Any:
        """Time passes, and what is due is done."""
        self.office.clock.advance(timedelta(**units))
        await self.office.tick()
        return self.screen()

    def screen(self, who: Actor | None = None) -> Any:
        chat_id = (who or self.oleh).chat_id
        shown = [one.view for one in self.office.chat.now(chat_id) if isinstance(one.view, Screen)]
        return shown[-1].view

    def names(self, view: Any = None) -> list[str]:
        """Of the lines of a list."""
        return [one.name for one in (view or self.screen()).lines]

    def id_of(self, name: str) -> ApplicationId:
        return self.one(name).id


async def make_desk(site: FakeSite | None = None, clock: FakeClock | None = None) -> Desk:
    office = await Office(*([site] if site else []), clock=clock).open()
    account = await office.account()
    return Desk(office, account, await office.live(account))
