"""`@bot …` in any chat: own publications with their status; personal, never cached."""

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode

from bot.domain.errors import NotAllowed
from bot.domain.ids import to_base36
from bot.domain.workspace import Right
from bot.usecases.find_publications import FindPublications
from handlers.context import Context
from handlers.render.inline import shared_publication

START = "inline"
"""What the way into the bot carries: no invite."""


async def answer(context: Context, update: Update, query: InlineQuery) -> None:
    """The person's own publications; a stranger gets one way into the bot and no result."""
    person = context.person(update)
    texts = await context.speech(person)
    try:
        actor = await context.actor(person)
        actor.require(Right.LOOK)
    except NotAllowed:
        button = InlineQueryResultsButton(texts.label("inline-sign-in"), start_parameter=START)
        await query.answer([], cache_time=0, is_personal=True, button=button)
        return
    found, today = await context.make(FindPublications)(actor, query.query)
    results = []
    for line in found:
        shared = shared_publication(line, texts, today)
        results.append(
            InlineQueryResultArticle(
                id=to_base36(line.publication.id),
                title=shared.title,
                description=shared.description,
                input_message_content=InputTextMessageContent(
                    shared.html,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                ),
            )
        )
    nothing = InlineQueryResultsButton(texts.label("inline-nothing"), start_parameter=START)
    await query.answer(results, cache_time=0, is_personal=True, button=None if results else nothing)
