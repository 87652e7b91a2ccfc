"""Ids made by the program before the insert (design.md 2)."""

import secrets
import time
from typing import NewType

WorkspaceId = NewType("WorkspaceId", int)
MemberId = NewType("MemberId", int)
InviteId = NewType("InviteId", int)
AccountId = NewType("AccountId", int)
VacancyId = NewType("VacancyId", int)
PublicationId = NewType("PublicationId", int)
ActionId = NewType("ActionId", int)
PleaId = NewType("PleaId", int)
ShareId = NewType("ShareId", int)
TopicId = NewType("TopicId", int)
PersonId = NewType("PersonId", int)
ApplicationId = NewType("ApplicationId", int)
FileId = NewType("FileId", int)
ChatLinkId = NewType("ChatLinkId", int)
NoticeId = NewType("NoticeId", int)
IncidentId = NewType("IncidentId", int)
UnlinkedAdId = NewType("UnlinkedAdId", int)
GroupTokenId = NewType("GroupTokenId", int)
DeedId = NewType("DeedId", int)
NoteId = NewType("NoteId", int)
CodeLoginId = NewType("CodeLoginId", int)
EventId = NewType("EventId", int)
DigestId = NewType("DigestId", int)
AdoptionId = NewType("AdoptionId", int)
MergeId = NewType("MergeId", int)
AnswerId = NewType("AnswerId", int)
CarouselId = NewType("CarouselId", int)
ErasureId = NewType("ErasureId", int)
BulkRefusalId = NewType("BulkRefusalId", int)
ReportId = NewType("ReportId", int)
UpdateKey = NewType("UpdateKey", int)
"""The id of the inbox row that holds the update being handled."""

_EPOCH_MS = 1_577_836_800_000  # 2020-01-01: 41 bits of milliseconds reach the year 2089
_TAIL_BITS = 22
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class _Maker:
    """Strictly rising within a process, also when the clock goes back."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self) -> int:
        moment = int(time.time() * 1000) - _EPOCH_MS
        fresh = (moment << _TAIL_BITS) | secrets.randbits(_TAIL_BITS)
        self._last = max(fresh, self._last + 1)
        return self._last


new_id = _Maker()
"""Return a new 63-bit id, time-ordered with a random tail; never given twice."""


def to_base36(number: int) -> str:
    """Write a non-negative number as buttons carry it: at most 13 characters for 63 bits."""
    if number < 0:
        raise ValueError("ids are not negative")
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits or "0"


def from_base36(text: str) -> int:
    """Read what `to_base36` wrote. Raises: ValueError when it is not that, or over 63 bits."""
    if not text.isascii() or not text.isalnum():
        raise ValueError("not a base 36 number")
    number = int(text, 36)
    if number >= 1 << 63:
        raise ValueError("over 63 bits")
    return number
