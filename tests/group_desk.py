"""An office with a linked group."""

from dataclasses import replace
from typing import Any

from bot.domain.group import Covers, Group, Standing
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.publication import Publication
from bot.domain.workspace import ChatKind, ChatLink
from bot.usecases.asked import InGroup
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import LINKS, NOTICES
from tests.office import Office

CHAT = -500


def group_of(office: Office) -> ChatLink:
    """The group's link as it is now."""
    (link,) = [one for one in office.rows(LINKS) if one.kind is ChatKind.GROUP]
    return link


async def linked(office: Office, **changes: Any) -> ChatLink:
    """A group that the owner has linked, of all vacancies."""
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, CHAT, ChatKind.GROUP, office.workspace.id)
    group = Group("Команда", office.owner.member_id, Standing.LINKED, Covers.ALL)
    async with office.transaction() as tx:
        await tx.chats.save(replace(group, **changes).on(link))
    return group_of(office)


async def candidate(office: Office, ad: Publication | None = None, **said: Any) -> Publication:
    """One more answer to an ad, or to a new one."""
    if ad is None:
        account = await office.account(f"a{new_id()}@example.com")
        ad = await office.live(account)
    given = {"phones": ("+380671234521",), **said}
    office.site.respond(str(ad.remote_id), **given)
    async with office.transaction() as tx:
        account = await tx.accounts.get(ad.account_id)
    await office.sync(account)
    await office.work()
    return ad


def in_group(office: Office, kind: type[Any]) -> list[Any]:
    """What was said there of one kind, in order."""
    here = [one.view for one in office.chat.said if one.address.chat_id == CHAT]
    return [one for one in here if isinstance(one, kind)]


def card_of(office: Office, application_id: int = 0) -> InGroup:
    """A press on a candidate's card in the group; without an id on the first one there."""
    link = group_of(office)
    cards = [
        one
        for one in office.rows(NOTICES)
        if (one.chat_link_id, one.kind) == (link.id, NoticeKind.CARD)
        and application_id in (0, one.subject_id)
    ]
    return InGroup(CHAT, "", None, cards[0].message_id, link=link, notice=cards[0])
