"""The bot was brought into a group, or asked to send its cards there."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.conversation import Flash
from bot.domain.errors import NotThere
from bot.domain.group import Covers, Group, GroupToken
from bot.domain.ids import ChatLinkId, VacancyId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.paces import Paces
from bot.domain.workspace import Actor, ChatKind, ChatLink, Right
from bot.ports import Clock, Transaction, UnitOfWork, Vault
from bot.usecases.asked import InGroup
from bot.usecases.find_group import GROUP_TOKEN
from bot.usecases.group_words import UNCONFIRMED, to_group, word_to
from bot.usecases.reach import reaches_vacancy
from bot.usecases.screens import stay


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """`/start <token>` by the deep link, or `/link` of a member; in a topic it is for the topic."""

    uow: UnitOfWork
    clock: Clock
    vault: Vault
    paces: Paces
    bot_id: int

    async def __call__(self, actor: Actor, asked: InGroup) -> None:
        """Ask in the group to be confirmed; until then nothing else is posted there.

        A link that was used or is out of date, or of a vacancy that is not the person's any more,
        is told to the person alone.
        """
        now = self.clock.now()
        async with self.uow(actor) as tx:
            token = None
            if asked.words:
                token = await self._used(tx, asked.words[0], now)
                if token is None or not await _reached(tx, actor, token):
                    await stay(tx, actor, Flash("group-link-old"))
                    await tx.commit()
                    return
            link = await self._link(tx, asked)
            if Group.of(link).linked:
                await self._more(tx, actor, link, token, asked)
            else:
                await self._ask(tx, actor, link, token, asked)
            await tx.commit()

    async def _used(self, tx: Transaction, words: str, now: datetime) -> GroupToken | None:
        token = await tx.group_tokens.by_hmac(self.vault.hmac(GROUP_TOKEN, words))
        if token is None or now >= token.expires_at or not await tx.group_tokens.use(token):
            return None
        return token

    async def _link(self, tx: Transaction, asked: InGroup) -> ChatLink:
        """A chat and topic has one link in a workspace, also when it was unlinked once."""
        links = await tx.chats.of_chat(self.bot_id, asked.chat_id)
        mine = [one for one in links if one.thread_id == asked.thread_id]
        if mine:
            return await tx.chats.hold(mine[0].id)
        return ChatLink(
            ChatLinkId(new_id()),
            self.bot_id,
            asked.chat_id,
            ChatKind.GROUP,
            thread_id=asked.thread_id,
        )

    async def _ask(
        self,
        tx: Transaction,
        actor: Actor,
        link: ChatLink,
        token: GroupToken | None,
        asked: InGroup,
    ) -> None:
        now = self.clock.now()
        until = now + self.paces.link_life
        wide = Covers.ALL if actor.may(Right.MANAGE_TEAM) else Covers.OWN
        vacancy_id = token.vacancy_id if token is not None else None
        known = link.workspace_id == actor.workspace_id  # what was chosen here once stays so
        group = Group(
            asked.title,
            actor.member_id,
            covers=wide if vacancy_id is None else Covers.CHOSEN,
            vacancies=_chosen(vacancy_id),
            until=until,
            blind=known and Group.of(link).blind,
            topic=asked.topic,
        )
        user = await tx.users.get(actor.user_id)
        language = link.language if known or user is None else user.language
        link = replace(
            group.on(link),
            workspace_id=actor.workspace_id,
            language=language,
            gone_since=None,
        )
        await tx.chats.save(link)
        occurrence = str(asked.message_id)
        question = to_group(link, NoticeKind.GROUP_ASKED, now, occurrence=occurrence)
        silence = word_to(link, UNCONFIRMED, until, asked.message_id)
        await tx.notices.owe([question, silence])

    async def _more(
        self,
        tx: Transaction,
        actor: Actor,
        link: ChatLink,
        token: GroupToken | None,
        asked: InGroup,
    ) -> None:
        """One more vacancy for a group that is linked already."""
        group = Group.of(link)
        vacancy_id = token.vacancy_id if token is not None else None
        if vacancy_id is not None and group.covers is Covers.CHOSEN and group.managed_by(actor):
            group = replace(group, vacancies=group.vacancies | _chosen(vacancy_id))
            await tx.chats.save(group.on(link))
        said = word_to(link, "linked", self.clock.now(), asked.message_id)
        await tx.notices.owe([said])


async def _reached(tx: Transaction, actor: Actor, token: GroupToken) -> bool:
    """Whether the vacancy is there still, and the member may send its candidates somewhere."""
    if token.vacancy_id is None:
        return True
    try:
        vacancy = await tx.vacancies.get(token.vacancy_id)
    except NotThere:
        return False
    return reaches_vacancy(actor, Right.LINK_GROUPS, vacancy)


def _chosen(vacancy_id: VacancyId | None) -> frozenset[VacancyId]:
    return frozenset() if vacancy_id is None else frozenset({vacancy_id})
