"""The page that a browser sees on its way back from a site's login page: no scripts, no secrets."""

import html

from bot.domain.workspace import LANGUAGES
from bot.usecases.log_in_by_code import Back, CameBack
from handlers.texts import AllTexts

_STATUS = {Back.WELCOME: 200, Back.CANCELLED: 200, Back.EXPIRED: 410, Back.USED: 410}
_MARKS = {Back.WELCOME: "✅", Back.CANCELLED: "✋", Back.EXPIRED: "⌛", Back.USED: "☑️"}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    # Its own address holds the state and the code.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_STYLE = """
:root { color-scheme: light dark }
body { margin: 0; font: 18px/1.5 system-ui, sans-serif }
main { max-width: 26rem; margin: 0 auto; padding: 15vh 1.25rem 2rem; text-align: center }
.mark { font-size: 3rem }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 }
a { display: block; margin: 2rem 0 0; padding: .9rem; border-radius: .75rem;
    background: #2481cc; color: #fff; text-decoration: none; font-weight: 600 }
"""


def back_page(came: CameBack, texts: AllTexts, accepts: str, bot_username: str) -> tuple[int, str]:
    """Its status and HTML, in the person's language.

    `accepts` is what the browser says of its own, for who is not known.
    """
    language = came.language or _preferred(accepts)
    t, word = texts(language), f"back-{came.back}"
    title = html.escape(t.label(f"{word}-title"))
    way = ""
    if bot_username:
        way = f'<a href="https://t.me/{html.escape(bot_username)}">{t("back-to-chat")}</a>'
    page = (
        f'<!doctype html>\n<html lang="{t.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<div class="mark">{_MARKS.get(came.back, "❔")}</div>\n'
        f"<h1>{title}</h1>\n<p>{t(word)}</p>\n{way}\n</main>\n</body>\n</html>\n"
    )
    return _STATUS.get(came.back, 404), page


def _preferred(accepts: str) -> str:
    """The first of our languages that the browser names, else Ukrainian."""
    named = [one.split(";")[0].strip()[:2].lower() for one in accepts.split(",")]
    return next((one for one in named if one in LANGUAGES), LANGUAGES[0])
