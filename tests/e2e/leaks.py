"""The search for what may never lie open: in logs, in the database, in stored files."""

import base64
import json
from collections.abc import Iterator
from urllib.parse import quote

from tests.e2e import people
from tests.e2e.house import KEY, TOKEN, House
from tests.logs import open_canaries


def search(house: House) -> list[str]:
    """Where something secret or personal stands open, in words; empty when nowhere."""
    disk, log = house.kept(), house.log
    packed, forms = log.encode(), list(_forms(people.SECRETS | {TOKEN, KEY}))
    found = [f"{line!r} in the log" for line in open_canaries(log)]
    found += [f"{name} in the log" for name, form in forms if form in packed]
    found += [f"{name} on the disk" for name, form in forms if form in disk]
    return found


def _forms(words: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """Each plain, in base64 at every offset, in JSON, and as an address carries it."""
    for word in sorted(words):
        plain = word.encode()
        yield repr(word), plain
        if json.dumps(word) != f'"{word}"':
            yield f"{word!r} in JSON", json.dumps(word)[1:-1].encode()
        if quote(word) != word:
            yield f"{word!r} in an address", quote(word).encode()
        for offset in range(3):
            packed = base64.b64encode(bytes(offset) + plain)
            # The first and last characters depend on the neighbours.
            yield f"{word!r} in base64", packed[4 if offset else 0 : -4]
