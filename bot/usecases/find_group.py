"""What a command or a button in a group is about, and who asks there, as what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.errors import NotAllowed
from bot.domain.group import Group, Standing, is_linked_group
from bot.domain.ids import NoticeId, WorkspaceId
from bot.domain.notice import Notice
from bot.domain.workspace import Actor, ChatKind, ChatLink, Person
from bot.ports import SystemTransaction, UnitOfWork, Vault
from bot.usecases.identify import known

GROUP_TOKEN = "group"  # nosec B105 # a purpose
"""What the vault's HMAC of a group link's token is for."""


@dataclass(frozen=True, slots=True)
class FindGroup:
    """Read anew at every press and command: a removed member's buttons stop at once."""

    uow: UnitOfWork
    vault: Vault
    bot_id: int

    async def here(self, person: Person, thread_id: int | None) -> ChatLink | None:
        """The link of the chat where the person writes: the topic's own, else the chat's only one.

        Of several companies' it is the one where the person is a member.
        """
        async with self.uow.system() as tx:
            links = await self._around(tx, person, thread_id)
        for link in _meant([one for one in links if _stands(one)], thread_id):
            if link.workspace_id is not None and await self._member(person, link.workspace_id):
                return link
        return None

    async def strange(self, person: Person, thread_id: int | None) -> ChatLink | None:
        """The same for somebody who is no member of any company that is linked there."""
        async with self.uow.system() as tx:
            links = await self._around(tx, person, thread_id)
        linked = [one for one in links if is_linked_group(one)]
        return next(iter(_meant(linked, thread_id)), None)

    async def _around(
        self, tx: SystemTransaction, person: Person, thread_id: int | None
    ) -> Sequence[ChatLink]:
        """All of the chat; in a vacancy's topic the link whose topic it is, as if it were there."""
        links = await tx.chats.of_chat(self.bot_id, person.chat_id)
        if thread_id is None:
            return links
        for link in links:
            topics = await tx.topics.of_link(link.id)
            if any(one.thread_id == thread_id for one in topics):
                return [replace(link, thread_id=thread_id)]
        return links

    async def behind(self, notice_id: int) -> tuple[Notice, ChatLink]:
        """What the message of a button was sent for, and where. Raises: NotThere."""
        async with self.uow.system() as tx:
            notice = await tx.notices.get(NoticeId(notice_id))
            return notice, await tx.chats.get(notice.chat_link_id)

    async def offered_by(self, token: str) -> WorkspaceId | None:
        """The workspace that gave out a link to a group."""
        async with self.uow.person(Person(0, 0)) as tx:
            found = await tx.group_tokens.by_hmac(self.vault.hmac(GROUP_TOKEN, token))
        return found.workspace_id if found is not None else None

    async def actor(self, person: Person, workspace_id: WorkspaceId | None) -> Actor:
        """The person as a member of that workspace, None: of the current one.

        Raises: NotAllowed.
        """
        if workspace_id is None:
            async with self.uow.person(person) as tx:
                found = await known(tx, person)
            actor = found.actor if found is not None else None
        else:
            actor = await self._member(person, workspace_id)
        if actor is None:
            raise NotAllowed
        return actor

    async def is_member(self, person: Person) -> bool:
        """Of any company."""
        async with self.uow.person(person) as tx:
            found = await known(tx, person)
        return found is not None and found.actor is not None

    async def language(self, person: Person) -> str | None:
        """In which the person speaks with the bot."""
        async with self.uow.person(person) as tx:
            user = await tx.users.get(person.user_id)
        return user.language if user is not None else None

    async def _member(self, person: Person, workspace_id: WorkspaceId) -> Actor | None:
        async with self.uow.person(person) as tx:
            member = await tx.workspaces.member_of(workspace_id, person.user_id)
        if member is None or member.removed_at is not None:
            return None
        return Actor(
            workspace_id,
            member.id,
            member.role,
            person.user_id,
            person.chat_id,
            person.update_key,
        )


def _meant(links: Sequence[ChatLink], thread_id: int | None) -> Sequence[ChatLink]:
    """The topic's own, or all where no topic is meant."""
    own = [one for one in links if one.thread_id == thread_id]
    return own or (links if thread_id is None else ())


def _stands(link: ChatLink) -> bool:
    return link.kind is ChatKind.GROUP and Group.of(link).standing is not Standing.UNLINKED
