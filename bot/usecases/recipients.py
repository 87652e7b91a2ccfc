"""Whose chat gets a notice."""

from collections.abc import Mapping, Sequence

from bot.domain.account import EmployerAccount
from bot.domain.group import Group
from bot.domain.ids import MemberId, PublicationId
from bot.domain.publication import Publication
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import RIGHTS, ChatLink, Member, Right, Role
from bot.ports import Transaction


async def chat_of(
    tx: Transaction, bot_id: int, member_id: MemberId, right: Right = Right.LOOK
) -> ChatLink | None:
    """The member's private chat; the owner's when the member has left, or has not the right."""
    return await _chat(tx, bot_id, member_id, right, [Role.OWNER])


async def readers_of(tx: Transaction, bot_id: int, vacancy: Vacancy) -> list[ChatLink]:
    """The private chats that get the vacancy's candidates: of who answers for it, and its team."""
    first = await chat_of(tx, bot_id, vacancy.owner_id, Right.SEE_CONTACTS)
    team = [
        await tx.chats.private(bot_id, one.user_id)
        for one in (await tx.workspaces.members() if vacancy.team else ())
        if one.id in vacancy.team and Right.SEE_CONTACTS in RIGHTS[one.role]
    ]
    links = {link.id: link for link in (first, *team) if link is not None}
    return list(links.values())


async def keeper_of(tx: Transaction, bot_id: int, account: EmployerAccount) -> ChatLink | None:
    """Who mends the account's login: who added it, else the owner, else an admin."""
    instead = [Role.OWNER, Role.ADMIN]
    return await _chat(tx, bot_id, account.added_by, Right.MANAGE_ACCOUNTS, instead)


async def listener(tx: Transaction, bot_id: int, right: Right) -> ChatLink | None:
    """The owner's chat; while nothing can be sent there, that of another one with the right."""
    members = [one for one in await tx.workspaces.members() if right in RIGHTS[one.role]]
    members.sort(key=lambda one: one.role is not Role.OWNER)
    links = [await tx.chats.private(bot_id, one.user_id) for one in members]
    hearing = [link for link in links if link.gone_since is None]
    return next(iter(hearing or links), None)


async def _chat(
    tx: Transaction, bot_id: int, member_id: MemberId, right: Right, instead: Sequence[Role]
) -> ChatLink | None:
    members: list[Member] = list(await tx.workspaces.members())
    chosen = [one for one in members if one.id == member_id and right in RIGHTS[one.role]]
    for role in instead:
        chosen = chosen or [one for one in members if one.role is role]
    if not chosen:
        return None
    return await tx.chats.private(bot_id, chosen[0].user_id)


async def owners_of(
    tx: Transaction, bot_id: int, publications: Sequence[Publication]
) -> Mapping[PublicationId, ChatLink]:
    """Whose each is, where somebody can be told: the owner of its vacancy, or the company's."""
    if not publications:
        return {}
    vacancies = {one.id: one.owner_id for one in await tx.vacancies.all()}
    owners = {vacancies[one.vacancy_id] for one in publications}
    links = {one: await chat_of(tx, bot_id, one, Right.PUBLISH) for one in owners}
    found = {one.id: links[vacancies[one.vacancy_id]] for one in publications}
    return {publication_id: link for publication_id, link in found.items() if link is not None}


async def groups_of(tx: Transaction, vacancy: Vacancy) -> list[tuple[ChatLink, Group]]:
    """The linked groups that get the vacancy's candidates."""
    links = [(link, Group.of(link)) for link in await tx.chats.groups()]
    return [(link, group) for link, group in links if group.wants(vacancy)]
