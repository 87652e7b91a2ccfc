"""The screens of refusing many: who, which words, the last question, and how it goes."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.domain import views
from bot.domain.account import AccountState, EmployerAccount
from bot.domain.answer import AnswerKind, Filled, Tag, fill
from bot.domain.bulk_refusal import ItemState, Skip, Tally, Turn
from bot.domain.errors import NotThere, Stale
from bot.domain.ids import AccountId, BulkRefusalId
from bot.domain.masking import called
from bot.domain.notice import Notice
from bot.domain.paces import Paces
from bot.domain.queues import PAGE, Part, Queue, QueueLine
from bot.domain.reply import NEEDS as SITE_NEEDS
from bot.domain.site_action import ActionState, Kind
from bot.domain.views.inbox import Outcome, RefuseCheck, Refused, RefuseNames, RefuseWords, Refusing
from bot.domain.workspace import Right
from bot.ports import Clock, Sites, Transaction
from bot.usecases.open_inbox import NAMES, PART, REFUSING
from bot.usecases.reading.answers import offered_for
from bot.usecases.reading.desk import Desk, Reader, page_of, still_seen
from bot.usecases.reading.named import accounts_of
from bot.usecases.refuse_many import CHECK, WORDS, Choice

_TEMPLATES = 8


def _choice(desk: Desk) -> Choice:
    """Raises: NotThere when the way was left."""
    try:
        return Choice.of(desk.talk)
    except Stale:
        raise NotThere from None


def _tells(sites: Sites, site: str) -> bool:
    return SITE_NEEDS[Kind.REJECT] in sites.info(site).can


async def names(desk: Desk) -> views.View:
    """A page of them."""
    choice = _choice(desk)
    lines = await desk.tx.queues.lines(await still_seen(desk, choice.ids))
    shown, page, pages = page_of(lines, desk.talk.place.page, PAGE)
    here = {one.id for one in shown if not _tells(desk.sites, one.site)}
    there = {one.id for one in lines}
    part = desk.talk.draft.get(PART)
    return RefuseNames(
        Part.of(part) if part is not None else Part(Queue.UNANSWERED),
        shown,
        here,
        choice.off,
        page,
        pages,
        len(lines),
        len(choice.off & there),
        choice.more,
    )


async def words(desk: Desk) -> views.View:
    """The team's refusals, page by page."""
    choice = _choice(desk)
    fit = await offered_for(desk, AnswerKind.REJECT)
    shown, page, pages = page_of(fit, desk.talk.place.page, _TEMPLATES)
    return RefuseWords(shown, len(choice.chosen), page, pages)


async def check(desk: Desk) -> views.View:
    """What the first one would read, and who would read nothing."""
    choice = _choice(desk)
    if choice.words is None:
        return await words(desk)
    lines = await desk.tx.queues.lines(await still_seen(desk, choice.chosen))
    accounts = {one.id: one for one in await accounts_of(desk.tx, disconnected=True)}
    texts = {one.id: _filled(desk, one, choice.words) for one in lines}
    whys = {one.id: _why(desk.sites, one, texts[one.id], accounts) for one in lines}
    skipped: dict[Skip, list[str]] = {}
    for one in lines:
        why = whys[one.id]
        if why is not None:
            skipped.setdefault(why, []).append(one.name or "")
    told = [one for one in lines if whys[one.id] is None]
    first = next(iter(told or lines), None)
    if first is None:
        raise NotThere
    here = Counter(one.site for one in told if not _tells(desk.sites, one.site))
    hidden = sum(
        whys[one.id] is Skip.LACKING and Tag.NAME in texts[one.id].lacking for one in lines
    )
    return RefuseCheck(len(told), first.name or "", texts[first.id], here, skipped, hidden)


def _filled(desk: Desk, one: QueueLine, text: str) -> Filled:
    known = {
        Tag.NAME: called(one.name),
        Tag.VACANCY: one.vacancy,
        Tag.COMPANY: desk.company.name,
        Tag.RECRUITER: desk.user.name,
    }
    return fill(text, known)


def _why(
    sites: Sites,
    one: QueueLine,
    text: Filled,
    accounts: Mapping[AccountId, EmployerAccount],
) -> Skip | None:
    state = accounts[one.account_id].state
    if not one.waiting:
        return Skip.ANSWERED
    if not text.whole:
        return Skip.LACKING
    if not _tells(sites, one.site) or state is AccountState.ACTIVE:
        return None
    return Skip.DISCONNECTED if state is AccountState.DISCONNECTED else Skip.LOGIN


async def refusing(desk: Desk) -> views.View:
    """How it goes, for who asked for it and who runs the team."""
    refusal = await desk.tx.bulk_refusals.get(BulkRefusalId(desk.subject))
    actor = desk.member
    if refusal.asked_by != actor.member_id and not actor.may(Right.MANAGE_TEAM):
        raise NotThere
    states = await desk.tx.bulk_refusals.items(refusal.id)
    here = await _here(desk.tx, states)
    others = [one for one in states if _otherwise(one)]
    shown, page, pages = page_of(others, desk.talk.place.page, PAGE)
    lines = await desk.tx.queues.lines([one.item.application_id for one in shown])
    known = {one.id: one for one in lines}
    said = [
        Outcome(
            known[one.item.application_id].name or "",
            one.item.why,
            known[one.item.application_id].site,
            one.error,
        )
        for one in shown
        if one.item.application_id in known
    ]
    return Refusing(refusal, Tally.of(refusal, states), here, said, page, pages)


def _otherwise(one: ItemState) -> bool:
    """Those for whom it went otherwise; who was merely not reached any more is no news."""
    if one.item.turn is Turn.SKIPPED:
        return one.item.why is not Skip.STOPPED
    return one.action in (ActionState.FAILED, ActionState.WITHDRAWN)


async def _here(tx: Transaction, states: Sequence[ItemState]) -> Mapping[str, int]:
    ids = [one.item.application_id for one in states if one.item.turn is Turn.HERE]
    return Counter(one.site for one in await tx.queues.lines(ids))


async def refused_news(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> views.View:
    """How it went, in numbers alone: a message with names would have to be erased with them."""
    refusal = await tx.bulk_refusals.get(BulkRefusalId(notice.subject_id))
    states = await tx.bulk_refusals.items(refusal.id)
    tally = Tally.of(refusal, states)
    return Refused(refusal, tally, await _here(tx, states))


SCREENS: dict[str, Reader] = {NAMES: names, WORDS: words, CHECK: check, REFUSING: refusing}
NEEDS: dict[str, Right] = dict.fromkeys(SCREENS, Right.HANDLE)
