"""The team's words on who processes a candidate's data, and when they are said."""

from dataclasses import dataclass, replace

from bot.domain.answer import Filled, Tag, fill
from bot.domain.application import Application
from bot.domain.conversation import Flash, Place
from bot.domain.errors import BadInput, Stale
from bot.domain.first_notice import notice_in, was_told, written
from bot.domain.group import Did
from bot.domain.workspace import LANGUAGES, Actor
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Press, Typed
from bot.usecases.screens import current, show, stay
from bot.usecases.write_down import write_down

NOTICE, TEXT = "first_notice", "first_notice_text"


async def notice_for(tx: Transaction, actor: Actor, one: Application, language: str) -> str | None:
    """What is added to the next message of ours; None: nothing, or it was said before."""
    workspace = await tx.workspaces.get(actor.workspace_id)
    if not workspace.first_notice:
        return None
    for it in await tx.applications.of_person(one.person_id):
        if was_told(await tx.actions.of_application(it.id)):
            return None
    return filled(notice_in(workspace, language), workspace.name).text


def filled(words: str, company: str) -> Filled:
    """Only the company is named in it."""
    return fill(words, {Tag.COMPANY: company})


@dataclass(frozen=True, slots=True)
class ChooseNotice:
    """Whether it is said at all."""

    uow: UnitOfWork
    clock: Clock
    on: bool

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Those who had a message before have it no more: the first is the first."""
        async with self.uow(actor) as tx:
            workspace = await tx.workspaces.get(actor.workspace_id)
            await tx.workspaces.save(replace(workspace, first_notice=self.on))
            now, word = self.clock.now(), "on" if self.on else "off"
            await write_down(tx, actor, Did.FIRST_NOTICE, workspace.id, now, detail=word)
            flash = Flash("done-notice-on" if self.on else "done-notice-off")
            await stay(tx, actor, flash, asked=asked)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class AskNotice:
    """Other words in one language, by its index in `LANGUAGES`."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if asked.id >= len(LANGUAGES):
                raise Stale
            place = Place(TEXT, page=asked.id)
            await show(tx, actor, place, asked=asked, talk=talk.cleared())
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TypeNotice:
    """What was typed then; by the button, ours again."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Typed | Press) -> None:
        """What can't be taken is said, and asked for again. Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen != TEXT:
                raise Stale
            workspace = await tx.workspaces.get(actor.workspace_id)
            texts, language = dict(workspace.first_notices), LANGUAGES[talk.place.page]
            texts.pop(language, None)
            try:
                if isinstance(asked, Typed):
                    texts[language] = written(asked.text)
            except BadInput as bad:
                await stay(tx, actor, Flash(bad.text_id, bad.values()), asked=asked, talk=talk)
            else:
                await tx.workspaces.save(replace(workspace, first_notices=texts))
                now = self.clock.now()
                await write_down(tx, actor, Did.FIRST_NOTICE, workspace.id, now, detail=language)
                flash = Flash("done-notice-kept")
                await show(tx, actor, Place(NOTICE), asked=asked, flash=flash, talk=talk)
            await tx.commit()
