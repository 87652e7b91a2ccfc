"""Web addresses as people paste them: read, never asked for."""

import html
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

LANGUAGES = frozenset({"ua", "uk", "ru", "en"})
"""What the first part of a path may be, before what it is about."""
_BETWEEN = re.compile(r"[\s<>\"']+")
_BEGINS = re.compile(r"(?:^|[^\w/?&=#.-])(https?://.*)", re.I)
_EDGES = re.compile(r"^\W+|[^\w/]+$")
_MOST = 2000
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a pasted address leads: a host in small letters, the parts of its path."""

    host: str
    path: tuple[str, ...]

    def at(self, *sites: str) -> bool:
        """Whether it is a page of one of these sites: itself, `www` or `m` before it."""
        return any(self.host in (site, f"www.{site}", f"m.{site}") for site in sites)

    def within(self, sites: Collection[str]) -> bool:
        """Whether it is a page of one of these sites, or of a part of one, as of a region."""
        return any(self.host == site or self.host.endswith(f".{site}") for site in sites)


def address(text: str) -> Address | None:
    """What `text` says where it is an http(s) address, with its scheme or without; else None.

    One with a login in it is none: what stands before the `@` only looks like a host.
    """
    if len(text) > _MOST or not text.isprintable():
        return None
    whole = text if _SCHEME.match(text) else f"https://{text}"
    try:
        parts = urlsplit(whole)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.username is not None:
        return None
    if host is None or "." not in host:
        return None
    path = [one for one in parts.path.split("/") if one]
    if path and path[0].lower() in LANGUAGES:
        path = path[1:]
    return Address(host.rstrip("."), tuple(path))


def number(text: str) -> str | None:
    """The id that a part of a path is; None for what is no number."""
    return text if _NUMBER.fullmatch(text) else None


def named(message_html: str, ad_id: Callable[[str], str | None]) -> Iterator[str]:
    """Ids of the ads whose addresses stand in a chat message, or behind its words; each once."""
    found: dict[str, None] = {}
    for piece in _BETWEEN.split(message_html):
        word = html.unescape(piece)
        begins = _BEGINS.search(word)
        ad = ad_id(_EDGES.sub("", begins[1] if begins else word))
        if ad is not None:
            found[ad] = None
    yield from found
