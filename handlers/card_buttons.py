"""The buttons of a candidate's card, and of what a candidate is told."""

from collections.abc import Mapping

from bot.domain.handling import Stage
from bot.domain.later import Later
from bot.domain.site_action import Kind
from bot.domain.views import CardPage
from bot.domain.workspace import Right
from bot.usecases import (
    answer_candidate,
    answer_from_group,
    bar_card,
    decide_person,
    forget,
    join_by_hand,
    note_card,
    plead,
    put_off_card,
    say_told,
    send_answer,
    share_card,
    take_card,
)
from bot.usecases.open_screen import OpenScreen
from bot.usecases.turn_card import OpenHistory, TurnCard
from handlers.row import Row


def _put_off(choice: Later) -> Row:
    return Row(put_off_card.PutOffCard, Right.HANDLE, {"choice": choice})


def _move(stage: Stage) -> Row:
    return Row(take_card.MoveCard, Right.HANDLE, {"stage": stage})


def _page(page: CardPage, right: Right, *, on: bool = False) -> Row:
    return Row(TurnCard, right, {"page": page, "on": on})


def _answer(kind: Kind) -> Row:
    return Row(answer_candidate.BeginAnswer, Right.HANDLE, {"kind": kind})


def _to(step: str) -> Row:
    return Row(answer_candidate.GoTo, Right.HANDLE, {"screen": step})


CARD_BUTTONS: Mapping[str, Row] = {
    "take": Row(take_card.TakeCard, Right.HANDLE),
    "heard": Row(say_told.SayTold, Right.HANDLE),
    "plead": Row(plead.Plead, Right.HANDLE),
    "undo": Row(take_card.UndoCard, Right.HANDLE),
    "note": Row(note_card.AskNote, Right.NOTE),
    "history": Row(OpenHistory, Right.NOTE),
    "card": _page(CardPage.MAIN, Right.NOTE),
    "more": _page(CardPage.MORE, Right.NOTE),
    "points": _page(CardPage.POINTS, Right.NOTE),
    "later": _page(CardPage.LATER, Right.HANDLE),
    "stage": _page(CardPage.STAGE, Right.HANDLE),
    "assign": _page(CardPage.ASSIGN, Right.HANDLE),
    "assign_more": _page(CardPage.ASSIGN, Right.HANDLE, on=True),
    "share_more": _page(CardPage.SHARE, Right.HANDLE, on=True),
    "share": _page(CardPage.SHARE, Right.HANDLE),
    "bar": _page(CardPage.BAR, Right.HANDLE),
    **{f"later_{one}": _put_off(one) for one in Later},
    **{f"stage_{one}": _move(one) for one in Stage if one is not Stage.NEW},
    "assign_to": Row(take_card.AssignCard, Right.HANDLE),
    "share_to": Row(share_card.ShareCard, Right.HANDLE),
    "share_with": Row(share_card.ShareWith, Right.HANDLE),
    "erase_card": Row(forget.OpenForget, Right.MANAGE_TEAM),
    "merge": Row(join_by_hand.OpenJoin, Right.HANDLE),
    "bar_yes": Row(bar_card.BarCard, Right.HANDLE, {"barred": True}),
    "bar_lift": Row(bar_card.BarCard, Right.HANDLE, {"barred": False}),
}
"""Buttons of a card, in private and in groups. In private they carry the application's id, in a
group the notice's; the last part is the application's version, or what a page lets choose."""

TELL_BUTTONS: Mapping[str, Row] = {
    "tell_invite": _answer(Kind.INVITE),
    "tell_reject": _answer(Kind.REJECT),
    "tell_reply": _answer(Kind.REPLY),
    "tell_reason": Row(answer_candidate.PickReason, Right.HANDLE),
    "tell_template": Row(answer_candidate.PickWords, Right.HANDLE),
    "tell_site_text": Row(answer_candidate.PickSiteText, Right.HANDLE),
    "tell_silent": Row(answer_candidate.PickWords, Right.HANDLE, {"silent": True}),
    "tell_own": _to(answer_candidate.TEXT),
    "tell_why": _to(answer_candidate.REASON),
    "tell_pick": _to(answer_candidate.WORDS),
    "tell_look": _to(answer_candidate.PREVIEW),
    "tell_value": Row(answer_candidate.AskValue, Right.HANDLE),
    "tell_send": Row(send_answer.SendAnswer, Right.HANDLE),
    "tell_again": Row(send_answer.TellAgain, Right.HANDLE),
    "told_again": Row(send_answer.TellAgain, Right.HANDLE, {"on_card": False}),
    "told_heard": Row(say_told.SayToldHere, Right.HANDLE),
    "told_undo": Row(send_answer.UndoAnswer, Right.HANDLE),
}
"""What a candidate is told, in private."""

_CHANGED_MIND = {"asked": False}
PERSON_BUTTONS: Mapping[str, Row] = {
    "same": Row(decide_person.SamePerson, Right.HANDLE),
    "apart": Row(decide_person.AnotherPerson, Right.HANDLE),
    "same_after": Row(decide_person.SamePerson, Right.HANDLE, _CHANGED_MIND),
    "apart_after": Row(decide_person.AnotherPerson, Right.HANDLE, _CHANGED_MIND),
}
"""Whether two applications are one person's: asked by a card, or decided otherwise afterwards. In a
group the last part is what is decided, in private the id is."""

AMONG_BUTTONS: Mapping[str, Row] = {
    "join_list": Row(OpenScreen, Right.HANDLE, {"screen": join_by_hand.LIST}),
    "join_with": Row(join_by_hand.PickJoin, Right.HANDLE),
    "join_yes": Row(join_by_hand.JoinByHand, Right.HANDLE),
    "day_off": Row(put_off_card.AskDayOff, Right.HANDLE),
    "barred": Row(OpenScreen, Right.HANDLE, {"screen": "barred"}),
    "lift": Row(bar_card.LiftBar, Right.HANDLE),
    "plea_give": Row(plead.AnswerPlea, Right.HANDLE, {"give": True}),
    "plea_keep": Row(plead.AnswerPlea, Right.HANDLE, {"give": False}),
}
"""Two candidates joined by hand, the black list, what colleagues ask of each other: in private."""

ANSWERED = Row(answer_from_group.OpenAnswer, Right.HANDLE)
"""What the button of a card in a group leads to, by way of `/start`."""
