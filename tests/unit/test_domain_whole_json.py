"""Texts of JSON from outside are whole characters."""

import json

import pytest

from bot.domain.whole_json import whole
from sites.kit.lenient import parsed


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'"\ud83d\ude00 Олена"', "😀 Олена"),
        (r'"\ud800 Олена"', "\ufffd Олена"),
        (r'"\udc00\ud800"', "\ufffd\ufffd"),
        (r'"\u0000"', "\ufffd"),
        (r'"\\ud800 \\u0000"', r"\ud800 \u0000"),
        (r'"\\\ud800"', "\\\ufffd"),
        ('"\ud800"', "\ufffd"),
    ],
)
def test_halves_of_characters_and_nul_are_replaced(written: str, read: str) -> None:
    assert json.loads(whole(written)) == read


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (b'"\xed\xa0\x80"', "\ufffd"),
        ('"Олена"'.encode("utf-16"), "Олена"),
        (b"\xef\xbb\xbf1", 1),
        (b"[" * 100_000, None),
        (b"\xff", None),
        (b"", None),
        (b"9" * 19, "9" * 19),
    ],
)
def test_a_body_is_read_or_is_none(body: bytes, read: object) -> None:
    assert parsed(body) == read
