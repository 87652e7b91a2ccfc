"""Candidates as chats are told of them: cards, their pages, what stands under them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.domain import later, views
from bot.domain.application import Application, FileKind, FileState, StoredFile
from bot.domain.errors import NotThere
from bot.domain.group import Did, Group
from bot.domain.ids import ApplicationId, FileId
from bot.domain.masking import HIDDEN, masked_name, scrubbed
from bot.domain.must_have import Point, below
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.paces import Paces
from bot.domain.vacancy import Vacancy
from bot.domain.views import CardPage, CardState, View
from bot.domain.workspace import RIGHTS, ChatKind, ChatLink, Member, Reach, Right
from bot.ports import Clock, Sites, Transaction
from bot.usecases.join_persons import cards_of_person
from bot.usecases.match_candidates import points, vacancy_of
from bot.usecases.reach import reach_of, reaches_candidate, was_shared
from bot.usecases.reading import carousels, groups, pings, pleas
from bot.usecases.reading.choices import choices
from bot.usecases.reading.kin import card_again, kin_of
from bot.usecases.reading.named import account_of
from bot.usecases.reading.seen import is_hidden, name_in, number_of
from bot.usecases.redraw_cards import LEAF, as_page, message_of

_EVERYONES = frozenset({Right.HANDLE, Right.NOTE})
"""In a group anybody may press; each press is checked."""


@dataclass(frozen=True, slots=True)
class ReadCard:
    """The present truth about one candidate, for one chat."""

    sites: Sites
    clock: Clock
    paces: Paces

    async def __call__(self, tx: Transaction, notice: Notice) -> View:
        """Raises: NotThere."""
        match notice.kind:
            case NoticeKind.CARD:
                return await self.card(tx, notice)
            case NoticeKind.CARD_AGAIN | NoticeKind.AGAIN_CHANGED:
                return await card_again(tx, await told(tx, notice), self.clock)
            case NoticeKind.CAROUSEL | NoticeKind.CAROUSEL_CHANGED:
                return await carousels.carousel(tx, await told(tx, notice), partial(self.card, tx))
            case NoticeKind.CARD_CHANGED | NoticeKind.CARD_PAGE:
                return await self._changed(tx, notice)
            case _:
                return await _READERS[notice.kind](tx, notice)

    async def _changed(self, tx: Transaction, notice: Notice) -> View:
        part = ""
        page, undo = CardPage.MAIN, notice.occurrence.endswith(".undo")
        if notice.kind is NoticeKind.CARD_PAGE:
            word, _, part = notice.occurrence.partition(".")[0].partition("-")
            page = CardPage(word)
        elif await _overtaken(tx, notice):
            raise NotThere
        copy = await told(tx, notice)
        read = partial(self.card, tx, page=page, part=int(part or 0), undo=undo)
        if copy.state is NoticeState.IN_CAROUSEL:
            return await carousels.page(tx, copy, read)
        return await read(copy)

    async def card(
        self,
        tx: Transaction,
        card: Notice,
        *,
        page: CardPage = CardPage.MAIN,
        part: int = 0,
        undo: bool = False,
    ) -> View:
        """As the chat of this notice may see it. Raises: NotThere."""
        application = await _application(tx, card)
        account = await account_of(tx, application.account_id)
        vacancy = await vacancy_of(tx, application)
        files = {one.kind: one for one in await tx.files.of_application(application.id)}
        resume = files.get(FileKind.RESUME)
        link = await tx.chats.get(card.chat_link_id)
        shown = views.Card(
            application,
            application.site,
            account.label,
            vacancy.title if vacancy is not None else None,
            _kept(resume),
            _kept(files.get(FileKind.PHOTO)),
            file_late=resume is not None and resume.state is FileState.WANTED,
            state=await self._state(tx, card, application, link, (page, part), undo=undo),
            kin=await kin_of(tx, application, self.clock.now()),
        )
        if vacancy is not None and vacancy.must_haves:
            shown = replace(shown, state=self._with_points(shown.state, application, vacancy))
        return groups.seen_in(link, card, shown)

    def _with_points(
        self, state: CardState, application: Application, vacancy: Vacancy
    ) -> CardState:
        found = points(application, vacancy.must_haves, self.clock.now())
        met = sum(one.met for one in found) if found else None
        return replace(
            state,
            points=found or [Point(one) for one in vacancy.must_haves],
            compared=bool(found),
            below=vacancy.push_from if below(met, vacancy.push_from) else None,
        )

    async def _state(
        self,
        tx: Transaction,
        card: Notice,
        application: Application,
        link: ChatLink,
        shown: tuple[CardPage, int],
        *,
        undo: bool,
    ) -> CardState:
        page = shown[0]
        members = await tx.workspaces.members()
        now, handling = self.clock.now(), application.handling
        private = link.kind is ChatKind.PRIVATE
        mine = [one for one in members if one.user_id == link.user_id]
        offered, part, parts = await choices(tx, *shown, link, members)
        zone = (await tx.workspaces.get(application.workspace_id)).time_zone
        return CardState(
            subject=application.id if private else card.id,
            version=application.version,
            handling=handling,
            names={one.id: one.name for one in members},
            note=await _note(tx, application, link),
            barred=bool(await tx.barred.among([application.id])),
            undo=undo and handling.undoable(now, self.paces.undo),
            page=page,
            choices=offered,
            part=part,
            parts=parts,
            evening=later.moment(later.Later.EVENING, now, zone, self.paces.undo) is not None,
            private=private,
            may=await _may(tx, mine[0], application, link) if private and mine else _EVERYONES,
            me=mine[0].id if private and mine else None,
            can=self.sites.info(application.site).can,
            answer=next(iter(await tx.actions.of_application(application.id)), None),
            votes=await tx.opinions.votes(application.id),
        )


async def _may(
    tx: Transaction, reader: Member, one: Application, link: ChatLink
) -> frozenset[Right]:
    """What the reader of a private chat may do; whom somebody was shown, they see the whole."""
    may = RIGHTS[reader.role]
    if reach_of(reader, Right.SEE_CONTACTS) is not Reach.SHOWN:
        return may
    return may | {Right.SEE_CONTACTS} if await was_shared(tx, one.id, link.id) else may


async def _overtaken(tx: Transaction, notice: Notice) -> bool:
    """Every version changes every copy: a newer change is owed, or told.

    But for what its moment alone changes: nobody owes that anew.
    """
    version, _, why = notice.occurrence.partition(".")
    if ".at" in f".{why}":
        return False
    return int(version) < (await _application(tx, notice)).version


async def _application(tx: Transaction, notice: Notice) -> Application:
    return await tx.applications.get(ApplicationId(notice.subject_id))


def _kept(file: StoredFile | None) -> StoredFile | None:
    return file if file is not None and file.state is FileState.KEPT else None


async def _note(tx: Transaction, application: Application, link: ChatLink) -> views.CardNote | None:
    notes = await tx.notes.of_application(application.id)
    if not notes:
        return None
    last = notes[-1]
    masked = link.kind is ChatKind.GROUP and not Group.of(link).full
    text = scrubbed(last.text) if masked else last.text
    if is_hidden(link, application):
        text = HIDDEN  # what a person wrote calls people in too many ways
    return views.CardNote(last.member_id, text, last.at, len(notes))


# -- what stands under a card ---------------------------------------------------------------


async def _file(tx: Transaction, notice: Notice) -> View:
    file = await tx.files.get(FileId(notice.subject_id))
    if file.state is not FileState.KEPT:
        raise NotThere
    application = await tx.applications.get(file.application_id)
    if notice.kind is NoticeKind.CARD_PHOTO:
        return views.CardPhoto(application, file)
    return views.CardFile(application, file)


async def _said(tx: Transaction, notice: Notice) -> View:
    """Raises: NotThere when it was decided otherwise meanwhile."""
    application = await _application(tx, notice)
    word, _, moment = notice.occurrence.partition(".")
    handling = application.handling
    if word == "later":
        until = handling.later_until
        if until is None or f"{until.timestamp():.0f}" != moment:
            raise NotThere
    link = await tx.chats.get(notice.chat_link_id)
    number = number_of(application.id) if is_hidden(link, application) else 0
    who = handling.later_by if word == "later" else handling.acted_by
    members = {one.id: one.name for one in await tx.workspaces.members()}
    name = name_in(link, application)
    return views.CardSaid(word, name, members.get(who, "") if who is not None else "", number)


async def _letter(tx: Transaction, notice: Notice) -> View:
    return views.CardLetter(await _application(tx, notice))


async def _history(tx: Transaction, notice: Notice) -> View:
    application = await _application(tx, notice)
    application_id = application.id
    members = await tx.workspaces.members()
    names = {one.id: one.name for one in members}
    whole = await _sees_whole(tx, notice, members, application)
    notes = {
        str(one.id): one.text if whole else scrubbed(one.text)
        for one in await tx.notes.of_application(application_id)
    }
    groups_ = {str(one.id): Group.of(one).title for one in await tx.chats.groups()}
    known = {**notes, **groups_, **{str(key): name for key, name in names.items()}}
    deeds = [
        views.PastDeed(
            one.at,
            names.get(one.member_id, ""),
            one.did,
            _detail(one.did, one.detail, known),
            datetime.fromisoformat(one.detail) if one.did is Did.LATER else None,
        )
        for one in await tx.audit.of_subject(application_id)
    ]
    name = (application.name or "") if whole else masked_name(application.name)
    return views.CardHistory(name, deeds[::-1])


async def _sees_whole(
    tx: Transaction, notice: Notice, members: Sequence[Member], one: Application
) -> bool:
    """Whoever may note may ask for the history, also under a masked card of a group."""
    link, right = await tx.chats.get(notice.chat_link_id), Right.SEE_CONTACTS
    reader = next((it for it in members if it.user_id == link.user_id), None)
    return reader is not None and await reaches_candidate(tx, notice.bot_id, reader, right, one)


_BY_ID = (Did.ASSIGNED, Did.NOTED, Did.SHARED)


def _detail(did: Did, detail: str, known: Mapping[str, str]) -> str:
    return known.get(detail, "") if did in _BY_ID else detail


_READERS: dict[NoticeKind, Callable[[Transaction, Notice], Awaitable[View]]] = {
    NoticeKind.CARD_HISTORY: _history,
    NoticeKind.CARD_SAID: _said,
    NoticeKind.CARD_NOTED: pings.noted,
    NoticeKind.NOTE_UNSEEN: pings.unseen,
    NoticeKind.PLEA: pleas.asked,
    NoticeKind.PLEA_CHANGED: pleas.asked,
    NoticeKind.PLEA_ANSWERED: pleas.answered,
    NoticeKind.CARD_LETTER: _letter,
    NoticeKind.CARD_FILE: _file,
    NoticeKind.CARD_PHOTO: _file,
}


# -- which message it is about --------------------------------------------------------------

CHANGES = {
    NoticeKind.CARD_CHANGED: NoticeKind.CARD,
    NoticeKind.CARD_PAGE: NoticeKind.CARD,
    NoticeKind.AGAIN_CHANGED: NoticeKind.CARD_AGAIN,
    NoticeKind.CAROUSEL_CHANGED: NoticeKind.CAROUSEL,
}
"""What each says anew."""
_UNDER = (
    NoticeKind.CARD_LETTER,
    NoticeKind.CARD_HISTORY,
    NoticeKind.CARD_SAID,
    NoticeKind.PLEA,
    NoticeKind.PLEA_ANSWERED,
    NoticeKind.CARD_NOTED,
)
_OF_FILE = (NoticeKind.CARD_FILE, NoticeKind.CARD_PHOTO)


async def told(tx: Transaction, notice: Notice) -> Notice:
    """The copy that a change is about; else itself. Raises: NotThere when it is not in the chat."""
    if notice.kind not in CHANGES:
        return notice
    about = await tx.notices.of_subject(CHANGES[notice.kind], notice.subject_id)
    number, leaf = _named(notice)
    if leaf:
        words = await tx.notices.of_subject(NoticeKind.CARD_AGAIN, notice.subject_id)
        about = [as_page(one) for one in (*about, *words) if one.id == number]
    here = [one for one in about if one.chat_link_id == notice.chat_link_id]
    named = [one for one in here if one.id == number]
    there = sorted((one.message_id, one.id, one) for one in here if one.message_id is not None)
    if named and (leaf or named[0].message_id is not None):
        return named[0]
    if not there:
        raise NotThere
    return there[-1][2]


def _named(notice: Notice) -> tuple[int | None, bool]:
    """`<version or page>.<card>.<leaf>...`; changes that an older version owed name none."""
    parts = notice.occurrence.split(".")
    return (int(parts[1]) if len(parts) > 1 else None), parts[2:3] == [LEAF]


async def edited(tx: Transaction, notice: Notice) -> int:
    """The message that a change turns into something else.

    Raises: NotThere, also while it is still to come: then it shows what is true anyway.
    """
    there = (await message_of(tx, await told(tx, notice))).message_id
    if there is None:
        raise NotThere
    return there


async def answered(tx: Transaction, notice: Notice) -> int | None:
    """The card that a message stands under, where the chat has one, or the word in its place."""
    if notice.kind is NoticeKind.CARD_AGAIN:
        one = await _application(tx, notice)
        first = (await cards_of_person(tx, one)).get(notice.chat_link_id)
        return (await message_of(tx, first)).message_id if first is not None else None
    if notice.kind in _UNDER:
        candidate = ApplicationId(notice.subject_id)
    elif notice.kind in _OF_FILE:
        candidate = (await tx.files.get(FileId(notice.subject_id))).application_id
    else:
        return None
    for kind in (NoticeKind.CARD, NoticeKind.CARD_AGAIN):
        for card in await tx.notices.of_subject(kind, candidate):
            if card.chat_link_id == notice.chat_link_id:
                return (await message_of(tx, card)).message_id
    return None
