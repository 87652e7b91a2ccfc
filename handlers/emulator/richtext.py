"""Formatted text as the Bot API sees it: plain text and entities, counted in UTF-16 units."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from handlers.emulator.refusal import Json

ENTITIES_SHOWN = 100  # the server keeps the first hundred and forgets the rest


def units(text: str) -> int:
    """Length in UTF-16 code units, the measure of every offset and limit of the Bot API."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """The part of the text that starts at `offset` and is `length` long, both in UTF-16 units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def pieces(text: str, most: int) -> list[str]:
    """As Telegram's apps send what is longer than `most`: cut at a blank where one is near."""
    found = []
    while units(text) > most:
        piece = text.encode("utf-16-le", "surrogatepass")[: most * 2].decode("utf-16-le", "ignore")
        blank = max(piece.rfind("\n"), piece.rfind(" "))
        at = blank + 1 if blank > max(0, len(piece) - _NEAR) else len(piece)
        found.append(text[:at])
        text = text[at:]
    return [*found, text] if text.strip() or not found else found


_NEAR = 100
"""Characters."""


@dataclass(frozen=True, slots=True)
class Text:
    """Text with its entities (MessageEntity objects without a user)."""

    plain: str
    entities: tuple[Json, ...] = ()

    @property
    def size(self) -> int:
        return units(self.plain)


NO_TEXT = Text("")


def tidy(text: Text) -> Text:
    """Trim blank ends as the server does, clip the entities, add the links that it finds itself."""
    plain = text.plain.replace("\r", "").replace("\0", "")
    lead = units(plain) - units(plain.lstrip())
    plain = plain.strip()
    total = units(plain)
    kept = [_clip(one, lead, total) for one in text.entities]
    entities = _apart([one for one in kept if one["length"] > 0])
    found = [one for one in detect(plain) if not any(_meet(one, other) for other in entities)]
    ordered = sorted([*entities, *found], key=lambda one: (one["offset"], -one["length"]))
    return Text(plain, tuple(ordered[:ENTITIES_SHOWN]))


def _clip(entity: Json, lead: int, total: int) -> Json:
    start = max(entity["offset"] - lead, 0)
    end = min(entity["offset"] - lead + entity["length"], total)
    return {**entity, "offset": start, "length": end - start}


_ALONE = ("code", "pre")
_AROUND = ("bold", "italic", "underline", "strikethrough", "spoiler")


def _apart(entities: list[Json]) -> list[Json]:
    """Nothing overlaps code: what stands inside is dropped, what stands around is split."""
    walls = [one for one in entities if one["type"] in _ALONE]
    found = list(walls)
    for one in entities:
        if one["type"] in _AROUND:
            found += _without(one, walls)
        elif one["type"] not in _ALONE:
            found.append(one)
    return found


def _without(entity: Json, walls: list[Json]) -> Iterator[Json]:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    for wall in sorted(walls, key=lambda one: int(one["offset"])):
        if not _meet(entity, wall):
            continue
        if wall["offset"] > start:
            yield {**entity, "offset": start, "length": wall["offset"] - start}
        start = max(start, wall["offset"] + wall["length"])
    if end > start:
        yield {**entity, "offset": start, "length": end - start}


_BLOCKS_LINKS = ("code", "pre", "text_link", "text_mention", "custom_emoji")


def _meet(one: Json, other: Json) -> bool:
    if other["type"] not in _BLOCKS_LINKS and one["type"] not in _AROUND:
        return False
    ends = other["offset"] + other["length"], one["offset"] + one["length"]
    return bool(one["offset"] < ends[0] and other["offset"] < ends[1])


_TOP = "com|org|net|ua|ru|me|io|dev|app|info|eu|pl|de|uk|kz|work|co|tv|biz|pro|jobs|example|test"
_DETECTED = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>https?://[^\s<>\"]+|(?<![\w@.])(?:[\w-]+\.)+(?:" + _TOP + r")\b(?:/[^\s<>\"]*)?)"
    r"|(?<![\w/@<])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@[A-Za-z]\w{3,31})"
    r"|(?<!\w)(?P<hashtag>\#\w*[^\W\d]\w*)"
    r"|(?<![\w+])(?P<phone_number>\+\d(?:[ ()-]{0,2}\d){8,14})(?!\w)",
    re.IGNORECASE,
)


def detect(plain: str) -> Iterator[Json]:
    """Links, commands, mentions, e-mails, hashtags and phones that the server marks by itself."""
    for match in _DETECTED.finditer(plain):
        kind, found = str(match.lastgroup), match.group()
        if kind == "url":
            found = found.rstrip(".,;:!?)»'\"")
        yield {"type": kind, "offset": units(plain[: match.start()]), "length": units(found)}


_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def to_html(text: Text) -> str:
    """Bot API HTML of the text; what the server found by itself stays plain."""
    shown = [one for one in text.entities if one["type"] in _TAGS or one["type"] in _LINKS]
    edges = {0, text.size}
    for one in shown:
        edges |= {one["offset"], one["offset"] + one["length"]}
    out: list[str] = []
    for start, end in pairwise(sorted(edges)):
        out += (_close(one) for one in reversed(shown) if _ends(one) == start)
        out += (_open(one) for one in shown if one["offset"] == start)
        out.append(html.escape(cut(text.plain, start, end - start), quote=False))
    out += (_close(one) for one in reversed(shown) if _ends(one) == text.size)
    return "".join(out)


_LINKS = ("text_link", "text_mention", "expandable_blockquote")


def _ends(entity: Json) -> int:
    return int(entity["offset"]) + int(entity["length"])


def _open(entity: Json) -> str:
    kind = entity["type"]
    if kind == "text_link":
        return f'<a href="{html.escape(entity["url"])}">'
    if kind == "text_mention":
        return f'<a href="tg://user?id={entity["user"]["id"]}">'
    if kind == "expandable_blockquote":
        return "<blockquote expandable>"
    if kind == "pre" and entity.get("language"):
        return f'<pre><code class="language-{html.escape(entity["language"])}">'
    return f"<{_TAGS[kind]}>"


def _close(entity: Json) -> str:
    kind = entity["type"]
    if kind == "expandable_blockquote":
        return "</blockquote>"
    if kind == "pre" and entity.get("language"):
        return "</code></pre>"
    return "</a>" if kind in _LINKS else f"</{_TAGS[kind]}>"


def first(entities: Iterable[Json], kind: str) -> Json | None:
    return next((one for one in entities if one["type"] == kind), None)
