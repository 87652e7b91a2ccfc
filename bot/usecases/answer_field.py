"""The fields of an ad that only this site has: chosen from its live dictionaries."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import Stale, TooManyChosen
from bot.domain.ids import PublicationId
from bot.domain.publication import Publication
from bot.domain.site import AdField, Credit, Entry, FieldKind
from bot.domain.site_action import ActionState
from bot.domain.vacancy import Step
from bot.domain.workspace import Actor
from bot.ports import Sites, Transaction, UnitOfWork
from bot.usecases.asked import Asked, Press, Typed
from bot.usecases.prepare_publication import (
    ask_field,
    doubted,
    fields_asked,
    go_on,
    load_form,
)
from bot.usecases.screens import current, show, stay
from bot.usecases.write_vacancy import change_step

PAGE = 8
"""Options on one page of a long list."""


@dataclass(frozen=True, slots=True)
class AskField:
    """One field from the preview, by its index among the site's fields."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await _publication(tx, talk, ("preview", "publication"))
            fields = self.sites.info(publication.site).fields
            if asked.id >= len(fields):
                raise Stale
            field = fields[asked.id]
            if field.kind is FieldKind.FLAG:
                await _store(tx, publication, field, () if _on(publication, field) else _YES)
                await show(tx, actor, talk.place, asked=asked, talk=talk, same=True)
            else:
                await ask_field(tx, actor, publication, field, asked, talk)
            await tx.commit()


_YES = (Entry("1", {"uk": "✓"}),)


def _on(publication: Publication, field: AdField) -> bool:
    return bool(publication.fields.get(field.key))


async def _store(
    tx: Transaction, publication: Publication, field: AdField, chosen: Sequence[Entry]
) -> Publication:
    fields = {**publication.fields, field.key: tuple(chosen)}
    return await tx.publications.save(replace(publication, fields=fields))


async def _publication(
    tx: Transaction, talk: Conversation, screens: tuple[str, ...] = ("publish_field",)
) -> Publication:
    if talk.place.screen not in screens:
        raise Stale
    publication = await tx.publications.get(PublicationId(talk.place.subject))
    if publication.busy:
        raise Stale
    return publication


async def field_options(
    tx: Transaction, sites: Sites, site: str, field: AdField, typed: str, credits: Sequence[Credit]
) -> Sequence[Entry]:
    """What can be chosen for a field, from the cache; narrowed by what was typed."""
    if field.kind is FieldKind.CREDIT:
        entries: Sequence[Entry] = [Entry(one.id, one.names) for one in credits]
    else:
        cached = await tx.dictionary(site, field.dictionary)
        entries = cached.entries if cached is not None else ()
    return sites.search(site, entries, typed) if typed else entries


async def field_words(
    tx: Transaction, sites: Sites, publication: Publication, field: AdField, talk: Conversation
) -> str:
    """What narrows a list: what was typed, or as much of the city as the site is near to."""
    typed = str(talk.draft.get("typed", ""))
    if typed or not field.place or publication.fields.get(field.key):
        return typed
    cached = await tx.dictionary(publication.site, field.dictionary)
    entries = cached.entries if cached is not None else ()
    city = (await tx.vacancies.get(publication.vacancy_id)).city
    parts = (city, *(part.strip() for part in re.split(r"[,(/]", city)))
    return next((one for one in parts if one and sites.search(publication.site, entries, one)), "")


def _used_up(field: AdField, entry: Entry, credits: Sequence[Credit]) -> bool:
    """It is a type of publication of which none is left."""
    left = {one.id: one.left for one in credits}
    return field.kind is FieldKind.CREDIT and left.get(entry.id) == 0


@dataclass(frozen=True, slots=True)
class AnswerField:
    """A field's answer: an option by its number, or what was typed to find one."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """A single choice moves on at once, a multiple one waits for `Done`.

        Raises: Stale, TooManyChosen.
        """
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            publication = await _publication(tx, talk)
            field = self._field(publication, talk)
            if await doubted(tx, publication, field):
                await load_form(tx, actor, publication, asked, talk, fields_asked(talk))
                await tx.commit()
                return
            account = await tx.accounts.get(publication.account_id)
            kept = await field_words(tx, self.sites, publication, field, talk)
            typed = asked.text.strip() if isinstance(asked, Typed) else kept
            options = await field_options(
                tx, self.sites, publication.site, field, typed, account.credits
            )
            if isinstance(asked, Typed):
                await self._typed(tx, actor, asked, talk, field, options)
            else:
                current(talk, asked)
                picked = next((one for one in options if one.number == asked.id), None)
                if picked is None:
                    raise Stale
                if _used_up(field, picked, account.credits):
                    await stay(tx, actor, Flash("none-left"), asked=asked, talk=talk)
                else:
                    await self._picked(tx, actor, asked, talk, publication, field, picked)
            await tx.commit()

    def _field(self, publication: Publication, talk: Conversation) -> AdField:
        try:
            return self.sites.info(publication.site).field(str(talk.draft.get("field")))
        except KeyError:
            raise Stale from None

    async def _typed(
        self,
        tx: Transaction,
        actor: Actor,
        asked: Typed,
        talk: Conversation,
        field: AdField,
        options: Sequence[Entry],
    ) -> None:
        publication = await _publication(tx, talk)
        if field.kind is FieldKind.TEXT:
            publication = await _store(tx, publication, field, (Entry(asked.text, {}),))
            await self._onward(tx, actor, asked, talk, publication)
            return
        flash = None if options else Flash("nothing-found", {"typed": asked.text[:80]})
        talk = talk.drafted(typed=asked.text.strip()[:80] if options else None)
        talk = replace(talk, place=replace(talk.place, page=0))
        await show(tx, actor, talk.place, asked=asked, flash=flash, talk=talk)

    async def _picked(
        self,
        tx: Transaction,
        actor: Actor,
        asked: Press,
        talk: Conversation,
        publication: Publication,
        field: AdField,
        entry: Entry,
    ) -> None:
        before = publication.fields.get(field.key, ())
        chosen = [one for one in before if one.id != entry.id]
        if field.most == 1:
            chosen = [entry]
        elif len(chosen) == len(before):  # it was not chosen: now it is
            if len(before) >= field.most:
                raise TooManyChosen(field.most)
            chosen.append(entry)
        publication = await _store(tx, publication, field, chosen)
        if field.most == 1:
            await self._onward(tx, actor, asked, talk, publication)
        else:
            await show(tx, actor, talk.place, asked=asked, talk=talk, same=True)

    async def _onward(
        self,
        tx: Transaction,
        actor: Actor,
        asked: Asked,
        talk: Conversation,
        publication: Publication,
    ) -> None:
        later = fields_asked(talk)[1:]
        await go_on(tx, self.sites, actor, publication, talk, asked=asked, fields=later)


@dataclass(frozen=True, slots=True)
class TurnOptions:
    """Another page of a long list, or of the preview."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            await _publication(tx, talk, ("publish_field", "preview"))
            place = replace(talk.place, page=asked.id)
            await show(tx, actor, place, asked=asked, talk=talk, same=True)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class FieldDone:
    """`Done` with a multiple choice, or `Leave empty` with an optional field."""

    uow: UnitOfWork
    sites: Sites
    empty: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await _publication(tx, talk)
            if self.empty:
                field = self.sites.info(publication.site).field(str(talk.draft.get("field")))
                publication = await _store(tx, publication, field, ())
            later = fields_asked(talk)[1:]
            await go_on(tx, self.sites, actor, publication, talk, asked=asked, fields=later)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class FixProblem:
    """From one line of a refusal, by its index, to what it is about."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """A field of the site, a question of the vacancy, or the whole form. Raises: Stale.

        The types of publication are counted anew first: some may have been bought meanwhile.
        """
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await _publication(tx, talk, ("publication",))
            await _fix(tx, self.sites, actor, publication, asked.id, asked, talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class FixTarget:
    """The same of one target among several, from their progress: the first line that says where."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """The way back leads to a preview of this one alone, whose confirm sends no other.

        Raises: Stale, NotThere.
        """
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await tx.publications.get(PublicationId(asked.id))
            among = talk.place.screen == "progress" and publication.id in talk.targets
            if not among or publication.busy or publication.operation is None:
                raise Stale
            problems = enumerate(publication.operation.problems)
            at = next((at for at, one in problems if one.field is not None), 0)
            talk = talk.drafted(only=publication.id)
            await _fix(tx, self.sites, actor, publication, at, asked, talk)
            await tx.commit()


async def _fix(
    tx: Transaction,
    sites: Sites,
    actor: Actor,
    publication: Publication,
    index: int,
    asked: Press,
    talk: Conversation,
) -> None:
    fields = sites.info(publication.site).fields
    key = _wrong(publication, index, fields)
    field = next((one for one in fields if one.key == key), None)
    if field is not None and field.kind is not FieldKind.CREDIT:
        await ask_field(tx, actor, publication, field, asked, talk)
    elif field is not None:
        await load_form(tx, actor, publication, asked, talk, [field.key])
    elif key in {one.value for one in Step}:
        talk = change_step(talk.at(Place("preview", publication.id)), Step(key))
        place = Place("vacancy_form", publication.vacancy_id)
        await show(tx, actor, place, asked=asked, talk=talk)
    else:
        await load_form(tx, actor, publication, asked, talk)


def _wrong(publication: Publication, index: int, fields: Sequence[AdField]) -> str | None:
    """What one line of the last refusal is about. Raises: Stale when there was none."""
    operation = publication.operation
    if operation is None or operation.state is not ActionState.FAILED:
        raise Stale
    if operation.unpaid:
        return next((one.key for one in fields if one.kind is FieldKind.CREDIT), None)
    problems = operation.problems
    return problems[index].field if index < len(problems) else None
