"""The floor of `start`: a bot of the same library that keeps nothing and answers `/start`."""

import logging
import sys

from telegram import Update
from telegram.ext import ApplicationBuilder, CommandHandler, ContextTypes


async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer."""
    assert update.message is not None
    await update.message.reply_text("…")


def main(address: str, token: str) -> None:
    """Until SIGTERM."""
    builder = ApplicationBuilder().token(token).base_url(f"{address}/bot").concurrent_updates(True)
    bot = builder.build()
    bot.add_handler(CommandHandler("start", start))
    bot.run_polling(timeout=30, allowed_updates=["message"])


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    main(*sys.argv[1:])
