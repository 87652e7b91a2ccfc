"""The inbox, the search and refusing many, filled with one text from outside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain import views
from bot.domain.answer import Filled, Tag
from bot.domain.bulk_refusal import BulkRefusal, Skip, Tally
from bot.domain.handling import Stage
from bot.domain.ids import AccountId, ApplicationId, BulkRefusalId, MemberId, new_id
from bot.domain.queues import COUNTED_MOST, Age, Part, Queue, QueueLine
from bot.domain.views import View
from bot.domain.views.inbox import (
    Found,
    Going,
    Inbox,
    Outcome,
    QueueList,
    RefuseCheck,
    Refused,
    RefuseNames,
    RefuseWords,
    Refusing,
    Review,
)
from tests import views as samples
from tests.answer_views import template


def line(text: str, days: float = 2, **changes: object) -> QueueLine:
    sent = samples.NOW - timedelta(days=days)
    one = QueueLine(ApplicationId(new_id()), text, text, samples.INFO.key, AccountId(1), sent)
    return replace(one, **changes)  # type: ignore[arg-type]  # as they are named


def inbox_views(text: str) -> Iterator[View]:
    full = dict.fromkeys(Queue, COUNTED_MOST + 1)
    yield Inbox(full, own=False, going=[Going(BulkRefusalId(1), 9, 14)])
    yield Inbox(dict.fromkeys(Queue, 0), own=None)
    yield Inbox({Queue.NEW: 3}, own=True)
    yield from _queues(text)
    lines = [line(text), line("", 90, vacancy="", stage=Stage.HIRED)]
    yield Found(None, (), 0, 1, 0)
    yield Found(text, lines * 4, 1, 13, 100, more=True)
    yield Found(text, (), 0, 1, 0)
    yield from _reviews(text)
    yield from _refusals(text)


def _queues(text: str) -> Iterator[View]:
    member, later = MemberId(7), samples.NOW + timedelta(days=1)
    stands = {"assignee_id": member, "answered_at": samples.NOW, "later_until": later}
    lines = [line(text, days, **stands) for days in (0, 0.5, 2, 9, 40)]
    ages = {one: number * 500 for number, one in enumerate(Age)}
    for queue in Queue:
        yield QueueList(Part(queue), lines, 0, 3, 21, {member: text})
        yield QueueList(Part(queue, own=True), (), 0, 1, 0, {})
    yield QueueList(Part(Queue.NEW, own=True, lately=True), lines, 0, 1, 5, {member: text})
    yield QueueList(Part(Queue.NEW, own=True, lately=True), (), 0, 1, 0, {})
    for age in Age:
        part = Part(Queue.UNANSWERED, age)
        yield QueueList(part, lines, 1, 2, 12, {member: text}, ages, may_refuse=True)


def _reviews(text: str) -> Iterator[View]:
    cards = [card for card in samples.cards(text) if isinstance(card, views.Card)]
    for card in (cards[0], cards[-1]):
        yield Review(card, 2, 14, Queue.NEW, undo=ApplicationId(5), undo_name=text)
        yield Review(card, 0, 1, None)
    yield Review(None, 14, 14, Queue.NEW, over=True, more=True)
    yield Review(None, 3, 14, Queue.MINE)


def _refusals(text: str) -> Iterator[View]:
    part = Part(Queue.UNANSWERED, Age.WEEKS)
    lines = [line(text, 9) for _ in range(10)]
    ids = [one.id for one in lines]
    yield RefuseNames(part, lines, ids[:3], ids[:1], 0, 30, 300, 1, more=True)
    yield RefuseNames(part, lines[:1], (), ids[:1], 0, 1, 1, 1)
    yield RefuseWords([template(text)] * 3, 14)
    yield RefuseWords((), 1)
    yield RefuseWords([template(text)] * 8, 14, 1, 3)
    skipped = {why: [text] * 5 for why in Skip}
    filled = Filled(text or "Дякуємо")
    yield RefuseCheck(12, text, filled, {samples.INFO.key: 3}, skipped, hidden=5)
    yield RefuseCheck(0, text, replace(filled, lacking=(Tag.NAME, Tag.DATE)), {}, {})
    now, due = samples.NOW, samples.NOW + timedelta(seconds=9)
    refusal = BulkRefusal(BulkRefusalId(8), samples.HERE, MemberId(1), now, due, 14, text)
    begun = replace(refusal, due_at=now)
    tally = Tally(2, 3, 4, 1, 2, dict.fromkeys(Skip, 1), 1)
    others = [Outcome(text, why, samples.INFO.key) for why in Skip]
    others.append(Outcome(text, None, samples.INFO.key, "error-response-missing"))
    over = replace(begun, done_at=now)
    yield Refusing(refusal, Tally(waiting=14), {}, ())
    yield Refusing(begun, tally, {samples.INFO.key: 1}, others, 0, 2)
    yield Refusing(replace(begun, stopped_at=now), tally, {}, others)
    yield Refusing(over, Tally(told=14), {}, ())
    yield Refused(over, Tally(told=14), {})
