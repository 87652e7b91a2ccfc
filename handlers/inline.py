"""`@bot …` in any chat: what a member looks for; personal, never cached (product.md 2.15).

A first word chooses: `c` candidates, `v` vacancies, `t` templates, `st` publications; without
one it is publications too.
"""

from dataclasses import dataclass

from telegram import (
    CallbackQuery,
    ChosenInlineResult,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode

from bot.domain.errors import NotAllowed, NotThere, Stale
from bot.domain.ids import ApplicationId, WorkspaceId, from_base36, to_base36
from bot.domain.workspace import DEFAULT_TIME_ZONE, Actor, Person, Right
from bot.usecases.asked import Press
from bot.usecases.find_group import FindGroup
from bot.usecases.find_publications import FindPublications
from bot.usecases.find_shareable import FindAnswers, FindVacancyTexts
from bot.usecases.share_inline import FindShare, FindShareable, NoteShared
from handlers.context import Context, unless_overtaken
from handlers.groups import Groups
from handlers.inline_buttons import INLINE_BUTTONS
from handlers.keyboard import keyboard
from handlers.press import decode
from handlers.render import draw
from handlers.render.drawn import Rows
from handlers.render.ink import Ink
from handlers.render.inline import (
    Shared,
    offered_card,
    shared_answer,
    shared_publication,
    shared_vacancy,
)
from handlers.texts import Html

START = "inline"
"""What the way into the bot carries: no invite."""
_CARD = "c:"
"""How the id of a result begins that is a candidate of a company: two numbers follow."""
_Results = list[InlineQueryResultArticle]


@dataclass(frozen=True, slots=True)
class Inline:
    """Queries, what was chosen of the results, and presses under the messages they became."""

    context: Context

    async def answer(self, update: Update, query: InlineQuery) -> None:
        """What is the person's own; a stranger gets one way into the bot and no result."""
        person = self.context.person(update)
        texts = await self.context.speech(person)
        try:
            actor = await self.context.actor(person)
            actor.require(Right.LOOK)
        except NotAllowed:
            button = InlineQueryResultsButton(texts.label("inline-sign-in"), start_parameter=START)
            await query.answer([], cache_time=0, is_personal=True, button=button)
            return
        known = await self.context.known(person)
        company = known.workspace if known is not None else None
        zone = company.time_zone if company is not None else DEFAULT_TIME_ZONE
        username = query.get_bot().username
        ink = Ink(texts, zone, self.context.clock.now(), username)
        results = await self._found(actor, query.query, ink)
        nothing = InlineQueryResultsButton(texts.label("inline-nothing"), start_parameter=START)
        button_ = None if results else nothing
        await query.answer(results, cache_time=0, is_personal=True, button=button_)

    async def _found(self, actor: Actor, typed: str, ink: Ink) -> _Results:
        word, _, rest = typed.strip().partition(" ")
        match word.casefold():
            case "c":
                return await self._cards(actor, rest, ink)
            case "v":
                return await self._vacancies(actor, rest, ink)
            case "t":
                return await self._answers(actor, rest, ink)
            case "st":
                return await self._publications(actor, rest, ink)
            case _:
                return await self._publications(actor, typed, ink)

    async def _publications(self, actor: Actor, typed: str, ink: Ink) -> _Results:
        found, today = await self.context.make(FindPublications)(actor, typed)
        return [
            _article(to_base36(one.publication.id), shared_publication(one, ink.t, today))
            for one in found
        ]

    async def _vacancies(self, actor: Actor, typed: str, ink: Ink) -> _Results:
        found = await self.context.make(FindVacancyTexts)(actor, typed)
        return [
            _article(f"v:{to_base36(one.vacancy.id)}", shared_vacancy(one, ink)) for one in found
        ]

    async def _answers(self, actor: Actor, typed: str, ink: Ink) -> _Results:
        if not actor.may(Right.HANDLE):
            return []
        found = await self.context.make(FindAnswers)(actor, typed, ink.t.language)
        return [
            _article(f"t:{to_base36(one.id)}", shared_answer(one, body, ink.t))
            for one, body in found
        ]

    async def _cards(self, actor: Actor, typed: str, ink: Ink) -> _Results:
        if not actor.may(Right.HANDLE):
            return []
        results = []
        for one in await self.context.make(FindShareable)(actor, typed):
            title, about = offered_card(one, ink)
            drawn = draw(
                one, ink.t, time_zone=ink.time_zone, now=ink.now, bot_username=ink.bot_username
            )
            number = f"{_CARD}{to_base36(one.application_id)}:{to_base36(actor.workspace_id)}"
            article = _article(number, Shared(title, about, drawn.text), drawn.rows)
            results.append(article)
        return results

    async def chosen(self, update: Update, result: ChosenInlineResult) -> None:
        """Telegram tells so only where inline feedback is on (BotFather); of cards it matters."""
        message = result.inline_message_id
        if message is None or not result.result_id.startswith(_CARD):
            return
        try:
            number, company = map(from_base36, result.result_id.removeprefix(_CARD).split(":"))
            person, find = self.context.person(update), self.context.make(FindGroup)
            actor = await find.actor(person, WorkspaceId(company))
        except (ValueError, NotAllowed):
            return  # made up, or no member any more
        note = self.context.make(NoteShared)
        await unless_overtaken(lambda: note(actor, ApplicationId(number), message))

    async def press(self, update: Update, query: CallbackQuery, message: str) -> str | None:
        """The words of a popup; None for a quiet answer."""
        person = self.context.person(update)
        return await Groups(self.context).explained(
            update, person, lambda: self._pressed(person, query, message)
        )

    async def _pressed(self, person: Person, query: CallbackQuery, message: str) -> None:
        try:
            press = decode(query.data or "")
            row = INLINE_BUTTONS[press.verb]
        except (ValueError, KeyError):
            raise Stale from None
        share = await self.context.make(FindShare)(message)
        if share is not None and share[1] != press.id:
            raise NotThere  # a button made up
        workspace_id = share[0] if share is not None else None
        actor = await self.context.make(FindGroup).actor(person, workspace_id)
        asked = Press(press.id)
        await self.context.reach(actor, row, asked)
        use_case = self.context.make(row.use_case, **row.fixed)
        await unless_overtaken(lambda: use_case(actor, asked))


def _article(number: str, shared: Shared, rows: Rows = ()) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=number,
        title=shared.title,
        description=shared.description,
        input_message_content=_content(shared.html),
        reply_markup=keyboard(rows),
    )


def _content(html: Html) -> InputTextMessageContent:
    off = LinkPreviewOptions(is_disabled=True)
    return InputTextMessageContent(html, parse_mode=ParseMode.HTML, link_preview_options=off)
