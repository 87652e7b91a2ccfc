"""Refusing many: who, with which words, the last question, and how it goes."""

from collections.abc import Mapping, Sequence

from bot.domain.answer import spelled
from bot.domain.bulk_refusal import Skip
from bot.domain.queues import PAGE, SNAPSHOT_MOST, QueueLine
from bot.domain.views.inbox import Outcome, RefuseCheck, Refused, RefuseNames, RefuseWords, Refusing
from handlers.errors import told as error_words
from handlers.render.answers import name_of as template_name
from handlers.render.answers import quoted
from handlers.render.cards import waited
from handlers.render.drawn import Line, Row, Style
from handlers.render.inbox import name_of
from handlers.render.ink import GAP, Ink, Sheet, columns, draws, optional, sheet, short
from handlers.texts import Html

Lines = list[Line | str | None]
_NAMES_MOST = 3


def _leave(ink: Ink) -> Row:
    return (ink.press("do-list-back", "list_back"),)


@draws(RefuseNames)
def refuse_names(view: RefuseNames, ink: Ink) -> Sheet:
    count, first = view.total - view.left_out, view.page * PAGE + 1
    lines: Lines = [ink.t("refuse-head", count=count)]
    if view.part.age is not None:
        lines.append(ink.t(f"age-{view.part.age}"))
    lines += [
        ink.t("refuse-more", count=SNAPSHOT_MOST) if view.more else None,
        ink.t("refuse-names-how"),
        GAP,
        *(_named(at, one, view, ink) for at, one in enumerate(view.lines, first)),
    ]
    if view.pages > 1:
        lines += [GAP, optional(ink.t("page-of", page=view.page + 1, pages=view.pages))]
    ticks = [
        ink.pick(
            ink.t.label(
                "not-chosen" if one.id in view.off else "chosen",
                name=f"{at}. {name_of(one, ink, 22)}",
            ),
            "refuse_one",
            one.id,
        )
        for at, one in enumerate(view.lines, first)
    ]
    on: Row = ()
    if count:
        on = (ink.press("do-refuse-words", "refuse_words", style=Style.PRIMARY, count=count),)
    turn = ink.pages("list_page", view.page, view.pages)
    return sheet(lines, [*columns(ticks, 2), turn, on, _leave(ink)])


def _named(at: int, one: QueueLine, view: RefuseNames, ink: Ink) -> Line:
    mark = "▫️" if one.id in view.off else "☑️"
    words = [f"{mark} {at}. {ink.t('queue-who', name=name_of(one, ink))}"]
    if one.vacancy:
        words.append(ink.t("queue-word", word=short(one.vacancy, 40)))
    words.append(ink.site(one.site))
    since = waited(ink.now - one.sent_at, ink)
    if since:
        words.append(since)
    if one.assignee_id is not None:
        words.append(ink.t("refuse-taken-short"))
    if one.id in view.here:
        words.append(ink.t("refuse-here-short"))
    return Line(" · ".join(words), optional=True)


@draws(RefuseWords)
def refuse_words(view: RefuseWords, ink: Ink) -> Sheet:
    lines: Lines = [ink.t("refuse-head", count=view.count), ink.t("tell-words-ask")]
    rows: list[Row] = [(ink.pick(template_name(one), "refuse_pick", one.id),) for one in view.items]
    rows.append(ink.pages("list_page", view.page, view.pages))
    if not view.items:
        lines.append(ink.t("refuse-no-words"))
        rows.append((ink.press("do-answers", "answers"),))
    return sheet(lines, [*rows, (ink.press("do-back", "refuse_names"), *_leave(ink))])


@draws(RefuseCheck)
def refuse_check(view: RefuseCheck, ink: Ink) -> Sheet:
    name = short(view.name, 60) or ink.t.label("card-nameless")
    lines: Lines = [
        ink.t("refuse-check", count=view.count),
        GAP,
        ink.t("refuse-first", name=name),
        quoted(view.filled.text),
    ]
    if view.filled.lacking:
        tags = ", ".join(spelled(one, ink.t.language) for one in view.filled.lacking)
        lines += [GAP, ink.t("tell-lacking", tags=tags)]
    lines += [*_here(view.here, ink), GAP]
    lines += [_left_out(why, names, ink) for why, names in view.skipped.items()]
    rows: list[Row] = []
    if view.hidden:
        lines += [GAP, ink.t("refuse-hidden", count=view.hidden)]
        rows.append((ink.press("do-refuse-nameless", "refuse_nameless"),))
    if view.count:
        lines += [GAP, ink.t("refuse-then")]
        yes = ink.press("do-refuse-yes", "refuse_yes", style=Style.DANGER, count=view.count)
        rows.append((yes,))
    return sheet(lines, [*rows, (ink.press("do-back", "refuse_words"), *_leave(ink))])


def _here(here: Mapping[str, int], ink: Ink) -> Lines:
    return [ink.t("refuse-here", count=count, site=ink.site(site)) for site, count in here.items()]


def _left_out(why: Skip, names: Sequence[str], ink: Ink) -> Line:
    known = [short(one, 30) or ink.t.label("card-nameless") for one in names[:_NAMES_MOST]]
    said = ", ".join(known) + ("…" if len(names) > _NAMES_MOST else "")
    reason = ink.t.label(f"skip-{why}")
    return Line(ink.t("refuse-left-out", count=len(names), names=said, why=reason), optional=True)


# -- how it goes --------------------------------------------------------------------------


@draws(Refusing)
def refusing(view: Refusing, ink: Ink) -> Sheet:
    lines = _numbers(view, ink)
    if view.others:
        lines += [GAP, *(_outcome(one, ink) for one in view.others)]
    turn = ink.pages("list_page", view.page, view.pages)
    inbox = ink.press("do-inbox", "inbox", count="")
    return sheet(lines, [_stop(view, ink), turn, (inbox, *ink.menu())])


@draws(Refused)
def refused(view: Refused, ink: Ink) -> Sheet:
    whole = ink.press("do-refusing", "refusing", view.refusal.id)
    return sheet(_numbers(view, ink), [(whole,)])


def _numbers(view: Refusing | Refused, ink: Ink) -> Lines:
    refusal, tally = view.refusal, view.tally
    done = refusal.total - tally.waiting - tally.going
    head = ink.t("refusing-head", done=done, total=refusal.total)
    lines: Lines = [head, _standing(view, ink), GAP]
    numbers = (("told", tally.told), ("going", tally.going), ("failed", tally.failed))
    lines += [ink.t(f"refusing-{word}", count=count) for word, count in numbers if count]
    lines += _here(view.here, ink)
    skipped = tally.skipped or {}
    lines += [
        ink.t("refusing-skipped", count=count, why=ink.t.label(f"skip-{why}"))
        for why, count in skipped.items()
    ]
    if tally.erased:
        lines.append(ink.t("refusing-erased", count=tally.erased))
    return lines


def _standing(view: Refusing | Refused, ink: Ink) -> Html:
    refusal = view.refusal
    if refusal.undoable(ink.now):
        return ink.t("refusing-soon")
    if refusal.stopped_at is not None:
        return ink.t("refusing-stopped")
    return ink.t("refusing-done" if view.tally.over else "refusing-on")


def _stop(view: Refusing, ink: Ink) -> Row:
    refusal = view.refusal
    if refusal.stopped_at is not None or refusal.done_at is not None or view.tally.over:
        return ()
    label = "do-undo" if refusal.undoable(ink.now) else "do-refuse-stop"
    return (ink.press(label, "refuse_stop", refusal.id, style=Style.DANGER),)


def _outcome(one: Outcome, ink: Ink) -> Line:
    name = short(one.name, 60) or ink.t.label("card-nameless")
    if one.why is not None:
        why: str = ink.t.label(f"skip-{one.why}")
    else:
        known = {"site": one.site}
        error = one.error or "error-unexpected"
        why = error_words(error, known, ink.t, time_zone=ink.time_zone, now=ink.now)
    return Line(ink.t("refusing-outcome", name=name, why=why), optional=True)
