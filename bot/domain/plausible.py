"""Whether a typed answer can be what was asked for: a sentence is no city, a mere word no contact.

Nothing here forbids: who means it says so once more.
"""

import re

_WORDS_MOST = 3
"""A city's name has no more: `Сан-Хосе-дель-Кабо`, `Новий Двір Мазовецький`."""
_PARTS = re.compile(r"[,;(/]")
_NO_NAME = re.compile(r"[\d@!?:_]|\w{3}\.\s|https?|www\.", re.I)
_PHONE = re.compile(r"(?:\+|\b)\d(?:[\s().-]{0,2}\d){6,14}\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAME = re.compile(r"(?<!\w)@[A-Za-z]\w{3,31}\b|\b(?:t\.me|wa\.me|viber)[/:]\S", re.I)


def first_part(place: str) -> str:
    """`Київ` of `Київ, Поділ` and of `Київ (центр)`."""
    return _PARTS.split(place, maxsplit=1)[0].strip()


def like_a_city(typed: str) -> bool:
    """By its shape alone: a few words, without digits and without the signs of a sentence."""
    few = len(first_part(typed).split()) <= _WORDS_MOST
    return few and not _NO_NAME.search(typed) and not typed.endswith(".")


def like_a_contact(typed: str) -> bool:
    """It names a phone, an e-mail or a name in a messenger; whatever else it says."""
    return any(one.search(typed) for one in (_PHONE, _EMAIL, _NAME))
