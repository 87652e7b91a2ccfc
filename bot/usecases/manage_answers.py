"""`/templates`: what the team tells candidates, kept as texts with tags."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.answer import Answer, AnswerKind, ready_answers
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import BadInput, NotThere, Stale
from bot.domain.ids import AnswerId, new_id
from bot.domain.workspace import LANGUAGES, Actor
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Asked, Press, Typed
from bot.usecases.screens import current, show, stay

LIST, PAGE, NAME, BODY = "answers", "answer", "answer_name", "answer_body"
MAKING, DELETED = "making", "deleted"
"""Of the draft: what is known of a new one, and which one was deleted just now."""


async def with_ready(tx: Transaction, actor: Actor, clock: Clock) -> None:
    """Every team begins with the same ones; those that it deleted do not come back."""
    now = clock.now()
    made = [
        Answer(
            AnswerId(new_id()),
            actor.workspace_id,
            one.name,
            one.kind,
            one.language,
            one.body,
            now,
            ready=one.key,
        )
        for one in ready_answers()
    ]
    await tx.answers.add_ready(made)


async def there(tx: Transaction, answer_id: int) -> Answer:
    """One that was not deleted. Raises: NotThere."""
    found = await tx.answers.get(AnswerId(answer_id))
    if found.deleted_at is not None:
        raise NotThere
    return found


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """The list; a button's id is its page."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """What was deleted can't be brought back any more."""
        async with self.uow(actor) as tx:
            await with_ready(tx, actor, self.clock)
            talk = (await tx.conversations.of(actor)).cleared()
            page = asked.id if isinstance(asked, Press) else 0
            await show(tx, actor, Place(LIST, page=page), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class PickKind:
    """What a new one is for, by its index in `AnswerKind`."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if asked.id >= len(AnswerKind):
                raise Stale
            kind = list(AnswerKind)[asked.id]
            talk = talk.cleared().drafted(**{MAKING: {"kind": kind.value}})
            await show(tx, actor, Place(NAME), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class AskChange:
    """Its name or its text anew, by the screen that asks."""

    uow: UnitOfWork
    screen: str

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            found = await there(tx, asked.id)
            talk = (await tx.conversations.of(actor)).cleared()
            await show(tx, actor, Place(self.screen, found.id), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TypeAnswer:
    """The name or the text, of one that is there or of a new one."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """What can't be taken is said, and asked for again. Raises: NotThere."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            try:
                await self._take(tx, actor, asked, talk)
            except BadInput as bad:
                await stay(tx, actor, Flash(bad.text_id, bad.values()), asked=asked, talk=talk)
            await tx.commit()

    async def _take(self, tx: Transaction, actor: Actor, asked: Typed, talk: Conversation) -> None:
        named = talk.place.screen == NAME
        if talk.place.subject:
            found = await there(tx, talk.place.subject)
            found = found.named(asked.text) if named else found.written(asked.text)
            await self._kept(tx, actor, asked, talk, found)
            return
        making: Mapping[str, Any] = talk.draft.get(MAKING, {})
        user = await tx.users.get(actor.user_id)
        new = Answer(
            AnswerId(new_id()),
            actor.workspace_id,
            str(making.get("name", "")),
            AnswerKind(making.get("kind", AnswerKind.QUESTION)),
            user.language if user is not None else LANGUAGES[0],
            "",
            self.clock.now(),
        )
        if not named:
            await self._kept(tx, actor, asked, talk, new.written(asked.text))
            return
        talk = talk.drafted(**{MAKING: {**making, "name": new.named(asked.text).name}})
        await show(tx, actor, Place(BODY), asked=asked, talk=talk)

    async def _kept(
        self, tx: Transaction, actor: Actor, asked: Typed, talk: Conversation, answer: Answer
    ) -> None:
        await tx.answers.save(answer)
        flash = Flash("done-answer-kept")
        place = Place(PAGE, answer.id)
        await show(tx, actor, place, asked=asked, flash=flash, talk=talk.cleared())


@dataclass(frozen=True, slots=True)
class TurnLanguage:
    """The next language: a template stands first for those who work in its language."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            found = await there(tx, asked.id)
            at = LANGUAGES.index(found.language) + 1
            await tx.answers.save(replace(found, language=LANGUAGES[at % len(LANGUAGES)]))
            await show(tx, actor, Place(PAGE, found.id), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class DeleteAnswer:
    """It stands in no list any more; the list offers to bring it back."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            found = await there(tx, asked.id)
            await tx.answers.save(replace(found, deleted_at=self.clock.now()))
            talk = (await tx.conversations.of(actor)).cleared().drafted(**{DELETED: found.id})
            flash = Flash("done-answer-deleted", {"name": found.name})
            await show(tx, actor, Place(LIST), asked=asked, flash=flash, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class RestoreAnswer:
    """The one that was deleted just now is back."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            found = await tx.answers.get(AnswerId(asked.id))
            await tx.answers.save(replace(found, deleted_at=None))
            talk = (await tx.conversations.of(actor)).cleared()
            flash = Flash("done-answer-back")
            await show(tx, actor, Place(PAGE, found.id), asked=asked, flash=flash, talk=talk)
            await tx.commit()
