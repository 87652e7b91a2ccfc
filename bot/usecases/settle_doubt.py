"""The answer to a doubt: it was meant so, another city was, or the file is the right one."""

from dataclasses import dataclass

from bot.domain.conversation import Flash
from bot.domain.errors import Stale
from bot.domain.rich_text import plain
from bot.domain.vacancy import Step, Vacancy
from bot.domain.workspace import Actor
from bot.ports import Sites, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.doubt_answer import doubt_at
from bot.usecases.screens import current
from bot.usecases.write_vacancy import asked_about, go_on_with


@dataclass(frozen=True, slots=True)
class SettleDoubt:
    """What was typed stays as it is; with `near` the city of the button's number comes instead."""

    uow: UnitOfWork
    sites: Sites
    near: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy, step = await asked_about(tx, talk)
            doubt = doubt_at(talk)
            if doubt is None or (self.near and asked.id >= len(doubt.near)):
                raise Stale
            text = doubt.near[asked.id] if self.near else doubt.typed
            await go_on_with(tx, self.sites, actor, asked, talk, _with(vacancy, step, text))
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TakeFile:
    """The description that was read from a file, once it was looked at."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale; BadInput."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy, step = await asked_about(tx, talk)
            if "file" not in talk.draft or step is not Step.DESCRIPTION:
                raise Stale
            vacancy = vacancy.worded(str(talk.draft["file"]))
            flash = Flash("done-from-file", {"length": len(plain(vacancy.description))})
            await go_on_with(tx, self.sites, actor, asked, talk, vacancy, flash)
            await tx.commit()


def _with(vacancy: Vacancy, step: Step, text: str) -> Vacancy:
    return vacancy.placed(text) if step is Step.CITY else vacancy.contacted(text)
