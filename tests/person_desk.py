"""A company that one person answers more than once."""

from dataclasses import dataclass
from typing import Any

from bot.domain import views
from bot.domain.account import EmployerAccount
from bot.domain.application import Application
from bot.domain.person import Merge
from bot.domain.publication import Publication
from bot.domain.workspace import Actor
from tests.fakes.chat import Shown
from tests.fakes.store.kinds import APPLICATIONS, MERGES, PERSONS
from tests.office import Office

PHONE = "+380671234521"
OLENA: dict[str, Any] = {"name": "Олена Коваль", "phones": (PHONE,)}
ANDRII: dict[str, Any] = {"name": "Андрій Коваль", "phones": (PHONE,)}


@dataclass(slots=True)
class Desk:
    """Two accounts, each with a live ad of the same vacancy."""

    office: Office
    accounts: list[EmployerAccount]
    ads: list[Publication]

    @property
    def owner(self) -> Actor:
        return self.office.owner

    async def come(self, at: int, *people: dict[str, Any]) -> list[Application]:
        """So they answer the ad, and are told of."""
        known = {one.id for one in self.office.rows(APPLICATIONS)}
        for one in people:
            self.office.site.respond(self.ads[at].remote_id or "", **one)
        await self.office.sync(self.accounts[at])
        await self.office.work()
        return [one for one in self.office.rows(APPLICATIONS) if one.id not in known]

    async def press(self, verb: str, id: int, who: Actor | None = None) -> None:
        await self.office.press(who or self.owner, verb, id, version=0)
        await self.office.work()

    def standing(self, chat_id: int | None = None) -> list[Shown]:
        """The messages of candidates that stand in the chat."""
        wanted = (views.Card, views.CardAgain, views.MaskedCard)
        shown = self.office.chat.now(chat_id or self.owner.chat_id)
        return [one for one in shown if isinstance(one.view, wanted)]

    @property
    def merge(self) -> Merge:
        (merge,) = self.office.rows(MERGES)
        return merge

    @property
    def persons(self) -> int:
        rows = self.office.rows(APPLICATIONS)
        people = {one.person_id for one in rows}
        assert {one.id for one in self.office.rows(PERSONS)} == people
        return len(people)


async def open_desk() -> Desk:
    """Nobody has answered so far."""
    office = await Office().open()
    vacancy = await office.vacancy()
    accounts = [await office.account(f"{at}@example.com") for at in range(2)]
    ads = [await office.live(one, vacancy=vacancy) for one in accounts]
    return Desk(office, accounts, ads)
