"""Moving a conversation to a place, and owing the screen that shows it."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace

from bot.domain.account import EmployerAccount
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import Conflict, Stale
from bot.domain.ids import NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.publication import Publication
from bot.domain.workspace import Actor, ChatLink, Person
from bot.ports import Transaction
from bot.usecases.asked import Asked, Press, Typed

Change = Callable[[Conversation], Awaitable[Conversation | None]]
"""What to make of a conversation; None: it stays as it is."""
_PROGRESS = "progress"
_LOOKS = 3
"""How often somebody who taps in the very moment is looked for."""


async def show(
    tx: Transaction,
    who: Actor | Person,
    place: Place,
    *,
    asked: Asked | None = None,
    flash: Flash | None = None,
    talk: Conversation | None = None,
    same: bool = False,
) -> Conversation:
    """Move the conversation to `place` and owe its screen, in the caller's transaction.

    `talk` is the conversation where the caller has changed its draft. The message whose button
    was pressed becomes the living one. `same`: every button that stood there still means what
    it did, so a second tap may come before the screen is drawn again.
    """
    talk = (talk or await tx.conversations.of(who)).at(place, flash=flash)
    old = talk.message_id
    if isinstance(asked, Press) and not asked.below:
        # A button of the newest screen: it was sent, even if nobody has noted that so far.
        below = talk.below and asked.version != talk.version
        talk = replace(talk, message_id=asked.message_id or old, below=below)
    elif asked is not None:
        talk = replace(talk, below=True)
    keep = tx.conversations.note if same else tx.conversations.save
    saved = await keep(talk)
    link = await tx.chats.private(saved.bot_id, saved.user_id)
    owed = [screen_notice(saved, link)]
    if old is not None and old != saved.message_id:
        owed.append(tidy_notice(saved, link, old))
    await tx.notices.owe(owed)
    return saved


async def stay(
    tx: Transaction,
    who: Actor | Person,
    flash: Flash | None,
    *,
    asked: Asked | None = None,
    talk: Conversation | None = None,
) -> Conversation:
    """Say `flash` on the screen where the person is."""
    talk = talk or await tx.conversations.of(who)
    return await show(tx, who, talk.place, asked=asked, flash=flash, talk=talk)


async def refresh(
    tx: Transaction,
    screens: Collection[str],
    *subjects: int,
    flash: Flash | None = None,
    but: int | None = None,
) -> set[int]:
    """Draw again for all who look at one of `subjects`, `but` for one; return their user ids.

    A tap that was on its way meanwhile counts: it was meant for this screen.
    """
    if flash is None:
        looking = await tx.conversations.looking_at(screens, *subjects)
    else:
        looking = await note_all(tx, screens, *subjects, change=_saying(flash, but))
    told = [one for one in looking if one.user_id != but]
    await _owe_screens(tx, told)
    return {talk.user_id for talk in told}


def _saying(flash: Flash, but: int | None) -> Change:
    async def change(talk: Conversation) -> Conversation | None:
        return replace(talk, flash=flash) if talk.user_id != but else None

    return change


async def note_all(
    tx: Transaction, screens: Collection[str], *subjects: int, change: Change
) -> list[Conversation]:
    """Note the `change` of all who look at one of `subjects`; return those who were changed.

    Who does something in this very moment is looked for anew, and is let go when they have gone
    elsewhere: what the caller's transaction is about is never undone for a line on a screen.
    """
    noted: dict[int, Conversation] = {}
    for _ in range(_LOOKS):
        missed = False
        for talk in await tx.conversations.looking_at(screens, *subjects):
            changed = await change(talk) if talk.user_id not in noted else None
            if changed is None:
                continue
            try:
                noted[talk.user_id] = await tx.conversations.note(changed)
            except Conflict:
                missed = True
        if not missed:
            break
    return list(noted.values())


async def refresh_ads(
    tx: Transaction, *publications: Publication, flash: Flash | None = None
) -> set[int]:
    """Draw again all that shows one of these; return who looks at its page or its progress.

    `flash` is for its page: a progress has a line for each.
    """
    told: set[int] = set()
    if flash is not None:
        told = await refresh(tx, ("publication",), *(one.id for one in publications), flash=flash)
    drawn = await _draw_again(tx, _showing(publications), publications, but=told)
    return told | {one.user_id for one in drawn if one.place.screen in ("publication", _PROGRESS)}


async def refresh_account(tx: Transaction, account: EmployerAccount) -> None:
    """Draw again all that shows the account or how its publications stand."""
    publications = await tx.publications.of_account(account.id)
    places: dict[str, set[int]] = {"account": {account.id}, "accounts": {0}}
    places |= _showing(publications)
    await _draw_again(tx, places, publications)


def _showing(publications: Sequence[Publication]) -> dict[str, set[int]]:
    """By the screen, of what it shows one of these."""
    vacancies: set[int] = {one.vacancy_id for one in publications}
    return {
        "publication": {one.id for one in publications},
        _PROGRESS: vacancies,
        "vacancy": vacancies,
        **{screen: {0} for screen in ("menu", "status", "vacancies", "archive")},
    }


async def _draw_again(
    tx: Transaction,
    places: Mapping[str, Collection[int]],
    publications: Sequence[Publication],
    *,
    but: Collection[int] = (),
) -> list[Conversation]:
    """For all who stand at one of the places, whom one look finds; return their conversations.

    A progress only for those who watch several targets, one of these among them.
    """
    ids = {one.id for one in publications}
    every = {subject for several in places.values() for subject in several}
    looking = [
        one
        for one in await tx.conversations.looking_at(places, *every)
        if one.place.subject in places[one.place.screen]
        and (one.place.screen != _PROGRESS or ids.intersection(one.targets))
        and one.user_id not in but
    ]
    await _owe_screens(tx, looking)
    return looking


async def _owe_screens(tx: Transaction, looking: Sequence[Conversation]) -> None:
    links = [await tx.chats.private(one.bot_id, one.user_id) for one in looking]
    owed = [screen_notice(*one) for one in zip(looking, links, strict=True)]
    await tx.notices.owe(owed)


def current(talk: Conversation, asked: Asked) -> Conversation:
    """The conversation, if the button stood on its present screen. Raises: Stale."""
    if isinstance(asked, Press) and asked.version != talk.version:
        raise Stale
    return talk


def screen_notice(talk: Conversation, link: ChatLink) -> Notice:
    """What is owed to the person's chat: the screen as it will be when it is sent."""
    return Notice(
        id=NoticeId(new_id()),
        workspace_id=talk.workspace_id,
        bot_id=talk.bot_id,
        chat_link_id=link.id,
        kind=NoticeKind.SCREEN,
        subject_id=talk.user_id,
        due_at=talk.updated_at,
        occurrence=f"{talk.version}.{new_id()}",
    )


async def erase(tx: Transaction, talk: Conversation, typed: Typed) -> None:
    """Owe that what was typed vanishes from the person's chat: it may hold a password."""
    if typed.message_id is not None:
        link = await tx.chats.private(talk.bot_id, talk.user_id)
        await tx.notices.owe([_vanish(NoticeKind.ERASE, talk, link, typed.message_id)])


def tidy_notice(talk: Conversation, link: ChatLink, message_id: int) -> Notice:
    """An old screen that gives way to the new one."""
    return _vanish(NoticeKind.TIDY, talk, link, message_id)


def _vanish(kind: NoticeKind, talk: Conversation, link: ChatLink, message_id: int) -> Notice:
    return Notice(
        id=NoticeId(new_id()),
        workspace_id=talk.workspace_id,
        bot_id=talk.bot_id,
        chat_link_id=link.id,
        kind=kind,
        subject_id=message_id,
        due_at=talk.updated_at,
        occurrence=str(talk.version),  # one that was tapped and lives again may get old again
    )
