"""JSON from outside whose texts are whole characters, as every database and encoder wants them."""

import re

_LOST = r"\\u(?:[dD][89a-fA-F][0-9a-fA-F]{2}|0000)|[\ud800-\udfff]"
_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ANY_LOST = re.compile(_LOST)
_ESCAPED = re.compile(rf"{_PAIR}|({_LOST})|\\.", re.S)


def whole(json_text: str) -> str:
    """The same with U+FFFD for halves of surrogate pairs and for NUL.

    One record with such a text would hold up all that came with it.
    """
    if ("\\u" not in json_text and json_text.isascii()) or not _ANY_LOST.search(json_text):
        return json_text
    return _ESCAPED.sub(lambda found: "\ufffd" if found[1] else found[0], json_text)
