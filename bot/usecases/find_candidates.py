"""`/find`: looking for a candidate by what is known of them."""

from dataclasses import dataclass

from bot.domain.conversation import Place
from bot.domain.queues import Seen
from bot.domain.workspace import Actor
from bot.ports import UnitOfWork
from bot.usecases.asked import Asked, Typed
from bot.usecases.forget import after_command, vanish
from bot.usecases.open_inbox import FIND
from bot.usecases.screens import show

FOUND_MOST = 100
_TYPED_MOST = 80


@dataclass(frozen=True, slots=True)
class FindCandidates:
    """What was typed names somebody: it vanishes from the chat, as /forget would have it."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """Without any words it is asked what to look for."""
        async with self.uow(actor) as tx:
            talk = (await tx.conversations.of(actor)).cleared()
            words = _words(asked)
            if words and isinstance(asked, Typed):
                await vanish(tx, talk, asked)
                seen = Seen.of(actor)
                ids = list(await tx.queues.search(seen, words, FOUND_MOST + 1))
                more = len(ids) > FOUND_MOST
                found = {"words": words, "ids": ids[:FOUND_MOST], "more": more}
                talk = talk.drafted(**{FIND: found})
            await show(tx, actor, Place(FIND), asked=asked, talk=talk)
            await tx.commit()


def _words(asked: Asked) -> str:
    if not isinstance(asked, Typed):
        return ""
    return " ".join(after_command(asked.text).split())[:_TYPED_MOST]
