"""The inbox's screens: its queues, going through one, the search."""

from dataclasses import replace

from bot.domain import views
from bot.domain.bulk_refusal import Tally
from bot.domain.errors import NotThere, Stale
from bot.domain.ids import NoticeId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.queues import PAGE, Part, Queue, Seen
from bot.domain.views.inbox import Found, Going, Inbox, QueueList, Review
from bot.domain.workspace import Right
from bot.usecases.open_inbox import FIND, INBOX, PART, QUEUE, part_of
from bot.usecases.reading.cards import ReadCard
from bot.usecases.reading.desk import Desk, Reader, still_seen
from bot.usecases.spot import REVIEW, Spot


async def inbox(desk: Desk) -> views.View:
    """How many stand in each queue."""
    actor, kept = desk.member, desk.talk.draft.get(PART)
    own = kept is not None and Part.of(kept).own
    counts = await desk.tx.queues.counts(Seen.of(actor, own=own), list(Queue), desk.clock.now())
    going = []
    for one in await desk.tx.bulk_refusals.open():
        if one.asked_by == actor.member_id or actor.may(Right.MANAGE_TEAM):
            tally = Tally.of(one, await desk.tx.bulk_refusals.items(one.id))
            going.append(Going(one.id, tally.waiting + tally.going, one.total))
    return Inbox(counts, own if actor.may(Right.MANAGE_TEAM) else None, going)


async def queue(desk: Desk) -> views.View:
    """One page of one of them; the inbox once it is not known which."""
    try:
        part = part_of(desk.talk)
    except Stale:
        return await inbox(desk)
    actor, now = desk.member, desk.clock.now()
    seen = Seen.of(actor, own=part.own)
    unanswered = part.queue is Queue.UNANSWERED
    ages = await desk.tx.queues.ages(seen, now) if unanswered else None
    if ages is not None and part.age is not None:
        count = ages[part.age]
    else:
        count = (await desk.tx.queues.counts(seen, [part.queue], now))[part.queue]
    pages = max(1, -(-count // PAGE))
    page = min(max(0, desk.talk.place.page), pages - 1)
    ids = await desk.tx.queues.ids(seen, part, now, limit=PAGE, skip=page * PAGE)
    return QueueList(
        part,
        await desk.tx.queues.lines(ids),
        page,
        pages,
        count,
        {one.id: one.name for one in await desk.tx.workspaces.members()},
        ages,
        unanswered and actor.may(Right.HANDLE),
    )


async def find(desk: Desk) -> views.View:
    """Who was found; those who were erased since are not, nor who is not the member's any more."""
    found = desk.talk.draft.get(FIND)
    if found is None:
        return Found(None, (), 0, 1, 0)
    ids = await still_seen(desk, found["ids"])
    pages = max(1, -(-len(ids) // PAGE))
    page = min(max(0, desk.talk.place.page), pages - 1)
    lines = await desk.tx.queues.lines(ids[page * PAGE : (page + 1) * PAGE])
    return Found(found["words"], lines, page, pages, len(ids), bool(found["more"]))


async def review(desk: Desk) -> views.View:
    """The one at whom it stands, as a card; who may not be seen any more is passed over."""
    spot = Spot.of(desk.talk)
    if spot is None:
        return await inbox(desk)
    part = desk.talk.draft.get(PART)
    known = Part.of(part).queue if part is not None and FIND not in desk.talk.draft else None
    shown = Review(None, spot.at, len(spot.ids), known, over=spot.shown is None, more=spot.more)
    if spot.undo is not None:
        shown = await _with_undo(desk, shown, spot)
    if spot.shown is None or not await desk.tx.queues.sees(Seen.of(desk.member), spot.shown):
        return shown
    link = await desk.tx.chats.private(desk.talk.bot_id, desk.member.user_id)
    told = Notice(
        NoticeId(0),
        desk.member.workspace_id,
        desk.talk.bot_id,
        link.id,
        NoticeKind.CARD,
        spot.shown,
        desk.clock.now(),
    )
    read = ReadCard(desk.sites, desk.clock, desk.paces)
    card = await read.card(desk.tx, told, page=spot.page, part=spot.part, undo=True)
    assert isinstance(card, views.Card)  # the chat is a person's
    return replace(shown, card=card)


async def _with_undo(desk: Desk, shown: Review, spot: Spot) -> Review:
    """As long as what was done can be taken back."""
    assert spot.undo is not None  # else nobody asks
    try:
        one = await desk.tx.applications.get(spot.undo)
    except NotThere:
        return shown
    handling, now = one.handling, desk.clock.now()
    within = desk.paces.undo
    if handling.acted_by != desk.member.member_id or not handling.undoable(now, within):
        return shown
    return replace(shown, undo=one.id, undo_name=one.name or "")


SCREENS: dict[str, Reader] = {INBOX: inbox, QUEUE: queue, FIND: find, REVIEW: review}
NEEDS: dict[str, Right] = dict.fromkeys(SCREENS, Right.SEE_CONTACTS)
