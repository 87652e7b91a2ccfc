"""HTML parse mode: tags to entities, refused in the server's own words.

The rules are those of https://core.telegram.org/bots/api#html-style and of what the server answers:
offsets in messages are bytes, only four named entities exist, a tag closes the last one opened.
"""

import re
from dataclasses import dataclass

from handlers.emulator.links import checked_link
from handlers.emulator.refusal import Json, bad
from handlers.emulator.richtext import Text, units

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#(x[0-9a-fA-F]{1,8}|[0-9]{1,8})|([a-zA-Z]+));?")
_SPACE = " \t\r\n\v"
_END = ""  # what `_Reader.here` gives past the end


@dataclass(slots=True)
class _Opened:
    tag: str
    argument: str
    offset: int
    written: int


def parse_html(source: str) -> Text:
    """Plain text and entities of Bot API HTML; raises Refusal "can't parse entities: ..."."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.out: list[str] = []
        self.size = 0
        self.opened: list[_Opened] = []
        self.entities: list[Json] = []

    @property
    def here(self) -> str:
        return self.source[self.at : self.at + 1]

    def read(self) -> Text:
        while self.here:
            if self.here == "<":
                self._tag()
            elif self.here == "&":
                self._write(self._character())
            else:
                self._write(self.here)
                self.at += 1
        if self.opened:
            raise _wrong(f"Can't find end tag corresponding to start tag {self.opened[-1].tag}")
        for one in self.entities:
            if one["type"] == "code":  # a language outside <pre> is forgotten
                one.pop("language", None)
        order = sorted(self.entities, key=lambda one: (one["offset"], -one["length"]))
        return Text("".join(self.out), tuple(order))

    def _write(self, text: str) -> None:
        self.out.append(text)
        self.size += units(text)

    def _character(self) -> str:
        """Read one `&...;`; what is no known character stands for itself."""
        match = _CHARACTER.match(self.source, self.at)
        found = _decoded(match) if match else None
        if match is None or found is None:
            self.at += 1
            return "&"
        self.at = match.end()
        return found

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _until(self, stops: str) -> str:
        start = self.at
        while self.here and self.here not in stops:
            self.at += 1
        return self.source[start : self.at]

    def _skip_space(self) -> None:
        while self.here and self.here in _SPACE:
            self.at += 1

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.here == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        tag = self._until(_SPACE + ">").lower()
        where = self._byte(begin)
        if not self.here:
            raise _wrong(f"Unclosed start tag at byte offset {where}")
        if tag not in _KINDS:
            raise _wrong(f'Unsupported start tag "{tag}" at byte offset {where}')
        argument = self._attributes(tag, where)
        if tag == "span" and argument != "spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.opened.append(_Opened(tag, argument, self.size, len(self.out)))

    def _attributes(self, tag: str, where: int) -> str:
        argument = ""
        while True:
            self._skip_space()
            if self.here == ">":
                self.at += 1
                return argument
            name, value = self._attribute(tag, where)
            argument = _argument(tag, name, value) or argument

    def _attribute(self, tag: str, where: int) -> tuple[str, str]:
        name = self._until(_SPACE + "=>/\"'")
        if not name:
            if not self.here:
                raise _wrong(f"Unclosed start tag at byte offset {where}")
            raise _wrong(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
        self._skip_space()
        if self.here != "=":
            if tag == "blockquote" and name.lower() == "expandable" and self.here:
                return "expandable", "1"
            raise _wrong(
                "Expected equal sign in declaration of an attribute of the tag "
                f'"{tag}" at byte offset {where}'
            )
        self.at += 1
        self._skip_space()
        if not self.here:
            raise _wrong(f'Unclosed start tag "{tag}" at byte offset {where}')
        value = self._quoted() if self.here in "'\"" else self._token()
        if not self.here:
            raise _wrong(f"Unclosed start tag at byte offset {where}")
        return name, value

    def _token(self) -> str:
        begin = self.at
        while self.here and ((self.here.isascii() and self.here.isalnum()) or self.here in ".-"):
            self.at += 1
        if self.here not in _SPACE + ">":
            raise _wrong(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return self.source[begin : self.at].lower()

    def _quoted(self) -> str:
        quote, found = self.here, ""
        self.at += 1
        while self.here and self.here != quote:
            if self.here == "&":
                found += self._character()
            else:
                found += self.here
                self.at += 1
        self.at += 1
        return found

    def _end_tag(self, begin: int) -> None:
        where = self._byte(begin)
        if not self.opened:
            raise _wrong(f"Unexpected end tag at byte offset {where}")
        self.at += 1
        tag = self._until(_SPACE + ">").lower()
        self._skip_space()
        if self.here != ">":
            raise _wrong(f"Unclosed end tag at byte offset {where}")
        self.at += 1
        opened = self.opened.pop()
        if tag and tag != opened.tag:
            raise _wrong(
                f"Unmatched end tag at byte offset {where}, expected "
                f'"</{opened.tag}>", found "</{tag}>"'
            )
        if self.size > opened.offset:
            self._entity(opened)

    def _entity(self, opened: _Opened) -> None:
        entity: Json = {
            "type": _KINDS[opened.tag],
            "offset": opened.offset,
            "length": self.size - opened.offset,
        }
        if opened.tag == "a":
            self._link(entity, opened)
        elif opened.tag == "pre":
            self._pre(entity)
        elif opened.tag == "code" and opened.argument:
            self.entities.append({**entity, "language": opened.argument})
        elif opened.tag == "tg-emoji":
            if not opened.argument.isdigit():
                raise _wrong("Invalid custom emoji identifier specified")
            self.entities.append({**entity, "custom_emoji_id": opened.argument})
        else:
            if opened.tag == "blockquote" and opened.argument:
                entity["type"] = "expandable_blockquote"
            self.entities.append(entity)

    def _link(self, entity: Json, opened: _Opened) -> None:
        """A link that leads nowhere becomes plain text without a word, as on the server."""
        url = checked_link(opened.argument or "".join(self.out[opened.written :]))
        if url is not None:
            self.entities.append({**entity, "url": url})

    def _pre(self, entity: Json) -> None:
        last = self.entities[-1] if self.entities else {}
        same = (last.get("type"), last.get("offset"), last.get("length")) == (
            "code",
            entity["offset"],
            entity["length"],
        )
        if same:
            self.entities.pop()
            if "language" in last:
                entity["language"] = last["language"]
        self.entities.append(entity)


def _argument(tag: str, name: str, value: str) -> str:
    """What the tag needs of this attribute; every other attribute is ignored."""
    if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id"), ("blockquote", "expandable")):
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return ""


def _decoded(match: re.Match[str]) -> str | None:
    number, name = match.groups()
    if name is not None:
        return _NAMED.get(name)
    code = int(number[1:], 16) if number.startswith("x") else int(number)
    if not 0 < code < 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return None
    return chr(code)


def _wrong(what: str) -> Exception:
    return bad(f"can't parse entities: {what}")
