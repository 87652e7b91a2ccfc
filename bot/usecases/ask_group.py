"""A link that brings the bot into a group."""

import secrets
from dataclasses import dataclass

from bot.domain.conversation import Place
from bot.domain.errors import NotAllowed
from bot.domain.group import GroupToken
from bot.domain.ids import GroupTokenId, VacancyId, new_id
from bot.domain.paces import Paces
from bot.domain.workspace import Actor, Right
from bot.ports import Clock, UnitOfWork, Vault
from bot.usecases.asked import Press
from bot.usecases.find_group import GROUP_TOKEN
from bot.usecases.reach import reaches_vacancy
from bot.usecases.screens import show


@dataclass(frozen=True, slots=True)
class AskGroup:
    """Good for one group; for one vacancy's candidates, or for all that the member may have."""

    uow: UnitOfWork
    clock: Clock
    vault: Vault
    paces: Paces

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """`asked.id`: the vacancy, or 0. Raises: NotAllowed for a vacancy of somebody else."""
        token = secrets.token_urlsafe(24)  # 32 characters: a deep link takes 64
        until = self.clock.now() + self.paces.link_life
        async with self.uow(actor) as tx:
            if asked.id:
                vacancy = await tx.vacancies.get(VacancyId(asked.id))
                if not reaches_vacancy(actor, Right.LINK_GROUPS, vacancy):
                    raise NotAllowed
            await tx.group_tokens.add(
                GroupToken(
                    GroupTokenId(new_id()),
                    actor.workspace_id,
                    self.vault.hmac(GROUP_TOKEN, token),
                    actor.member_id,
                    VacancyId(asked.id) if asked.id else None,
                    until,
                )
            )
            talk = (await tx.conversations.of(actor)).cleared()
            talk = talk.drafted(group_token=token, until=until.isoformat())
            await show(tx, actor, Place("group_add", asked.id), asked=asked, talk=talk)
            await tx.commit()
