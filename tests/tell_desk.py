"""A recruiter with one candidate's card, and what was told to the candidate."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.domain import views
from bot.domain.application import Application
from bot.domain.handling import Reason
from bot.domain.reply import Reply
from bot.domain.site import Can
from bot.domain.site_action import ActionState, SiteAction
from bot.domain.views import Screen
from bot.usecases.asked import Press
from handlers.buttons import BUTTONS
from handlers.context import Context
from tests.fakes import FakeClock, FakeSite
from tests.fakes.sites.world import INFO
from tests.fakes.store.kinds import ACTIONS, APPLICATIONS
from tests.office import Office, no_words

LOCAL = replace(INFO, can=INFO.can - {Can.INVITE, Can.REJECT, Can.MESSAGE})
"""A site that tells candidates nothing."""


@dataclass
class Desk:
    """A recruiter with one candidate's card."""

    office: Office

    @property
    def one(self) -> Application:
        return self.office.rows(APPLICATIONS)[0]

    @property
    def action(self) -> SiteAction:
        return self.office.rows(ACTIONS)[-1]

    def state(self) -> ActionState:
        """Where the last answer stands."""
        return self.action.state

    @property
    def told(self) -> Sequence[Reply]:
        return self.office.site.beyond.told

    async def on_card(self, verb: str) -> None:
        """A button of the card."""
        cards = [
            one
            for one in self.office.chat.now(self.office.owner.chat_id)
            if isinstance(one.view, views.Card)
        ]
        asked = Press(self.one.id, self.one.version, cards[-1].message_id)
        context = Context(self.office.make, self.office.uow, self.office.clock, no_words, {})
        await context.do(self.office.owner.person, BUTTONS[verb], asked)
        await self.office.work()

    async def press(self, verb: str, id: int = 0) -> Any:
        """A button of the screen; what it shows then."""
        await self.office.press(self.office.owner, verb, id)
        await self.office.work()
        return self.screen

    async def type(self, text: str) -> Any:
        await self.office.type(self.office.owner, text)
        await self.office.work()
        return self.screen

    @property
    def screen(self) -> Any:
        screens = [
            one.view
            for one in self.office.chat.now(self.office.owner.chat_id)
            if isinstance(one.view, Screen)
        ]
        return screens[-1].view

    @property
    def card(self) -> Any:
        cards = [
            one.view
            for one in self.office.chat.now(self.office.owner.chat_id)
            if isinstance(one.view, views.Card)
        ]
        return cards[-1]

    async def reject(self, words: bool = True) -> None:
        """All the way to the last tap."""
        await self.on_card("tell_reject")
        await self.press("tell_reason", list(Reason).index(Reason.SALARY))
        if words:
            await self.press("tell_template", self.screen.items[0].id)
        else:
            await self.press("tell_silent")
        await self.press("tell_send")

    async def wait(self, **units: float) -> None:
        """Time passes, and what is due is done."""
        await self.office.clock.sleep(timedelta(**units))
        await self.office.tick()


async def at_site(site: FakeSite | None = None, clock: FakeClock | None = None) -> Desk:
    office = await Office(*([site] if site else []), clock=clock).open()
    account = await office.account()
    ad = await office.live(account)
    assert ad.remote_id is not None
    office.site.respond(
        ad.remote_id, name="Коваль Олена", phones=("+380671234521",), emails=("o@example.com",)
    )
    await office.sync(account)
    await office.work()
    return Desk(office)
