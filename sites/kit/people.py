"""What candidates send: texts with or without HTML, phones, e-mails, names of files."""

import html
import re

import nh3
import phonenumbers

_MARKUP = re.compile(
    r"</?(?:p|br|b|i|u|a|ul|ol|li|div|span|h[1-6]|strong|em|table|tr|td|th|hr)\b[^<>]*>", re.I
)
_BREAKS = re.compile(r"<br\b[^<>]*>|</(?:p|div|ul|ol|h[1-6]|tr|table)\s*>|<hr\b[^<>]*>", re.I)
_ITEMS = re.compile(r"<li\b[^<>]*>", re.I)
_ITEM_ENDS = re.compile(r"</li\s*>", re.I)
_SOURCE_BREAKS = re.compile(r"\s*\n\s*")


def plain_text(raw: str) -> str:
    """Plain text, lines separated by a newline, from plain text or an HTML fragment.

    Block ends and <br> become newlines, list items get a bullet, other tags go, entities are
    unescaped, more than one blank line in a row is one.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if _MARKUP.search(text):
        text = _without_tags(text)
    text = html.unescape(text).replace("\xa0", " ")
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_tags(text: str) -> str:
    if _BREAKS.search(text):
        text = _SOURCE_BREAKS.sub(" ", text)
    text = _ITEM_ENDS.sub("\n", _ITEMS.sub("\n• ", _BREAKS.sub("\n", text)))
    text = nh3.clean(text, tags=set())
    return re.sub(r"\n\s*\n• ", "\n• ", text)


def phones(raw: str | None, *, country: str) -> tuple[str, ...]:
    """Phone numbers as E.164 where they can be read so, else as they came.

    `country` (ISO) is meant by a number without its code. Several may stand in one text.
    """
    parts = re.split(r"[,;\n]|\s/\s", raw or "")
    found = [_phone(part.strip(), country) for part in parts if re.search(r"\d", part)]
    return tuple(dict.fromkeys(found))


def _phone(raw: str, country: str) -> str:
    try:
        number = phonenumbers.parse(raw, country)
    except phonenumbers.NumberParseException:
        return raw
    if not phonenumbers.is_possible_number(number):
        return raw
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


_EMAIL = re.compile(r'(?:"[^"\n]*"|[^\s,;<>"@])+@[^\s,;<>"@]+')
_EMAILS_READ = 2000
"""Characters of the field; a search in endless ones takes its time."""


def emails(raw: str | None) -> tuple[str, ...]:
    """E-mail addresses of a text, in order, each once; names and angle brackets are left out."""
    return tuple(dict.fromkeys(_EMAIL.findall((raw or "")[:_EMAILS_READ])))


_MAGIC = (
    (b"%PDF", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0", "application/msword"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG", "image/png"),
    (b"GIF8", "image/gif"),
)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"


def mime_of(content: bytes, declared: str) -> str:
    """What the bytes are; where they don't tell, what the site declared."""
    if content.startswith(b"PK\x03\x04"):
        head = content[:4096]
        return (
            _ODT if _ODT.encode() in head else _DOCX if b"word/" in content else "application/zip"
        )
    for start, mime in _MAGIC:
        if content.startswith(start):
            return mime
    return declared.partition(";")[0].strip().lower() or "application/octet-stream"


def file_name(raw: str | None) -> str | None:
    """The name as text: bytes that are no UTF-8 are read as Windows-1251, folders are cut off."""
    if raw is None:
        return None
    name = raw
    if any("\udc80" <= char <= "\udcff" for char in raw):
        name = raw.encode("utf-8", "surrogateescape").decode("cp1251", "replace")
    name = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in name if char.isprintable()).strip() or None


_FREE_MAIL = ("gmail.com", "ukr.net", "i.ua", "meta.ua", "outlook.com", "hotmail.com", "icloud.com")


def account_name(login: str) -> str:
    """What to call the account at first: the company's domain, else the name before the @."""
    name, at, host = login.partition("@")
    return host if at and host.lower() not in _FREE_MAIL else name
