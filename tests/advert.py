"""One publication in an office, and its owner who looks at it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.account import EmployerAccount
from bot.domain.publication import Publication
from bot.domain.site import Ad
from bot.domain.site_action import ActionState, SiteAction
from tests.office import Office


@dataclass(slots=True)
class Advert:
    """A vacancy on the way to its site."""

    office: Office
    account: EmployerAccount
    publication: Publication

    @classmethod
    async def of(cls, office: Office | None = None, **changes: Any) -> "Advert":
        """With all that it needs to be published; the owner is on its page."""
        office = office or await Office().open()
        account = await office.account()
        publication = await office.publication(account, **changes)
        await office.press(office.owner, "publication", publication.id)
        return cls(office, account, publication)

    async def press(self, verb: str) -> None:
        """The owner taps a button of the publication's page; nothing is sent so far."""
        await self.office.press(self.office.owner, verb, self.publication.id)

    async def send(self, verb: str = "send") -> None:
        """Tap, and let the process do what is due."""
        await self.press(verb)
        await self.office.work()

    async def rewrite(self, **changes: Any) -> None:
        """The vacancy's answers are changed; nothing of it goes to the site by itself."""
        async with self.office.transaction() as tx:
            vacancy = await tx.vacancies.get(self.publication.vacancy_id)
            await tx.vacancies.save(replace(vacancy, **changes))

    async def later(self, **units: float) -> None:
        """So much later the clock looks for work."""
        self.office.clock.advance(timedelta(**units))
        await self.office.tick()

    async def now(self) -> Publication:
        return await self.office.publication_now(self.publication)

    async def action(self) -> SiteAction:
        """The last request."""
        operation = (await self.now()).operation
        assert operation is not None
        return operation

    async def outcome(self) -> tuple[ActionState, str | None]:
        """Where the last request stands, and why."""
        action = await self.action()
        return action.state, action.error

    async def due(self) -> datetime:
        """When the last request is taken up again."""
        action = await self.action()
        assert action.due_at is not None
        return action.due_at

    @property
    def ads(self) -> list[Ad]:
        """How the ads stand on the site."""
        return [one.remote.ad for one in self.office.site.ads.values()]

    def sent(self, call: str) -> int:
        """How often a call of this name arrived at the site."""
        return self.office.site.calls.count(call)
