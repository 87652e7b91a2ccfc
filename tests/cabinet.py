"""An account whose ads were made in the site's own cabinet, and what people see of them."""

from collections.abc import Sequence

from bot.domain.account import EmployerAccount
from bot.domain.own_ad import UnlinkedAd
from bot.domain.site import RemoteAd
from bot.domain.views import Card, UnlinkedNews, View
from bot.domain.workspace import Actor, Person
from bot.usecases.reading.screen import ReadScreen
from tests.fakes.store.kinds import UNLINKED
from tests.office import Office


async def opened(operators: Sequence[int] = ()) -> tuple[Office, EmployerAccount]:
    office = await Office(operators=operators).open()
    return office, await office.account()


async def sync(office: Office, account: EmployerAccount) -> None:
    await office.sync(account)
    await office.work()


def news(office: Office, who: Actor) -> list[UnlinkedNews]:
    return [one for one in office.said(who) if isinstance(one, UnlinkedNews)]


def named(news: UnlinkedNews) -> list[tuple[str, int]]:
    return [(one.ad.title, one.waiting) for one in news.ads]


def cards(office: Office, who: Actor) -> list[str | None]:
    return [one.application.name for one in office.said(who) if isinstance(one, Card)]


def row_of(office: Office, remote: RemoteAd) -> UnlinkedAd:
    return next(one for one in office.rows(UNLINKED) if one.remote_id == remote.remote_id)


async def seen(office: Office, who: Actor) -> View:
    seen = await office.make(ReadScreen)(Person(who.user_id, who.chat_id))
    assert seen is not None
    return seen.screen.view


async def answered(office: Office, account: EmployerAccount, title: str = "Кухар") -> RemoteAd:
    """An ad of the cabinet that a candidate has answered, read and told of."""
    remote = office.site.post(account.login, title)
    office.site.respond(remote.remote_id, name="Олена")
    await sync(office, account)
    return remote


async def link(office: Office, who: Actor, remote: RemoteAd) -> None:
    await office.press(who, "ad", row_of(office, remote).id)
    await office.press(who, "link")
    await office.work()
