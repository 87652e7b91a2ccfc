"""The inbox: its queues, one candidate after another, and who was found."""

from collections.abc import Sequence

from bot.domain.queues import COUNTED_MOST, PAGE, SNAPSHOT_MOST, Age, Part, Queue, QueueLine
from bot.domain.views import Card
from bot.domain.views.inbox import Found, Inbox, QueueList, Review
from handlers.render.cards import kept, waited, waiting
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import (
    GAP,
    RENDERERS,
    Ink,
    Sheet,
    columns,
    draws,
    optional,
    sheet,
    short,
)
from handlers.texts import Html

Lines = list[Line | str | None]
_NAME, _NAMED = 60, 24


def counted(count: int) -> str:
    """How many; nobody counts further than so many."""
    return f"{COUNTED_MOST}+" if count > COUNTED_MOST else str(count)


def name_of(one: QueueLine, ink: Ink, most: int = _NAME) -> str:
    """Plain."""
    return short(one.name or "", most) or ink.t.label("card-nameless")


# -- the queues ---------------------------------------------------------------------------


@draws(Inbox)
def inbox(view: Inbox, ink: Ink) -> Sheet:
    lines: Lines = [ink.t("inbox-head"), ink.t("inbox-own") if view.own else None, GAP]
    empty = not any(view.counts.values())
    if empty:
        lines.append(ink.t("inbox-empty"))
    lines += [
        ink.t(f"inbox-{one}", count=counted(view.counts[one]))
        for one in Queue
        if view.counts.get(one)
    ]
    rows: list[Row] = [(_begin(view, ink),)] if view.counts.get(Queue.NEW) else []
    rows += columns([_to_queue(one, view.counts.get(one, 0), ink) for one in Queue], 2)
    for one in view.going:
        lines += [GAP, ink.t("inbox-refusing", done=one.total - one.left, total=one.total)]
        rows.append((ink.press("do-refusing", "refusing", one.id),))
    find = ink.press("do-find", "find")
    own: Row = ()
    if view.own is not None:
        own = (
            ink.press("do-everybody", "inbox") if view.own else ink.press("do-own", "inbox_own"),
        )
    return sheet(lines, [*rows, (find, *own), ink.menu()])


def _begin(view: Inbox, ink: Ink) -> Button:
    count = counted(view.counts[Queue.NEW])
    return ink.press("do-queue-begin", "review", style=Style.PRIMARY, count=count)


def _to_queue(queue: Queue, count: int, ink: Ink) -> Button:
    label = ink.t.label(f"queue-{queue}")
    return ink.pick(f"{label} {counted(count)}" if count else label, f"queue_{queue}")


@draws(QueueList)
def queue_list(view: QueueList, ink: Ink) -> Sheet:
    part = view.part
    lines: Lines = [
        ink.t("queue-head", name=ink.t.label(f"queue-{_word(part)}"), count=counted(view.count)),
        ink.t("inbox-own") if part.own else None,
        _of_age(part, ink),
        GAP,
    ]
    first = view.page * PAGE + 1
    lines += [_line(at, one, view, ink) for at, one in enumerate(view.lines, first)]
    if not view.lines:
        lines.append(ink.t(f"queue-empty-{_word(part)}"))
    if view.pages > 1:
        lines += [GAP, optional(ink.t("page-of", page=view.page + 1, pages=view.pages))]
    rows: list[Row] = [_review(view, ink)] if view.lines else []
    rows += _people(view.lines, first, ink)
    rows.append(ink.pages("list_page", view.page, view.pages))
    rows += _ages(view, ink)
    rows.append(_refuse(view, ink))
    back = ink.press("do-inbox", "inbox_own" if part.own else "inbox", count="")
    return sheet(lines, [*rows, (back, *ink.menu())])


def _word(part: Part) -> str:
    return "lately" if part.lately else part.queue.value


def _of_age(part: Part, ink: Ink) -> Html | None:
    return ink.t(f"age-{part.age}") if part.age is not None else None


def _review(view: QueueList, ink: Ink) -> Row:
    count = counted(view.count)
    return (ink.press("do-review", "review", style=Style.PRIMARY, count=count),)


def _refuse(view: QueueList, ink: Ink) -> Row:
    """Of those who wait for less than a day nobody is refused by the dozen."""
    if not view.may_refuse or not view.lines or view.part.age is Age.DAY:
        return ()
    return (ink.press("do-refuse", "refuse", count=counted(view.count)),)


def _ages(view: QueueList, ink: Ink) -> list[Row]:
    """Those in which somebody waits; of the chosen one the way back to all."""
    if view.ages is None:
        return []
    found = [
        ink.pick(f"{ink.t.label(f'age-{one}')}: {counted(count)}", f"debt_{one}")
        for one, count in view.ages.items()
        if count and one is not view.part.age
    ]
    if view.part.age is not None:
        found.append(ink.press("do-all-ages", f"queue_{Queue.UNANSWERED}"))
    return columns(found, 2)


def _line(at: int, one: QueueLine, view: QueueList, ink: Ink) -> Line:
    words = [f"{at}. {ink.t('queue-who', name=name_of(one, ink))}"]
    if one.vacancy:
        words.append(ink.t("queue-word", word=short(one.vacancy, 40)))
    words += [ink.site(one.site), *_stands(one, view, ink)]
    return Line(" · ".join(words), optional=True)


def _stands(one: QueueLine, view: QueueList, ink: Ink) -> list[str]:
    queue = view.part.queue
    if queue is Queue.LATER and one.later_until is not None:
        return [ink.t("queue-until", moment=ink.when(one.later_until))]
    if queue is Queue.HERE and one.decided_at is not None:
        return [ink.t.label(f"stage-{one.stage}"), ink.when(one.decided_at)]
    if queue is Queue.REPLIED and one.answered_at is not None:
        return [ink.t.label(f"stage-{one.stage}"), ink.when(one.answered_at)]
    if queue is Queue.MINE:
        return [ink.t.label(f"stage-{one.stage}"), *_waits(one, ink)]
    who = view.names.get(one.assignee_id, "") if one.assignee_id is not None else ""
    taken = [ink.t("queue-taken", name=short(who, 30))] if who else []
    return [*_waits(one, ink), *taken]


def _waits(one: QueueLine, ink: Ink) -> list[str]:
    since = waited(waiting(one.sent_at, ink, answered=not one.waiting), ink)
    return [since] if since else []


def _people(lines: Sequence[QueueLine], first: int, ink: Ink) -> list[Row]:
    """With their numbers: of namesakes the buttons would read the same."""
    buttons = [
        ink.pick(f"{at}. {name_of(one, ink, _NAMED)}", "review", one.id)
        for at, one in enumerate(lines, first)
    ]
    return columns(buttons, 2)


# -- the search ---------------------------------------------------------------------------


@draws(Found)
def found(view: Found, ink: Ink) -> Sheet:
    if view.words is None:
        return sheet([ink.t("find-head"), "", ink.t("find-how")], [(_inbox(ink), *ink.menu())])
    head = ink.t("find-found", words=short(view.words, 80), count=view.count)
    first = view.page * PAGE + 1
    every = [_found_line(at, one, ink) for at, one in enumerate(view.lines, first)]
    lines: Lines = [head, GAP, *every]
    if not view.lines:
        lines.append(ink.t("find-nobody"))
    if view.more:
        lines += [GAP, ink.t("find-more", count=view.count)]
    if view.pages > 1:
        lines += [GAP, optional(ink.t("page-of", page=view.page + 1, pages=view.pages))]
    rows = [*_people(view.lines, first, ink), ink.pages("list_page", view.page, view.pages)]
    again = ink.press("do-find-again", "find")
    return sheet(lines, [*rows, (again, _inbox(ink)), ink.menu()])


def _inbox(ink: Ink) -> Button:
    return ink.press("do-inbox", "inbox", count="")


def _found_line(at: int, one: QueueLine, ink: Ink) -> Line:
    words = [f"{at}. {ink.t('queue-who', name=name_of(one, ink))}"]
    if one.vacancy:
        words.append(ink.t("queue-word", word=short(one.vacancy, 40)))
    words += [ink.site(one.site), ink.t.label(f"stage-{one.stage}"), ink.when(one.sent_at)]
    return Line(" · ".join(words), optional=True)


# -- one after another --------------------------------------------------------------------


@draws(Review)
def review(view: Review, ink: Ink) -> Sheet:
    """A text, whatever the card brings; its buttons are the card's own, as on any copy."""
    rows = [_undo(view, ink)]
    if view.card is None:
        return _without_card(view, rows, ink)
    of_card = Ink(ink.t, ink.time_zone, ink.now, ink.bot_username, 0, ink.troubles)
    card = RENDERERS[Card](view.card, of_card)
    queue = ink.t.label(f"queue-{view.queue}") if view.queue else ink.t.label("do-find")
    head = ink.t("review-head", name=queue, place=view.at + 1, count=view.count)
    lines = (Line(head), GAP, *card.lines)
    return Sheet(lines, tuple(row for row in [*card.rows, *rows, *_turns(view, ink)] if row))


def _without_card(view: Review, rows: list[Row], ink: Ink) -> Sheet:
    if view.over:
        lines: Lines = [ink.t("review-over", count=view.count)]
        if view.more:
            lines.append(ink.t("review-more", count=SNAPSHOT_MOST))
    else:
        lines = [ink.t("review-gone")]
    return sheet(lines, [*rows, *_turns(view, ink)])


def _undo(view: Review, ink: Ink) -> Row:
    if view.undo is None:
        return ()
    name = short(view.undo_name, _NAMED) or ink.t.label("card-nameless")
    undo = ink.press("do-review-undo", "review_undo", view.undo, style=Style.DANGER, name=name)
    return (undo,)


def _turns(view: Review, ink: Ink) -> list[Row]:
    turn = [ink.press("do-leaf-back", "review_back")] if view.at else []
    if not view.over:
        turn.append(ink.press("do-review-skip", "review_on"))
    cv: Row = ()
    card = view.card
    if card is not None and (kept(card.resume) or card.application.resume_text):
        cv = (ink.press("do-cv", "review_cv", card.application.id),)
    return [tuple(turn), (*cv, ink.press("do-list-back", "list_back"))]
