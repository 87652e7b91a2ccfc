"""What a card says of the person behind it, and the word under a card: answered once more."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.handling import Stage
from bot.domain.person import MergeState
from bot.domain.views import CardAgain, Kin, OtherAnswer
from handlers.press import encode
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import Ink, Sheet, draws, optional, sheet, short
from handlers.texts import Html, escape

_DAYS_MOST = 60
"""From when on a date says more than the number of days."""


def kin_lines(kin: Kin, vacancy: str | None, ink: Ink) -> list[Line | None]:
    """The other applications of the person of a card, and the one that may be."""
    lines = [optional(_also(one, vacancy, ink)) for one in kin.others]
    if kin.total > len(kin.others):
        lines.append(optional(ink.t("kin-more", count=kin.total - len(kin.others))))
    question = kin.question
    if question is None or question.state is MergeState.JOINED:
        return lines
    asked = question.state is MergeState.ASKED
    name = short(question.other.name, 60) or ink.t.label("card-nameless")
    where = _where(question.other, None, ink)
    text = "kin-asked" if asked else "kin-parted"
    return [*lines, Line(ink.t(text, name=name, where=where, ago=_ago(question.other, ink)))]


def _also(one: OtherAnswer, vacancy: str | None, ink: Ink) -> Html:
    said = ink.t("kin-also", where=_where(one, vacancy, ink), ago=_ago(one, ink))
    if one.stage is not Stage.NEW:
        ended = [ink.t.label(f"stage-{one.stage}")]
        ended += [ink.t.label(f"reason-{one.reason}")] if one.reason is not None else []
        who = f", {short(one.who, 40)}" if one.who else ""
        return Html(f"{said} · {escape(' · '.join(ended) + who)}")
    return Html(f"{said} · {ink.t(one.standing)}") if one.standing else said


def _where(one: OtherAnswer, vacancy: str | None, ink: Ink) -> str:
    """The site; and the vacancy where it is another one than that of the card."""
    site = ink.site(one.site)
    other = one.vacancy if one.vacancy != vacancy else None
    return f"{site} · {short(other, 60)}" if other else site


def _ago(one: OtherAnswer, ink: Ink) -> str:
    days = (_day(ink.now, ink) - _day(one.sent_at, ink)).days
    return ink.day(one.sent_at) if days > _DAYS_MOST else ink.t.label("ago", days=max(0, days))


def _day(moment: datetime, ink: Ink) -> datetime:
    there = moment.astimezone(ZoneInfo(ink.time_zone))
    return there.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)


def kin_asked(kin: Kin, ink: Ink) -> tuple[Row, ...]:
    """The question of a card, where it has one: seen at once."""
    return (_buttons(kin, ink),) if kin.decides and _open(kin) else ()


def kin_more(kin: Kin, ink: Ink) -> Row:
    """What may be decided otherwise, behind `⋯`."""
    decide = () if kin.question is None or _open(kin) else _buttons(kin, ink)
    return (*_others(kin, ink), *decide)


def _others(kin: Kin, ink: Ink) -> Row:
    """The other applications as cards, in private."""
    return tuple(
        ink.pick(ink.t.label("do-open-other", site=ink.site(one.site)), "whole", one.application_id)
        for one in kin.others
        if one.application_id is not None and kin.notice_id is None and kin.decides
    )


def _open(kin: Kin) -> bool:
    return kin.question is not None and kin.question.state is MergeState.ASKED


def _buttons(kin: Kin, ink: Ink) -> Row:
    """In a group the buttons carry the notice, and the decision behind it."""
    question = kin.question
    if question is None or not kin.decides:
        return ()

    def button(label: str, verb: str) -> Button:
        meant = (
            (question.merge_id,) if kin.notice_id is None else (kin.notice_id, question.merge_id)
        )
        return Button(ink.t.label(label), encode(verb, *meant))

    if question.state is MergeState.ASKED:
        return (button("do-same-person", "same"), button("do-another-person", "apart"))
    if question.state is MergeState.JOINED:
        return (button("do-another-person", "apart_after"),)
    return (button("do-same-person", "same_after"),)


@draws(CardAgain)
def card_again(view: CardAgain, ink: Ink) -> Sheet:
    kin = view.kin
    site, vacancy = ink.site(view.site), short(view.vacancy or "", 100)
    if not kin.others:
        said = ink.t("again-another", site=site)
    elif vacancy:
        said = ink.t("again-vacancy", site=site, vacancy=vacancy)
    else:
        said = ink.t("again", site=site)
    lines = [said, ink.t(view.standing) if view.standing else None]
    if kin.notice_id is not None:
        opens: Row = (
            ink.press("do-cv", "cv", kin.notice_id),
            ink.press("do-contact", "contact", kin.notice_id),
        )
    else:
        opens = (ink.press("do-open-answer", "whole", view.application_id, style=Style.PRIMARY),)
    return sheet(lines, (opens, *((_buttons(kin, ink),) if kin.others else ())))
