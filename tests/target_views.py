"""Views of several targets of one vacancy, filled with one text from outside everywhere."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain import views
from bot.domain.account import AccountState
from bot.domain.ids import PublicationId, new_id
from bot.domain.publication import Publication
from bot.domain.site import Ad, Entry, FieldValues
from bot.domain.site_action import ActionState, Kind
from bot.domain.vacancy import Step
from bot.domain.views import View
from tests.views import INFO, account, action, credit, problems, publication, vacancy

PARTS = (*Step, *(one.key for one in INFO.fields))


def targets(text: str) -> Iterator[View]:
    """The choice, a preview among several, an edit for several, the progress."""
    whole = vacancy(text)
    yield views.ChooseAccount(whole, [account(text)] * 2, several=True)
    free, paused = account(text), account(text, AccountState.PAUSED)
    chosen = [views.Target(free, chosen=True, free=True)] * 3
    other = [views.Target(free, False, True), views.Target(free, False, False)]
    yield views.ChooseTargets(whole, [*chosen, *other, views.Target(paused, False, False)])
    yield views.ChooseTargets(whole, other)
    yield views.Loading(INFO.key, failed=True, publication_id=7, droppable=True)
    yield from _previews(text)
    for kind in (Kind.PUBLISH, Kind.SAVE, Kind.EDIT):
        yield views.Progress(whole, [_line(text, kind, state) for state in ActionState])
    unpaid = replace(action(Kind.PUBLISH, ActionState.FAILED, text), error="error-no-credits")
    similar = replace(unpaid, error="error-duplicate")
    hidden = action(Kind.PUBLISH, ActionState.DONE, text)
    found = [publication(text, Ad.NONE, one) for one in (unpaid, similar, hidden, None)]
    yield views.Progress(whole, [_target(text, one) for one in found])


def _line(text: str, kind: Kind, state: ActionState) -> views.TargetLine:
    return _target(text, publication(text, Ad.LIVE, action(kind, state, text)))


def _target(text: str, one: Publication) -> views.TargetLine:
    line = views.PublicationLine(one, one.status(), text, 0)
    return views.TargetLine(line, problems(text))


def _previews(text: str) -> Iterator[View]:
    whole, cost = vacancy(text), credit(text, 3)
    one = publication(text, Ad.NONE)
    fields: FieldValues = {part.key: (Entry("1", {"uk": text}),) for part in INFO.fields}
    shown = [(part, fields[part.key]) for part in INFO.fields]
    ids = [PublicationId(new_id()), one.id, PublicationId(new_id())]
    several = [
        views.RoundTarget(ids[0], INFO.key, text, cost, payable=True, lacking=False),
        views.RoundTarget(ids[1], INFO.key, text, None, payable=True, lacking=False),
        views.RoundTarget(ids[2], INFO.key, text, None, payable=False, lacking=True),
    ]
    preview = views.Preview(one, whole, text, shown, [], [cost], cost, False, True)
    yield replace(preview, round=several)
    yield replace(preview, round=several[1:2], may_draft=False)
    lacking = replace(several[1], lacking=True)
    yield replace(preview, round=[lacking, several[2]], missing=INFO.fields[:2])
    was = replace(whole, title="Інша", description="<p>Інше</p>", pay=None, contact=None)
    live = replace(preview, publication=publication(text, Ad.LIVE), live=True, unsaved=PARTS)
    change = views.Change(PARTS, was, whole, {}, fields)
    also = [
        views.AlsoSent(ids[0], INFO.key, text, chosen=True),
        views.AlsoSent(ids[2], INFO.key, text, chosen=False),
    ]
    yield replace(live, change=change, also=also)
    yield replace(live, change=change)
    yield replace(live, change=replace(change, was=whole, now=was), also=also[1:])
