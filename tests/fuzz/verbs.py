"""Everything that is asked of a site's session, by what a recorded site knows."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.application import ApplicationStub
from bot.domain.ids import AccountId, WorkspaceId
from bot.domain.reply import Reply
from bot.domain.site import Can, Page, RemoteApplication
from bot.domain.site_action import Kind
from bot.ports import AdForm, SiteSession

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_PAGES = 4
"""Of a feed that has no end."""


@dataclass(slots=True)
class Known:
    """What the site has by now; `items` are filled by whoever reads a feed."""

    at: datetime
    form: AdForm
    ad: str
    draft: str
    dictionaries: Sequence[str] = ()
    items: list[RemoteApplication] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    @property
    def one(self) -> str:
        """The id of a response, or of none."""
        return self.items[0].remote_id if self.items else "1"

    @property
    def on_site(self) -> AdForm:
        """The ad as it stands there."""
        return replace(self.form, remote_id=self.ad)

    def stub(self) -> ApplicationStub:
        """A response that is only known to be there."""
        ids = (WorkspaceId(1), AccountId(1), "any")
        return ApplicationStub(*ids, self.ad, self.one, LONG_AGO)


@dataclass(frozen=True, slots=True)
class Verb:
    """One of them; `last` ones end something, so that a recording begins with the others."""

    name: str
    can: Can | None
    ask: Callable[[SiteSession, Known], Awaitable[Any]]
    last: int = 0


async def _feed(session: SiteSession, known: Known) -> Sequence[Page]:
    cursor, resume = None, None
    for _ in range(_PAGES):
        page = await session.applications(cursor, resume)
        known.items += page.items
        known.pages.append(page)
        cursor, resume = page.cursor or cursor, page.resume
        if resume is None:
            break
    return known.pages


async def _incremental(session: SiteSession, known: Known) -> Page:
    page = await session.applications(await session.newest(), None)
    known.pages.append(page)
    return page


async def _history(session: SiteSession, known: Known) -> Page:
    page = await session.history([known.ad], None, lambda _: True)
    known.items += page.items
    known.pages.append(page)
    return page


async def _recent(session: SiteSession, known: Known) -> Page:
    page = await session.recent([known.ad], known.at - timedelta(days=14), None)
    known.items += page.items
    known.pages.append(page)
    return page


async def _whole(session: SiteSession, known: Known) -> list[RemoteApplication]:
    await _feed(session, known)
    return [await session.whole(one) for one in known.items[:3]]


async def _files(session: SiteSession, known: Known) -> list[Any]:
    await _feed(session, known)
    refs = [ref for one in known.items[:4] for ref in (one.resume, one.photo) if ref is not None]
    return [await session.file(ref) for ref in refs]


async def _dictionaries(session: SiteSession, known: Known) -> list[Any]:
    return [await session.dictionary(name) for name in known.dictionaries if name]


def _reply(kind: Kind) -> Callable[[SiteSession, Known], Awaitable[Any]]:
    async def ask(session: SiteSession, known: Known) -> Any:
        await _feed(session, known)
        offers = await session.offers(known.one)
        for text in (text for offer in offers for text in offer.texts[:1]):
            await session.site_text(text.ref)
        reply = Reply(kind, known.one, "1:2", "Доброго дня, Олено!")
        return [await session.answer(reply), await session.answered(reply, LONG_AGO)]

    return ask


VERBS = (
    Verb("check", None, lambda s, _: s.check()),
    Verb("logins", None, lambda s, _: s.logins()),
    Verb("credits", Can.CREDITS, lambda s, _: s.credits()),
    Verb("dictionaries", None, _dictionaries),
    Verb("ads", None, lambda s, _: s.ads()),
    Verb("ad", None, lambda s, k: s.ad(k.ad, {})),
    Verb("statistics", Can.STATISTICS, lambda s, k: s.statistics(k.ad)),
    Verb("feed", Can.APPLICATIONS, _feed),
    Verb("incremental", Can.APPLICATIONS, _incremental),
    Verb("history", Can.APPLICATIONS, _history),
    Verb("recent", Can.RECENT, _recent),
    Verb("glance", Can.GLANCE, lambda s, _: s.glance()),
    Verb("whole", Can.APPLICATIONS, _whole),
    Verb("files", Can.APPLICATIONS, _files),
    Verb("application", Can.APPLICATIONS, lambda s, k: s.application(k.stub())),
    Verb("find", None, lambda s, k: s.find(k.form, LONG_AGO)),
    Verb("found", None, lambda s, k: s.find(k.on_site, LONG_AGO)),
    Verb("subscribe", Can.PUSH, lambda s, _: s.subscribe("https://bot.example.com/hooks/x/1")),
    Verb("unsubscribe", Can.PUSH, lambda s, _: s.unsubscribe("1"), 1),
    Verb("invite", Can.INVITE, _reply(Kind.INVITE), 1),
    Verb("message", Can.MESSAGE, _reply(Kind.REPLY), 1),
    Verb("reject", Can.REJECT, _reply(Kind.REJECT), 2),
    Verb("draft", Can.DRAFT, lambda s, k: s.save_draft(k.form, key="1:3"), 2),
    Verb("edit", Can.EDIT, lambda s, k: s.edit(k.on_site), 2),
    Verb("prolong", Can.PROLONG, lambda s, k: s.prolong(k.ad), 2),
    Verb("publish", Can.PUBLISH, lambda s, k: s.publish(k.form, key="1:4"), 2),
    Verb("close", Can.CLOSE, lambda s, k: s.close(k.ad), 3),
    Verb("delete", Can.DELETE_DRAFT, lambda s, k: s.delete_draft(k.draft), 3),
    Verb("leave", None, lambda s, _: s.leave(), 4),
)
