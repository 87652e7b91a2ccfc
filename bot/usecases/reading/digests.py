"""A digest: as news, and the whole of it as a list to open candidates from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain import views
from bot.domain.application import Application
from bot.domain.digest import Digest
from bot.domain.errors import NotThere
from bot.domain.ids import DigestId, PublicationId
from bot.domain.masking import masked_name
from bot.domain.must_have import below
from bot.domain.notice import Notice
from bot.domain.paces import Paces
from bot.domain.workspace import ChatKind, ChatLink
from bot.ports import Clock, Transaction
from bot.usecases.reading.desk import Desk, Reader, page_of
from bot.usecases.reading.named import account_of
from bot.usecases.reading.seen import is_hidden, number_of
from bot.usecases.tell_digest import shares

PAGE = 8


async def digest_news(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> views.View:
    """Its first page."""
    digest = await tx.digests.get(DigestId(notice.subject_id))
    view = await _share(tx, digest, await tx.chats.get(notice.chat_link_id), 0)
    if isinstance(view, views.MissedInGroup):
        return views.MissedInGroup(notice.id, view.missed)
    return view


async def digest_list(desk: Desk) -> views.View:
    """All of it, by pages."""
    digest = await desk.tx.digests.get(DigestId(desk.subject))
    link = await desk.tx.chats.private(desk.talk.bot_id, desk.member.user_id)
    missed = await _share(desk.tx, digest, link, desk.talk.place.page)
    assert isinstance(missed, views.Missed)  # the link is a person's
    return views.MissedList(missed)


async def _share(tx: Transaction, digest: Digest, link: ChatLink, page: int) -> views.View:
    """Raises: NotThere when nothing of it is this chat's."""
    everyone = await tx.applications.of_digest(digest.id)
    part = (await shares(tx, link.bot_id, everyone)).get(link.id)
    if part is None:
        raise NotThere
    in_group = link.kind is ChatKind.GROUP
    names = [_called(link, one) for one in part[1]]
    every = list(zip(part[1], names, _numbers(names), strict=True))
    shown, page, pages = page_of(every, page, PAGE)
    ads = await _ads(tx, part[1])
    missed = views.Missed(
        digest.id,
        await account_of(tx, digest.account_id),
        [_entry(one, name, ads[one.publication_id], number) for one, name, number in shown],
        len(every),
        page,
        pages,
        sum(one.sent_at < ads[one.publication_id].since for one in part[1]),
    )
    return views.MissedInGroup(0, missed) if in_group else missed


def _called(link: ChatLink, one: Application) -> str:
    """In a group never more than masked, and of who stays hidden but a number."""
    if is_hidden(link, one):
        return f"№{number_of(one.id)}"
    return masked_name(one.name) if link.kind is ChatKind.GROUP else one.name or ""


def _numbers(names: Sequence[str]) -> list[int]:
    """Of namesakes which one each is: two buttons that read the same lead to two people."""
    seen: Counter[str] = Counter()
    numbers = []
    for name in names:
        seen[name] += 1
        numbers.append(seen[name])
    return [at if seen[name] > 1 else 0 for name, at in zip(names, numbers, strict=True)]


@dataclass(frozen=True, slots=True)
class _Ad:
    title: str
    push_from: int | None
    since: datetime
    """Since when the bot knows it: who answered before is from before it was linked."""


def _entry(one: Application, name: str, ad: _Ad, number: int) -> views.MissedOne:
    few = below(one.points_met, ad.push_from)
    return views.MissedOne(one.id, name, ad.title, one.sent_at, number, few)


async def _ads(tx: Transaction, missed: Sequence[Application]) -> dict[PublicationId | None, _Ad]:
    """What they have answered; a digest takes no response without an ad."""
    found: dict[PublicationId | None, _Ad] = {}
    for one in missed:
        if one.publication_id is not None and one.publication_id not in found:
            publication = await tx.publications.get(one.publication_id)
            vacancy = await tx.vacancies.get(publication.vacancy_id)
            found[publication.id] = _Ad(vacancy.title, vacancy.push_from, publication.created_at)
    return found


SCREENS: dict[str, Reader] = {"digest": digest_list}
