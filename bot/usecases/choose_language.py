"""`/lang`: the choice of languages, or at once the one that was named."""

from dataclasses import dataclass, replace

from bot.domain.conversation import Flash, Place
from bot.domain.workspace import LANGUAGES, Actor
from bot.ports import UnitOfWork
from bot.usecases.asked import Typed
from bot.usecases.forget import after_command
from bot.usecases.screens import show


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """A member's own; `/lang en` needs no button."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """What names no language of ours opens the choice."""
        named = after_command(asked.text).strip().lower()
        async with self.uow(actor) as tx:
            talk = (await tx.conversations.of(actor)).cleared()
            user = await tx.users.get(actor.user_id)
            if user is None or named not in LANGUAGES:
                await show(tx, actor, Place("language"), asked=asked, talk=talk)
            else:
                await tx.users.save(replace(user, language=named))
                link = await tx.chats.private(talk.bot_id, actor.user_id)
                await tx.chats.save(replace(await tx.chats.hold(link.id), language=named))
                flash = Flash("done-language")
                await show(tx, actor, Place("settings"), asked=asked, flash=flash, talk=talk)
            await tx.commit()
