"""The buttons of the inbox, of going through it, of the search, and of refusing many."""

from collections.abc import Mapping

from bot.domain.queues import Age, Queue
from bot.domain.workspace import Right
from bot.usecases import open_inbox, refuse_many, review
from bot.usecases.find_candidates import FindCandidates
from bot.usecases.open_screen import OpenScreen
from handlers.row import Row

_SEES, _HANDLES = Right.SEE_CONTACTS, Right.HANDLE
FIND = Row(FindCandidates, _SEES)
INBOX = Row(open_inbox.OpenInbox, _SEES)


def _queue(queue: Queue, age: Age | None = None, **fixed: bool) -> Row:
    return Row(open_inbox.OpenQueue, _SEES, {"queue": queue, "age": age, **fixed})


def _step(screen: str) -> Row:
    return Row(refuse_many.GoToStep, _HANDLES, {"screen": screen})


INBOX_BUTTONS: Mapping[str, Row] = {
    "inbox": INBOX,
    "inbox_own": Row(open_inbox.OpenInbox, _SEES, {"own": True}),
    **{f"queue_{one}": _queue(one) for one in Queue},
    **{f"debt_{one}": _queue(Queue.UNANSWERED, one) for one in Age},
    "morning_new": _queue(Queue.NEW, own=True, lately=True),
    "morning_debt": _queue(Queue.UNANSWERED, own=True),
    "list_page": Row(open_inbox.TurnPage, _SEES),
    "list_back": Row(open_inbox.BackToQueue, _SEES),
    "find": FIND,
    "review": Row(review.BeginReview, _SEES),
    "review_back": Row(review.TurnReview, _SEES, {"step": -1}),
    "review_same": Row(review.TurnReview, _SEES, {"step": 0}),
    "review_on": Row(review.TurnReview, _SEES, {"step": 1}),
    "review_undo": Row(review.UndoReview, _HANDLES),
    "review_cv": Row(review.SendReviewed, _SEES),
    "refuse": Row(refuse_many.AskRefusal, _HANDLES),
    "refuse_one": Row(refuse_many.LeaveOut, _HANDLES),
    "refuse_names": _step(open_inbox.NAMES),
    "refuse_words": _step(refuse_many.WORDS),
    "refuse_pick": Row(refuse_many.PickRefusalWords, _HANDLES),
    "refuse_nameless": Row(refuse_many.CallNobody, _HANDLES),
    "refuse_yes": Row(refuse_many.ConfirmRefusal, _HANDLES),
    "refuse_stop": Row(refuse_many.StopRefusal, _HANDLES),
    "refusing": Row(OpenScreen, _HANDLES, {"screen": open_inbox.REFUSING}),
}
