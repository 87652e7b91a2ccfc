"""A digest: as news, and the whole of it as a list to open candidates from."""

from bot.domain import views
from bot.domain.application import Application
from bot.domain.digest import Digest
from bot.domain.errors import NotThere
from bot.domain.ids import DigestId
from bot.domain.masking import masked_name
from bot.domain.notice import Notice
from bot.domain.paces import Paces
from bot.domain.workspace import ChatKind, ChatLink
from bot.ports import Clock, Transaction
from bot.usecases.reading.desk import Desk, Reader, page_of
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
    shown, page, pages = page_of(part[1], page, PAGE)
    account = await tx.accounts.get(digest.account_id)
    missed = views.Missed(
        digest.id,
        account,
        [await _entry(tx, one, masked=in_group) for one in shown],
        len(part[1]),
        page,
        pages,
    )
    return views.MissedInGroup(0, missed) if in_group else missed


async def _entry(tx: Transaction, one: Application, *, masked: bool) -> views.MissedOne:
    assert one.publication_id is not None  # a digest takes no other
    publication = await tx.publications.get(one.publication_id)
    vacancy = await tx.vacancies.get(publication.vacancy_id)
    name = masked_name(one.name) if masked else one.name or ""
    return views.MissedOne(one.id, name, vacancy.title, one.sent_at)


SCREENS: dict[str, Reader] = {"digest": digest_list}
