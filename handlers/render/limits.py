"""Telegram's limits on a message, counted as Telegram counts (telegram.md 1).

Lengths are UTF-16 units of what is left after the HTML was read: an emoji is two, a tag is none.
"""

import html
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.render.drawn import Button, Line, Rows
from handlers.texts import Html

TEXT_MOST = 4096
CAPTION_MOST = 1024
POPUP_MOST = 200
BUTTONS_MOST = 100
BUTTONS_A_ROW = 8
MARKUP_MOST = 9_500
"""Bytes; the server says "reply markup is too long" at about 10 kB."""
ENTITIES_MOST = 100
_LABEL_MOST = (64, 32, 24, 16)
_LEAST_LEFT = 24
"""A text that would be cut shorter than this is left out."""
_JOINERS = "\u200d\ufe0f"
_TAG = re.compile(r"<[^>]*>")
_OPENING = re.compile(r"<[a-z]")
_NAMED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))
_PIECE = re.compile(r"<(/?)([a-z0-9-]+)[^>]*>|&(?:lt|gt|quot|amp);|[^<&]+|.", re.S)


def units(text: str) -> int:
    """Length of a plain text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(text: str) -> str:
    """HTML as it reads."""
    return _unescaped(_TAG.sub("", text) if "<" in text else text)


def _unescaped(text: str) -> str:
    """The four names that Telegram knows; html.unescape knows thousands and takes its time."""
    for name, char in _NAMED if "&" in text else ():
        text = text.replace(name, char)
    return text


def length(text: str) -> int:
    """Length of an HTML text as it reads."""
    return units(plain(text))


def cut(text: str, most: int) -> Html:
    """At most `most` units of an HTML text, «…» included; tags are closed, entities stay whole."""
    if 2 * len(text) <= most or length(text) <= most:  # no character is more than two units
        return Html(text)
    kept: list[str] = []
    opened: list[str] = []
    room = most - 1
    for match in _PIECE.finditer(text):
        piece, closing, tag = match.group(0), match.group(1), match.group(2)
        if not tag:
            taken = 1 if piece[0] == "&" else units(piece)
            if taken > room:
                kept.append("" if piece[0] == "&" else _begun(piece, room))
                break
            room -= taken
        elif closing:
            opened.pop()
        else:
            opened.append(tag)
        kept.append(piece)
    return Html(_ended("".join(kept)) + "…" + "".join(f"</{tag}>" for tag in reversed(opened)))


def cut_plain(text: str, most: int) -> str:
    """At most `most` units of a plain text, «…» included."""
    if 2 * len(text) <= most or units(text) <= most:
        return text
    return _ended(_begun(text, most - 1)) + "…"


def _begun(text: str, most: int) -> str:
    """The first `most` units, without half a character."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")


def _ended(text: str) -> str:
    while text and (text[-1] in _JOINERS or text[-1].isspace()):
        text = text[:-1]
    return text


def popup(text: str) -> str:
    """An HTML text as a press is answered with."""
    return cut_plain(plain(text), POPUP_MOST)


def fit(lines: Sequence[Line], most: int) -> Html:
    """Join the lines so that they are at most `most` units.

    The elastic lines are cut first, then optional ones dropped from the bottom, then the rest cut.
    """
    kept = list(lines)
    over = length(_joined(kept)) - most
    for at in reversed(range(len(kept))):
        if over > 0 and kept[at].elastic:
            kept[at : at + 1] = _shortened(kept[at], over)
            over = length(_joined(kept)) - most
    for at in reversed(range(len(kept))):
        if over > 0 and (kept[at].optional or kept[at].elastic):
            del kept[at]
            over = length(_joined(kept)) - most
    return cut(_joined(_modest(kept)), most)


def overflows(lines: Iterable[Line], most: int) -> bool:
    """Whether `fit` would have to leave anything out."""
    return length(_joined(lines)) > most


def _joined(lines: Iterable[Line]) -> str:
    text = "\n".join(f"{line.before}{line.html}{line.after}" for line in lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def _shortened(line: Line, over: int) -> list[Line]:
    room = length(line.html) - over
    return [replace(line, html=cut(line.html, room))] if room >= _LEAST_LEFT else []


def _modest(lines: list[Line]) -> list[Line]:
    """Telegram ignores entities beyond the hundredth, and links of ours may be among those.

    So those of texts from outside go first, then those at the bottom.
    """
    counts = [len(_OPENING.findall(line.html)) for line in lines]
    order = sorted(range(len(lines)), key=lambda at: (not lines[at].elastic, -at))
    kept, total = list(lines), sum(counts)
    for at in order:
        if total <= ENTITIES_MOST:
            break
        kept[at] = replace(lines[at], html=html.escape(plain(lines[at].html), quote=False))
        total -= counts[at]
    return kept


def bounded(rows: Rows) -> Rows:
    """The keyboard within Telegram's limits: labels cut, then rows left out before the last."""
    kept = [row[:BUTTONS_A_ROW] for row in rows if row]
    while sum(map(len, kept)) > BUTTONS_MOST:
        del kept[-2]
    for most in _LABEL_MOST:
        labelled = [tuple(_labelled(button, most) for button in row) for row in kept]
        if size(labelled) <= MARKUP_MOST:
            break
    while size(labelled) > MARKUP_MOST:
        del labelled[-2]
    return tuple(labelled)


def size(rows: Iterable[Iterable[Button]]) -> int:
    """About how many bytes the keyboard takes."""
    return sum(
        len(json.dumps([one.label, one.target, one.style], ensure_ascii=False).encode()) + 24
        for row in rows
        for one in row
    )


def _labelled(button: Button, most: int) -> Button:
    label = " ".join(button.label.split()) or "…"
    return replace(button, label=cut_plain(label, most))
