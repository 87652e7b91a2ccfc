"""The screens between a card and what its candidate reads."""

from bot.domain import views
from bot.domain.account import AccountState
from bot.domain.answer import KIND_OF
from bot.domain.application import Application
from bot.domain.errors import NotThere, Stale
from bot.domain.ids import ActionId, ApplicationId
from bot.domain.reply import NEEDS
from bot.domain.telling import passes_on, undoable
from bot.domain.views.telling import TellStart
from bot.usecases.answer_candidate import (
    HERE,
    PREVIEW,
    REASON,
    TEXT,
    VALUE,
    WORDS,
    Telling,
    filled,
    first_notice_of,
)
from bot.usecases.answer_from_group import START
from bot.usecases.owe_answer import TOLD
from bot.usecases.reading.answers import offered_for
from bot.usecases.reading.desk import Desk, Reader, page_of
from bot.usecases.reading.kin import title_of
from bot.usecases.reading.named import account_of
from bot.usecases.spot import Spot

_SHOWN = 8


def _telling(desk: Desk) -> Telling:
    """Raises: NotThere when the way was left."""
    try:
        return Telling.of(desk.talk)
    except Stale:
        raise NotThere from None


async def _whom(desk: Desk) -> Application:
    return await desk.tx.applications.get(ApplicationId(desk.subject))


async def _passed_on(desk: Desk, one: Application, telling: Telling) -> bool:
    if telling.here:
        return False
    account = await account_of(desk.tx, one.account_id)
    return passes_on(desk.sites.info(one.site), account, telling.kind)


async def start(desk: Desk) -> views.View:
    """Whether to invite, to refuse, or to write."""
    one = await _whom(desk)
    last = next(iter(await desk.tx.actions.of_application(one.id)), None)
    return TellStart(one, await title_of(desk.tx, one), last)


async def reason(desk: Desk) -> views.View:
    """Why not."""
    _telling(desk)
    return views.TellReason((await _whom(desk)).name or "")


async def words(desk: Desk) -> views.View:
    """Templates of this kind, page by page; what the employer wrote at the site on each."""
    telling, one = _telling(desk), await _whom(desk)
    fit = await offered_for(desk, KIND_OF[telling.kind])
    shown, page, pages = page_of(fit, desk.talk.place.page, _SHOWN)
    passed_on = await _passed_on(desk, one, telling)
    known = (shown, one.site, passed_on, telling.texts, telling.error, page, pages)
    return views.TellWords(one.name or "", telling.kind, *known)


async def text(desk: Desk) -> views.View:
    """Words of one's own."""
    telling, one = _telling(desk), await _whom(desk)
    present = None
    if telling.words is not None:
        present = (await filled(desk.tx, desk.member, one, telling)).text
    return views.TellText(one.name or "", telling.kind, present)


async def value(desk: Desk) -> views.View:
    """What a tag stands for; the preview when none is asked for."""
    telling, one = _telling(desk), await _whom(desk)
    if telling.tag is None:
        return await preview(desk)
    return views.TellValue(one.name or "", telling.tag)


async def preview(desk: Desk) -> views.View:
    """Just what would go out."""
    telling, one = _telling(desk), await _whom(desk)
    shown = None
    if telling.words is not None:
        shown = await filled(desk.tx, desk.member, one, telling)
    passed_on = await _passed_on(desk, one, telling)
    notice = await first_notice_of(desk.tx, desk.sites, desk.member, one, telling)
    known = (one.name or "", telling.kind, telling.reason, shown, one.site, passed_on)
    return views.TellPreview(*known, notice, telling.error)


async def told(desk: Desk) -> views.View:
    """How it goes."""
    action = await desk.tx.actions.get(ActionId(desk.subject))
    if action.application_id is None:
        raise NotThere
    one = await desk.tx.applications.get(action.application_id)
    until = action.due_at if undoable(action, desk.clock.now()) else None
    return views.Told(one, action, until)


async def told_here(desk: Desk) -> views.View:
    """What nobody passes on."""
    telling, one = _telling(desk), await _whom(desk)
    account = await account_of(desk.tx, one.account_id)
    could = NEEDS[telling.kind] in desk.sites.info(one.site).can
    gone = could and account.state is AccountState.DISCONNECTED
    known = (one, telling.kind, telling.words, gone, telling.error)
    return views.ToldHere(*known, in_review=Spot.of(desk.talk) is not None)


SCREENS: dict[str, Reader] = {
    START: start,
    REASON: reason,
    WORDS: words,
    TEXT: text,
    VALUE: value,
    PREVIEW: preview,
    TOLD: told,
    HERE: told_here,
}
