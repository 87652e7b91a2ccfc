"""Drawn buttons as Telegram takes them."""

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from handlers.render.drawn import Button, Does, Rows


def keyboard(rows: Rows, *, links: bool = True) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram takes them; `links` False leaves out those that open addresses."""
    kept = [[_button(one) for one in row if links or one.does is not Does.OPEN] for row in rows]
    kept = [row for row in kept if row]
    return InlineKeyboardMarkup(kept) if kept else None


def _button(one: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        one.label,
        callback_data=one.target if one.does is Does.PRESS else None,
        url=one.target if one.does is Does.OPEN else None,
        copy_text=CopyTextButton(one.target) if one.does is Does.COPY else None,
        switch_inline_query=one.target if one.does is Does.SHARE else None,
        style=one.style.value if one.style is not None else None,
    )
