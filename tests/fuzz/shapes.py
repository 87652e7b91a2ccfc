"""JSON as no site sends it: a real answer of which the input has changed something."""

import json
from collections.abc import Callable
from typing import Any

from tests.fuzz.feed import Feed

_LONG = 100_000
"""Characters: lists of lists of lists would have no end."""
_DEEP = (60, 450)
"""Levels that nobody nests. What ends Python's own reader, near a thousand, is sent as bytes."""


def bent(feed: Feed, value: Any) -> Any:
    """The value with up to eight changes, of which none changes the one that was given."""
    found = json.loads(json.dumps(value))
    for _ in range(feed.below(9)):
        found = _changed(feed, found, found)
        if len(json.dumps(found)) > _LONG:
            break
    return found


def _changed(feed: Feed, value: Any, whole: Any, depth: int = 0) -> Any:
    inside = value.keys() if isinstance(value, dict) else range(len(value) if _lists(value) else 0)
    if not inside or depth > 8 or feed.below(4) == 0:
        return _other(feed, value, whole)
    key = feed.pick(list(inside))
    if feed.below(8) == 0:
        del value[key]
    else:
        value[key] = _changed(feed, value[key], whole, depth + 1)
    return value


def _lists(value: Any) -> bool:
    return isinstance(value, list)


def _other(feed: Feed, value: Any, whole: Any) -> Any:
    """Something else in its place."""
    return feed.pick(_OTHERS)(feed, value, whole)


def _any_part(feed: Feed, whole: Any) -> Any:
    """A copy of what stands elsewhere in it."""
    found = whole
    for _ in range(feed.below(6)):
        parts = list(found.values()) if isinstance(found, dict) else found
        if not isinstance(parts, list) or not parts:
            break
        found = feed.pick(parts)
    return json.loads(json.dumps(found))


def _nested(value: Any, deep: int) -> Any:
    for _ in range(deep):
        value = [value]
    return value


_OTHERS: tuple[Callable[[Feed, Any, Any], Any], ...] = (
    lambda feed, value, whole: None,
    lambda feed, value, whole: feed.flip(),
    lambda feed, value, whole: feed.number(),
    lambda feed, value, whole: feed.number(),
    lambda feed, value, whole: feed.text(),
    lambda feed, value, whole: feed.text(),
    lambda feed, value, whole: feed.pick([1.5, -0.0, 1e308, float("inf"), float("nan")]),
    lambda feed, value, whole: feed.pick([[], {}, [[]], [None], {"": None}, [{}]]),
    lambda feed, value, whole: [value] * feed.below(40),
    lambda feed, value, whole: feed.pick([[value], {"id": value}, str(value)]),
    lambda feed, value, whole: _any_part(feed, whole),
    lambda feed, value, whole: _nested(value, feed.pick(_DEEP)),
)


def raw(feed: Feed, value: Any) -> bytes:
    """The bytes of an answer: mostly bent JSON, else broken in a way that the input chooses."""
    kind = feed.below(16)
    if kind < 11:
        return _written(bent(feed, value))
    whole = _written(value)
    match kind:
        case 11:
            return whole[: feed.below(len(whole) + 1)]
        case 12:
            return feed.pick([b"[", b'{"a":', b"[[{"]) * 30_000
        case 13:
            return whole.replace(b'"', feed.take(2), 1 + feed.below(9))
        case 14:
            return feed.pick(
                [
                    b"<!DOCTYPE html><html><title>Just a moment...</title>",
                    whole.decode().encode("utf-16"),
                    b"\xef\xbb\xbf" + whole,
                    b'{"id": ' + b"9" * 5000 + b"}",
                    b"NaN",
                    b"\xff\xfe\x00\x00",
                    b"",
                ]
            )
        case _:
            return feed.rest()


def _written(value: Any) -> bytes:
    """As sites write it; halves of surrogate pairs stand in it as `\\ud800`."""
    return json.dumps(value).encode()
