"""A live ad that asks for three points, and those who answer it."""

from dataclasses import dataclass
from typing import Any

from bot.domain import views
from bot.domain.account import EmployerAccount
from bot.domain.application import Application
from bot.domain.publication import Publication
from bot.usecases.match_candidates import match_all_later
from tests.fakes.store.kinds import APPLICATIONS, VACANCIES
from tests.office import Office

POINTS = ("знання CRM", "англійська B1", "водійські права")
RESUME = "Менеджер з продажу\nПрацювала у Bitrix24\nАнглійська — B2\nПрав немає"
"""Shows the first two."""


@dataclass(slots=True)
class Ad:
    """A live ad that asks for three points, and who answers it."""

    office: Office
    account: EmployerAccount
    publication: Publication

    async def answer(self, resume_text: str | None, **known: Any) -> Application:
        """Somebody answers; the newest application as it was stored."""
        known = {"letter": None, "skills": (), "position": None, **known}
        self.office.site.respond(self.publication.remote_id or "", resume_text=resume_text, **known)
        await self.office.sync(self.account)
        await self.office.tick()
        return self.one

    @property
    def one(self) -> Application:
        return max(self.office.rows(APPLICATIONS), key=lambda it: it.id)

    @property
    def card(self) -> views.Card:
        """As it stands in the owner's chat."""
        views_ = [one.view for one in self.office.chat.now(self.office.owner.chat_id)]
        return [one for one in views_ if isinstance(one, views.Card)][-1]

    async def ask(self, *must_haves: str, push_from: int | None = None) -> None:
        """The owner changes the must-haves, and a while goes by."""
        office = self.office
        (vacancy,) = office.rows(VACANCIES)
        async with office.transaction() as tx:
            now = vacancy.asking(must_haves).pushing(push_from or 0)
            saved = await tx.vacancies.save(now)
            await match_all_later(tx, saved, vacancy, office.clock.now())
        office.clock.advance(seconds=11)
        await office.tick()


async def asking_ad() -> Ad:
    """An office with one."""
    office = await Office().open()
    account = await office.account()
    vacancy = await office.vacancy(must_haves=POINTS)
    return Ad(office, account, await office.live(account, vacancy=vacancy))
