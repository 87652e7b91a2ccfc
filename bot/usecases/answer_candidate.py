"""From a card to what its candidate reads: reason, words, preview, and only then out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.answer import VALUE_MOST, Filled, Tag, fill, told
from bot.domain.application import Application
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import AnswerUnderWay, BadInput, Stale
from bot.domain.handling import Reason, Stage
from bot.domain.ids import ApplicationId
from bot.domain.jobs import Job
from bot.domain.masking import called
from bot.domain.site_action import Kind
from bot.domain.telling import leads_on, passes_on
from bot.domain.vacancy import one_line
from bot.domain.workspace import LANGUAGES, Actor
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases.asked import Asked, Press, Typed
from bot.usecases.handle_card import HandleCard
from bot.usecases.hear_typed import hear
from bot.usecases.keep_notice import notice_for
from bot.usecases.manage_answers import there, with_ready
from bot.usecases.screens import current, show, stay
from bot.usecases.spot import kept_for

REASON, WORDS, TEXT, VALUE, PREVIEW = (
    "tell_reason",
    "tell_words",
    "tell_text",
    "tell_value",
    "tell_preview",
)
HERE = "told_here"
"""The screen of a decision that no site passes on."""
STEPS = (REASON, WORDS, TEXT, VALUE, PREVIEW)
_FIRST = {Kind.INVITE: WORDS, Kind.REJECT: REASON, Kind.REPLY: WORDS}


OFFERS = "offers"


def offers_job(application: Application) -> Job:
    """Asked while somebody chooses words; under the account's lock, like all that asks its site."""
    return Job(
        OFFERS,
        application.id,
        application.workspace_id,
        lock=f"account:{application.account_id}",
        unique=f"offers:{application.id}",
        priority=60,
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """What is known so far of what a candidate is to be told; kept in the conversation."""

    kind: Kind
    reason: Reason | None = None
    words: str | None = None
    """With its tags; None: nothing is said."""
    values: Mapping[Tag, str] | None = None
    """What was typed for tags that had no value."""
    tag: Tag | None = None
    """The one whose value is asked for."""
    texts: tuple[tuple[str, str], ...] = ()
    """The employer's own at the site: name and words."""
    error: str | None = None
    """Why the site would not let it be done now, as a text id."""
    seen: Stage | None = None
    """Where the application stood when it was last looked at; None: an older version asked."""
    language: str | None = None
    """Of the template; None: words of one's own, or the site's."""

    @property
    def here(self) -> bool:
        """The site has said that it does not do this for the response: it is decided here."""
        return self.error is not None

    @classmethod
    def of(cls, talk: Conversation) -> "Telling":
        """Raises: Stale when nothing is being told."""
        kept: Mapping[str, Any] = talk.draft.get("telling") or {}
        if "kind" not in kept:
            raise Stale
        return cls(
            Kind(kept["kind"]),
            Reason(kept["reason"]) if kept.get("reason") else None,
            kept.get("words"),
            {Tag(tag): value for tag, value in (kept.get("values") or {}).items()},
            Tag(kept["tag"]) if kept.get("tag") else None,
            tuple((name, words) for name, words in kept.get("texts") or ()),
            kept.get("error"),
            Stage(kept["seen"]) if kept.get("seen") else None,
            kept.get("language"),
        )

    def on(self, talk: Conversation) -> Conversation:
        """The conversation with this in its draft."""
        values = {tag.value: value for tag, value in (self.values or {}).items()}
        kept = {
            "kind": self.kind.value,
            "reason": self.reason and self.reason.value,
            "words": self.words,
            "values": values,
            "tag": self.tag and self.tag.value,
            "texts": [list(one) for one in self.texts],
            "error": self.error,
            "seen": self.seen and self.seen.value,
            "language": self.language,
        }
        return talk.drafted(telling=kept)


async def first_notice_of(
    tx: Transaction, sites: Sites, actor: Actor, one: Application, telling: Telling
) -> str | None:
    """Who processes the candidate's data, where these words are the first that leave to them."""
    if telling.here:
        return None
    account = await tx.accounts.get(one.account_id)
    if telling.words is None or not passes_on(sites.info(one.site), account, telling.kind):
        return None
    user = await tx.users.get(actor.user_id)
    mine = user.language if user is not None else LANGUAGES[0]
    return await notice_for(tx, actor, one, telling.language or mine)


async def filled(tx: Transaction, actor: Actor, one: Application, telling: Telling) -> Filled:
    """The words with all values that are known."""
    workspace = await tx.workspaces.get(actor.workspace_id)
    user = await tx.users.get(actor.user_id)
    title = ""
    if one.publication_id is not None:
        publication = await tx.publications.get(one.publication_id)
        title = (await tx.vacancies.get(publication.vacancy_id)).title
    known = {
        Tag.NAME: called(one.name),
        Tag.VACANCY: title,
        Tag.COMPANY: workspace.name,
        Tag.RECRUITER: user.name if user is not None else "",
    }
    return fill(telling.words or "", {**known, **(telling.values or {})})


async def with_notice(
    tx: Transaction,
    sites: Sites,
    actor: Actor,
    one: Application,
    telling: Telling,
    words: Filled,
) -> str:
    """All that leaves: the words, and the notice where they are the first."""
    notice = await first_notice_of(tx, sites, actor, one, telling)
    return words.text if notice is None else f"{words.text}\n\n{notice}"


@dataclass(frozen=True, slots=True)
class BeginAnswer:
    """A button of a card in private: the first question of the way to an answer."""

    uow: UnitOfWork
    clock: Clock
    handle: HandleCard
    kind: Kind

    async def __call__(self, actor: Actor, asked: Press) -> Flash | None:
        """Raises: NotThere; AnswerUnderWay while another one is on its way."""
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            application, stage = card.application, card.application.handling.stage
            past = await tx.actions.of_application(application.id)
            if past and past[0].under_way:
                raise AnswerUnderWay
            if not leads_on(self.kind, stage):
                flash = await self.handle.moved_on(tx, card)
                await tx.commit()
                return flash
            await with_ready(tx, actor, self.clock)
            talk, pressed = kept_for(await tx.conversations.of(actor), asked)
            talk = Telling(self.kind, seen=stage).on(talk)
            place = Place(_FIRST[self.kind], application.id)
            await show(tx, actor, place, asked=pressed, talk=talk)
            if place.screen == WORDS:
                await tx.enqueue(offers_job(application))
            await tx.commit()
        return None


@dataclass(frozen=True, slots=True)
class GoTo:
    """One of the steps, by a button of another one."""

    uow: UnitOfWork
    screen: str

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk, _ = await step_of(tx, actor, asked)
            place = Place(self.screen, talk.place.subject)
            await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class PickReason:
    """Why not, by its index in `Reason`."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk, telling = await step_of(tx, actor, asked)
            if asked.id >= len(Reason):
                raise Stale
            talk = replace(telling, reason=list(Reason)[asked.id]).on(talk)
            await show(tx, actor, Place(WORDS, talk.place.subject), asked=asked, talk=talk)
            application = await tx.applications.get(ApplicationId(talk.place.subject))
            await tx.enqueue(offers_job(application))
            await tx.commit()


@dataclass(frozen=True, slots=True)
class PickWords:
    """A template; or, `silent`, nothing at all."""

    uow: UnitOfWork
    silent: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk, telling = await step_of(tx, actor, asked)
            chosen = None if self.silent else await there(tx, asked.id)
            if chosen is None and telling.kind is Kind.REPLY:
                raise Stale
            known = (chosen.body, chosen.language) if chosen is not None else (None, None)
            talk = replace(telling, words=known[0], language=known[1]).on(talk)
            await show(tx, actor, Place(PREVIEW, talk.place.subject), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class PickSiteText:
    """One of the employer's own texts at the site, by its place in the list."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk, telling = await step_of(tx, actor, asked)
            if asked.id >= len(telling.texts):
                raise Stale
            _, words = telling.texts[asked.id]
            talk = replace(telling, words=words, language=None).on(talk)
            await show(tx, actor, Place(PREVIEW, talk.place.subject), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TypeWords:
    """A text of one's own, or another one; it goes to the preview, never out."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """What can't be taken is said, and asked for again. Raises: Stale."""
        async with self.uow(actor) as tx:
            talk, telling = await step_of(tx, actor, asked)
            await _heard(tx, actor, talk, asked)
            try:
                words = told(asked.text)
            except BadInput as bad:
                await stay(tx, actor, Flash(bad.text_id, bad.values()), asked=asked, talk=talk)
            else:
                talk = replace(telling, words=words).on(talk)
                place = Place(PREVIEW, talk.place.subject)
                await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class AskValue:
    """What to put in place of a tag that has no value, by its index in `Tag`."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk, telling = await step_of(tx, actor, asked)
            if asked.id >= len(Tag):
                raise Stale
            talk = replace(telling, tag=list(Tag)[asked.id]).on(talk)
            await show(tx, actor, Place(VALUE, talk.place.subject), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TypeValue:
    """Typed then."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk, telling = await step_of(tx, actor, asked)
            await _heard(tx, actor, talk, asked)
            value = one_line(asked.text)[:VALUE_MOST]
            if telling.tag is None:
                raise Stale
            values = {**(telling.values or {}), telling.tag: value}
            talk = replace(telling, values=values, tag=None).on(talk)
            await show(tx, actor, Place(PREVIEW, talk.place.subject), asked=asked, talk=talk)
            await tx.commit()


async def _heard(tx: Transaction, actor: Actor, talk: Conversation, typed: Typed) -> None:
    """Words to a candidate call them by name: they go from the chat when the candidate does."""
    link = await tx.chats.private(talk.bot_id, actor.user_id)
    await hear(tx, actor, link, ApplicationId(talk.place.subject), typed, talk.updated_at)


async def step_of(tx: Transaction, actor: Actor, asked: Asked) -> tuple[Conversation, Telling]:
    """Where the member is on the way, and what was chosen. Raises: Stale when it was left."""
    talk = current(await tx.conversations.of(actor), asked)
    if talk.place.screen not in STEPS:
        raise Stale
    return talk, Telling.of(talk)
