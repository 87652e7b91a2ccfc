"""The floor of `dispatch` and `start`: a bot of the same library that keeps nothing.

It answers `/start` with a menu and each tap with the other of two screens, by the same calls that
the product makes, with the texts and keyboards that the product was seen to send.
"""

import json
import logging
import sys
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, CommandHandler, ContextTypes

Screen = dict[str, Any]


def _example(verb: str) -> Screen:
    button = {"text": "…", "callback_data": f"1|{verb}|0|1"}
    return {"text": "…", "reply_markup": {"inline_keyboard": [[button]]}}


_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def main(address: str, token: str, screens: dict[str, Screen]) -> None:
    """Until SIGTERM. `screens`: by the verb of the button that leads away from each."""
    menu, settings = (screens.get(verb) or _example(verb) for verb in ("settings", "menu"))

    def content(screen: Screen) -> dict[str, Any]:
        keyboard = InlineKeyboardMarkup.de_json(screen["reply_markup"], None)
        how = {"parse_mode": ParseMode.HTML, "link_preview_options": _NO_PREVIEW}
        return {"text": screen["text"], "reply_markup": keyboard, **how}

    async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(**content(menu))

    async def tapped(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert query is not None
        await query.answer()
        to = settings if str(query.data).startswith("1|settings") else menu
        await query.edit_message_text(**content(to))

    builder = ApplicationBuilder().token(token).base_url(f"{address}/bot").concurrent_updates(True)
    bot = builder.build()
    bot.add_handler(CommandHandler("start", start))
    bot.add_handler(CallbackQueryHandler(tapped))
    bot.run_polling(timeout=30, allowed_updates=["message", "callback_query"])


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    found = json.loads(Path(sys.argv[3]).read_text()) if len(sys.argv) > 3 else {}
    main(sys.argv[1], sys.argv[2], found)
