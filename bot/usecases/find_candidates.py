"""`/find`: looking for a candidate by what is known of them."""

from dataclasses import dataclass

from bot.domain.conversation import Place
from bot.domain.errors import NotThere
from bot.domain.ids import ApplicationId, from_base36
from bot.domain.queues import Seen
from bot.domain.workspace import Actor, Right
from bot.ports import Transaction, UnitOfWork
from bot.usecases.asked import Asked, Typed
from bot.usecases.forget import after_command, vanish
from bot.usecases.open_inbox import FIND
from bot.usecases.reach import reaches_candidate
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
                ids = ids or await _numbered(tx, talk.bot_id, actor, words)
                more = len(ids) > FOUND_MOST
                found = {"words": words, "ids": ids[:FOUND_MOST], "more": more}
                talk = talk.drafted(**{FIND: found})
            await show(tx, actor, Place(FIND), asked=asked, talk=talk)
            await tx.commit()


async def _numbered(tx: Transaction, bot_id: int, actor: Actor, words: str) -> list[ApplicationId]:
    """The one with the number that the audit shows, if the member may see them."""
    try:
        number = from_base36(words.lstrip("№# ").lower())
        one = await tx.applications.get(ApplicationId(number))
    except (ValueError, NotThere):
        return []
    sees = await reaches_candidate(tx, bot_id, actor, Right.SEE_CONTACTS, one)
    return [one.id] if sees else []


def _words(asked: Asked) -> str:
    if not isinstance(asked, Typed):
        return ""
    return " ".join(after_command(asked.text).split())[:_TYPED_MOST]
