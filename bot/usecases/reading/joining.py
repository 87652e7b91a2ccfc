"""Screens on which two candidates are joined by hand."""

from bot.domain.application import Application
from bot.domain.ids import ApplicationId
from bot.domain.views import View
from bot.domain.views.persons import JoinConfirm, JoinList, JoinSide
from bot.usecases.join_by_hand import CONFIRM, LIST, alike_to, other_of, seen_of
from bot.usecases.reading.desk import Desk, Reader
from bot.usecases.reading.kin import title_of

_SHOWN = 8


async def join_list(desk: Desk) -> View:
    """Those who were found; before anything is typed, those who are alike."""
    one = await desk.tx.applications.get(ApplicationId(desk.subject))
    ids = desk.talk.draft.get("found")
    if ids is None:
        found = await alike_to(desk.tx, desk.member, one)
    else:
        known = [ApplicationId(one) for one in ids[: _SHOWN + 1]]  # some were erased meanwhile
        found = await seen_of(desk.tx, desk.member, await desk.tx.applications.several(known))
    shown = [await _side(desk, it) for it in found[:_SHOWN]]
    return JoinList(await _side(desk, one), shown, ids is not None, len(found) > _SHOWN)


async def join_confirm(desk: Desk) -> View:
    """Both."""
    one = await desk.tx.applications.get(ApplicationId(desk.subject))
    other = await other_of(desk.tx, desk.member, desk.talk.draft.get("other", 0))
    return JoinConfirm(await _side(desk, one), await _side(desk, other))


async def _side(desk: Desk, one: Application) -> JoinSide:
    person = await desk.tx.applications.of_person(one.person_id)
    return JoinSide(one, await title_of(desk.tx, one), len(person) - 1)


SCREENS: dict[str, Reader] = {LIST: join_list, CONFIRM: join_confirm}
