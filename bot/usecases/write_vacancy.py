"""A vacancy by steps: each answer is saved as it comes."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import BadInput, NotAllowed, Stale
from bot.domain.ids import PublicationId, VacancyId, new_id
from bot.domain.pay import Pay, PayInDoubt, PayPeriod, parse_pay
from bot.domain.rich_text import plain
from bot.domain.vacancy import STEPS, Employment, Experience, Step, Vacancy
from bot.domain.workspace import Actor
from bot.ports import Attached, Attachments, Clock, Sites, Transaction, UnitOfWork
from bot.usecases.ask_must_haves import KeepMustHaves, added
from bot.usecases.asked import Asked, Press, Typed
from bot.usecases.doubt_answer import doubt_of, said_of
from bot.usecases.find_vacancies import LIST_OF
from bot.usecases.follow_vacancy import leave_values, save_vacancy, tell_colleagues
from bot.usecases.screens import current, show, stay

FORM = "vacancy_form"
CUT_AT = 3900
"""Telegram's apps cut at 4096 UTF-16 units, at a blank where there is one near."""


@dataclass(frozen=True, slots=True)
class NewVacancy:
    """`/new`: a draft that waits is offered first, unless a `fresh` one is asked for."""

    uow: UnitOfWork
    clock: Clock
    fresh: bool = False

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """The blank vacancy is stored at once, so that nothing typed can be lost.

        It is listed nowhere before its first answer, and one that was left blank is used again.
        """
        async with self.uow(actor) as tx:
            talk = (await tx.conversations.of(actor)).cleared()
            mine = await tx.vacancies.unfinished(actor.member_id)
            begun = next((one for one in mine if not one.blank), None)
            if begun is not None and not self.fresh:
                place = Place("continue_draft", begun.id)
            else:
                blank = next((one for one in mine if one.blank), None)
                place = Place(FORM, (blank or await self._blank(tx, actor)).id)
            await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()

    async def _blank(self, tx: Transaction, actor: Actor) -> Vacancy:
        moment = self.clock.now()
        fresh = Vacancy(VacancyId(new_id()), actor.workspace_id, actor.member_id, moment)
        return await tx.vacancies.save(fresh)


@dataclass(frozen=True, slots=True)
class ContinueVacancy:
    """Back into the form, where it was left."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            vacancy = await tx.vacancies.get(VacancyId(asked.id))
            talk = (await tx.conversations.of(actor)).cleared()
            screen = FORM if vacancy.step is not None else "vacancy"
            await show(tx, actor, Place(screen, vacancy.id), asked=asked, talk=talk)
            await tx.commit()


def question(talk: Conversation, vacancy: Vacancy) -> Step | None:
    """The step that is being asked: a single answer being changed, or the form's own."""
    changing = talk.draft.get("changing")
    return Step(changing) if changing else vacancy.step


async def asked_about(tx: Transaction, talk: Conversation) -> tuple[Vacancy, Step]:
    """The vacancy and the question on the screen. Raises: Stale, NotThere."""
    if talk.place.screen != FORM:
        raise Stale
    vacancy = await tx.vacancies.get(VacancyId(talk.place.subject))
    step = question(talk, vacancy)
    if step is None:
        raise Stale
    return vacancy, step


@dataclass(frozen=True, slots=True)
class AnswerVacancy:
    """What was typed for the present question, or sent as a file for the description."""

    uow: UnitOfWork
    sites: Sites
    attachments: Attachments
    keep_musts: KeepMustHaves

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """A wrong answer is explained and the question stays.

        Raises: Stale; BadInput for a file that can't be taken.
        """
        if asked.file is not None:
            asked = replace(asked, rich=await self._read(actor, asked.file))
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            vacancy, step = await asked_about(tx, talk)
            try:
                vacancy = answered(vacancy, step, asked, more=bool(talk.draft.get("more")))
            except BadInput as bad:
                offer = asdict(bad.pay) if isinstance(bad, PayInDoubt) else None
                flash = Flash(bad.text_id, bad.values())
                await stay(tx, actor, flash, asked=asked, talk=talk.drafted(offer=offer))
            else:
                await self._taken(tx, actor, asked, talk, vacancy, step)
            await tx.commit()

    async def _read(self, actor: Actor, file: Attached) -> str:
        async with self.uow(actor) as tx:
            _, step = await asked_about(tx, await tx.conversations.of(actor))
        if step is not Step.DESCRIPTION:
            raise BadInput("file-later")
        return await self.attachments.description(file)

    async def _taken(
        self,
        tx: Transaction,
        actor: Actor,
        asked: Typed,
        talk: Conversation,
        vacancy: Vacancy,
        step: Step,
    ) -> None:
        """Telegram cuts a long paste into several messages: the rest is waited for."""
        if asked.rich is not None:  # what a file holds is looked at before it is taken
            read = Flash("file-read", {"length": len(plain(vacancy.description))})
            talk = talk.drafted(file=vacancy.description)
            await stay(tx, actor, read, asked=asked, talk=talk)
            return
        doubt = await doubt_of(tx, self.sites, actor, talk, vacancy, step)
        if doubt is not None:
            talk = talk.drafted(doubt=doubt.kept)
            await stay(tx, actor, said_of(step, doubt), asked=asked, talk=talk)
            return
        if step is Step.MUST:
            await self.keep_musts(tx, actor, asked, talk, vacancy)
            return
        if step is not Step.DESCRIPTION or len(asked.text) < CUT_AT:
            flash = Flash("done-pay-unstated") if step is Step.PAY and vacancy.pay is None else None
            await go_on_with(tx, self.sites, actor, asked, talk, vacancy, flash)
            return
        await tx.vacancies.save(vacancy)
        flash = Flash("description-goes-on", {"length": len(plain(vacancy.description))})
        await stay(tx, actor, flash, asked=asked, talk=talk.drafted(more=True))


def answered(vacancy: Vacancy, step: Step, typed: Typed, *, more: bool = False) -> Vacancy:
    """The vacancy with this answer; `more`: it goes on where the last one was cut.

    Raises: BadInput.
    """
    if typed.rich is not None and step is Step.DESCRIPTION:
        return vacancy.worded(typed.rich, more=more)
    if not typed.is_text:
        raise BadInput("not-a-text")
    if step is Step.DESCRIPTION:
        return vacancy.described(typed.html, more=more)
    if step not in _TYPED:
        raise BadInput("choose-a-button")
    return _TYPED[step](vacancy, typed.text)


_TYPED: Mapping[Step, Callable[[Vacancy, str], Vacancy]] = {
    Step.TITLE: lambda vacancy, text: vacancy.titled(text),
    Step.CITY: lambda vacancy, text: vacancy.placed(text),
    Step.PAY: lambda vacancy, text: replace(vacancy, pay=parse_pay(text)),
    Step.MUST: lambda vacancy, text: vacancy.asking(added(vacancy.must_haves, text)),
    Step.CONTACT: lambda vacancy, text: vacancy.contacted(text),
}
"""The answers that are typed in one line, but for the description."""


def offered(talk: Conversation) -> Pay | None:
    """Pay that waits for a tap: what was typed may have meant it."""
    offer: Mapping[str, Any] | None = talk.draft.get("offer")
    return Pay(**{**offer, "period": PayPeriod(offer["period"])}) if offer else None


async def go_on_with(
    tx: Transaction,
    sites: Sites,
    actor: Actor,
    asked: Asked,
    talk: Conversation,
    vacancy: Vacancy,
    flash: Flash | None = None,
) -> None:
    """Save, and to the next question; a single changed answer leads back to where it began."""
    changing = talk.draft.get("changing")
    if step := question(talk, vacancy):
        await tell_colleagues(tx, actor, vacancy, step)
    if changing:
        back = Place(*talk.draft.get("back", ("vacancy", vacancy.id)))
        await save_vacancy(tx, sites, vacancy)
        await show(tx, actor, back, asked=asked, flash=flash, talk=talk.in_round())
        return
    vacancy = await save_vacancy(tx, sites, vacancy.forward())
    place = Place(FORM if vacancy.step is not None else "vacancy", vacancy.id)
    await show(tx, actor, place, asked=asked, flash=flash, talk=talk.cleared())


@dataclass(frozen=True, slots=True)
class PickAnswer:
    """A button among the answers: employment or experience, by its index."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy, step = await asked_about(tx, talk)
            await go_on_with(tx, self.sites, actor, asked, talk, _picked(vacancy, step, asked.id))
            await tx.commit()


def _picked(vacancy: Vacancy, step: Step, index: int) -> Vacancy:
    if step is Step.EMPLOYMENT and index < len(Employment):
        return replace(vacancy, employment=tuple(Employment)[index])
    if step is Step.EXPERIENCE and index < len(Experience):
        return replace(vacancy, experience=tuple(Experience)[index])
    raise Stale


@dataclass(frozen=True, slots=True)
class WorkRemotely:
    """The city question answered by a button; the site may still ask for a town."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy, step = await asked_about(tx, talk)
            if step is not Step.CITY:
                raise Stale
            await go_on_with(
                tx, self.sites, actor, asked, talk, replace(vacancy, remote=True, city="")
            )
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TakePay:
    """`40-30` or `25000 + бонуси` was typed: the pay that was offered instead."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy, _ = await asked_about(tx, talk)
            pay = offered(talk)
            if pay is None:
                raise Stale
            await go_on_with(tx, self.sites, actor, asked, talk, replace(vacancy, pay=pay))
            await tx.commit()


def _emptied(vacancy: Vacancy, step: Step) -> Vacancy:
    if step is Step.CITY:
        return replace(vacancy, city="", remote=False)
    if step is Step.EMPLOYMENT:
        return replace(vacancy, employment=None)
    if step is Step.EXPERIENCE:
        return replace(vacancy, experience=None)
    if step is Step.PAY:
        return replace(vacancy, pay=None)
    if step is Step.MUST:
        return vacancy.asking(())
    if step is Step.CONTACT:
        return replace(vacancy, contact=None)
    raise NotAllowed


@dataclass(frozen=True, slots=True)
class SkipAnswer:
    """No answer to this question; one given before is kept in the form, dropped when changing."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale; NotAllowed for a question that every site needs."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy, step = await asked_about(tx, talk)
            if step in vacancy.missing():
                raise NotAllowed
            if talk.draft.get("changing") and not talk.draft.get("more"):
                vacancy = _emptied(vacancy, step)
            await go_on_with(tx, self.sites, actor, asked, talk, vacancy)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class BackOneStep:
    """The question before."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """While one answer is being changed: back to where that began. Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy, _ = await asked_about(tx, talk)
            if talk.draft.get("changing"):
                back = Place(*talk.draft.get("back", ("vacancy", vacancy.id)))
                await show(tx, actor, back, asked=asked, talk=talk.in_round())
            else:
                await tx.vacancies.save(vacancy.back())
                await show(tx, actor, talk.place, asked=asked, talk=talk.cleared())
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """One answer of a vacancy that is written already; the button's id is the step's index."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """From the vacancy's page, or from a publication's preview. Raises: Stale, NotThere."""
        if asked.id >= len(STEPS):
            raise Stale
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy = await vacancy_at(tx, talk)
            talk = change_step(talk, STEPS[asked.id])
            await show(tx, actor, Place(FORM, vacancy.id), asked=asked, talk=talk)
            await tx.commit()


def change_step(talk: Conversation, step: Step) -> Conversation:
    """The conversation set to change one answer and to come back to its present place."""
    back = [talk.place.screen, talk.place.subject]
    return talk.in_round().drafted(changing=step.value, back=back)


async def vacancy_at(tx: Transaction, talk: Conversation) -> Vacancy:
    """The vacancy that the present screen is about. Raises: Stale, NotThere."""
    from_publication = ("preview", "publication", "publish_field")
    if talk.place.screen in from_publication:
        publication = await tx.publications.get(PublicationId(talk.place.subject))
        return await tx.vacancies.get(publication.vacancy_id)
    if talk.place.screen not in ("vacancy", FORM, "wording", "publish_account"):
        raise Stale
    return await tx.vacancies.get(VacancyId(talk.place.subject))


@dataclass(frozen=True, slots=True)
class DeleteVacancy:
    """A vacancy that stands on no site, or a template."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere; NotAllowed while the site knows one of its ads."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy = await tx.vacancies.get(VacancyId(asked.id))
            its = await tx.publications.of_vacancy(vacancy.id)
            if any(one.bound for one in its):
                raise NotAllowed
            await leave_values(tx, self.sites, vacancy, its)
            await tx.vacancies.delete(vacancy.id)
            flash = Flash("done-deleted", {"title": vacancy.title or "—"})
            place = Place(LIST_OF[vacancy.shelf])
            await show(tx, actor, place, asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()
