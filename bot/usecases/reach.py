"""Whether somebody's right reaches what a press is about: every press is checked here.

The role alone says so for what is the company's; a vacancy, its ads and its candidates are also
looked at (product.md 2.2). `REACH` is the table, `handlers/about.py` says what each press is about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.application import Application
from bot.domain.carousel import Carousel
from bot.domain.conversation import Place
from bot.domain.errors import NotAllowed, NotThere
from bot.domain.handling import Barring
from bot.domain.ids import (
    ActionId,
    ApplicationId,
    CarouselId,
    ChatLinkId,
    MemberId,
    MergeId,
    PublicationId,
    VacancyId,
)
from bot.domain.notice import SHARED, Notice, NoticeKind
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import IN_GROUPS, REACH, Actor, ChatKind, ChatLink, Member, Reach, Right
from bot.ports import Transaction, UnitOfWork
from bot.usecases.asked import InGroup, Press, Replied, Typed

Who = Actor | Member


class About(StrEnum):
    """What the id of a press is, or what a typed text is about."""

    COMPANY = "company"
    """Nothing of a vacancy; or the use case itself looks at whose it is."""
    ITSELF = "itself"
    """A candidate whom the press does not name: the use case looks, for all who see anybody."""
    CARD = "card"
    VACANCY = "vacancy"
    AD = "ad"
    PLACE = "place"
    """What the present screen is about, whatever the button says."""
    MERGE = "merge"
    CAROUSEL = "carousel"
    ACTION = "action"


_ADS = ("publish_field", "publish_loading", "preview", "publication", "close", "close_final")
_VACANCIES = ("vacancy", "vacancy_form", "wording", "archive_vacancy", "delete_vacancy")
_TELLING = ("tell_start", "tell_reason", "tell_words", "tell_text", "tell_value", "tell_preview")
_CANDIDATES = ("card_note", "card_later", "join", "join_confirm", "review", "told_here")
SUBJECTS: Mapping[str, About] = {
    **dict.fromkeys((*_ADS, "prolong", "forget", "ad_price"), About.AD),
    **dict.fromkeys((*_VACANCIES, "continue_draft"), About.VACANCY),
    **dict.fromkeys(("publish_account", "targets", "progress", "home"), About.VACANCY),
    **dict.fromkeys(("vacancy_team", "vacancy_owner"), About.VACANCY),
    **dict.fromkeys((*_TELLING, *_CANDIDATES), About.CARD),
    "told": About.ACTION,
}
"""What a screen is about; the rest is the company's, or looks at it itself."""


def reach_of(who: Who, right: Right) -> Reach:
    """How far it goes by the role."""
    return REACH[right][who.role]


def reaches_vacancy(who: Who, right: Right, vacancy: Vacancy) -> bool:
    """Whether the right holds for the vacancy, its ads, and all of its candidates."""
    reach = reach_of(who, right)
    return reach is Reach.ALL or (reach is Reach.OWN and vacancy.is_of(_id(who)))


async def reaches_candidate(
    tx: Transaction, bot_id: int, who: Who, right: Right, one: Application
) -> bool:
    """The same for a candidate, who may have been given or shown to somebody."""
    return one.id in await reached(tx, bot_id, who, right, [one])


async def reached(
    tx: Transaction, bot_id: int, who: Who, right: Right, those: Sequence[Application]
) -> set[ApplicationId]:
    """Which of many; each ad is looked at once."""
    reach = reach_of(who, right)
    if reach in (Reach.ALL, Reach.NONE):
        return {one.id for one in those} if reach is Reach.ALL else set()
    found: set[ApplicationId] = set()
    if reach is Reach.OWN:
        ads = {one.publication_id for one in those if one.publication_id is not None}
        own = {one for one in ads if await _reaches_ad(tx, who, right, one)}
        for one in those:
            if one.publication_id in own or one.handling.assignee_id == _id(who):
                found.add(one.id)
    left = [one.id for one in those if one.id not in found]
    if left and right is Right.NOTE:  # a colleague asked whole chats for opinions
        found |= {one.application_id for one in await tx.opinions.shares(left)}
    if left:
        home = await tx.chats.private(bot_id, who.user_id)
        found |= {one for one in left if one not in found and await was_shared(tx, one, home.id)}
    return found


async def reader_of(tx: Transaction, link: ChatLink) -> Member | None:
    """Who reads a private chat; None: nobody of the team any more."""
    members = await tx.workspaces.members()
    return next((one for one in members if one.user_id == link.user_id), None)


async def reaches_barring(
    tx: Transaction, bot_id: int, who: Who, right: Right, barring: Barring
) -> bool:
    """Whether it is of the member's candidates, or the member's own deed."""
    if barring.member_id == _id(who) or reach_of(who, right) is Reach.ALL:
        return True
    those = await tx.applications.several([barring.application_id, *barring.later])
    return bool(await reached(tx, bot_id, who, right, those))


async def shown_in(tx: Transaction, carousel: Carousel) -> list[Notice]:
    """The cards of a carousel that its reader may see by now; a group is shown them all."""
    cards = list(await tx.notices.of_carousel(carousel.id))
    link, right = await tx.chats.get(carousel.chat_link_id), Right.SEE_CONTACTS
    if link.kind is ChatKind.GROUP:
        return cards
    reader = await reader_of(tx, link)
    if reader is None:
        return []
    if reach_of(reader, right) is Reach.ALL:
        return cards
    seen = await reached(tx, link.bot_id, reader, right, await _those_in(tx, cards))
    return [card for card in cards if card.subject_id in seen]


async def _those_in(tx: Transaction, cards: Sequence[Notice]) -> Sequence[Application]:
    return await tx.applications.several([ApplicationId(one.subject_id) for one in cards])


async def was_shared(tx: Transaction, application_id: int, link_id: ChatLinkId) -> bool:
    """Whether somebody has shown the candidate in this chat."""
    cards = await tx.notices.of_subject(NoticeKind.CARD, ApplicationId(application_id))
    here = [one for one in cards if one.chat_link_id == link_id]
    return any(one.occurrence.startswith(SHARED) for one in here)


async def require_place(
    tx: Transaction, bot_id: int, actor: Actor, right: Right, place: Place
) -> None:
    """For whatever a screen is about. Raises: NotAllowed, NotThere."""
    about = SUBJECTS.get(place.screen, About.COMPANY)
    if about is About.COMPANY or not place.subject:
        actor.require(right)
    else:
        await require(tx, bot_id, actor, right, about, place.subject)


async def require(
    tx: Transaction, bot_id: int, actor: Actor, right: Right, about: About, subject: int
) -> None:
    """Raises: NotAllowed, NotThere."""
    reach = reach_of(actor, right)
    if reach is Reach.NONE:
        raise NotAllowed
    if reach is not Reach.ALL and not await _reaches(tx, bot_id, actor, right, about, subject):
        raise NotAllowed


async def _reaches(
    tx: Transaction, bot_id: int, actor: Actor, right: Right, about: About, subject: int
) -> bool:
    match about:
        case About.VACANCY:
            vacancy = await tx.vacancies.get(VacancyId(subject))
            return reaches_vacancy(actor, right, vacancy)
        case About.AD:
            return await _reaches_ad(tx, actor, right, PublicationId(subject))
        case About.ACTION:
            action = await tx.actions.get(ActionId(subject))
            if action.application_id is None:
                raise NotThere
            candidates = [action.application_id]
        case About.MERGE:
            merge = await tx.merges.get(MergeId(subject))
            candidates = [merge.application_id, merge.other_id]
        case About.CAROUSEL:
            those = await _those_in(tx, await tx.notices.of_carousel(CarouselId(subject)))
            # An empty one is answered as such.
            return not those or bool(await reached(tx, bot_id, actor, right, those))
        case _:
            candidates = [ApplicationId(subject)]
    found = [await tx.applications.get(one) for one in candidates]
    return bool(await reached(tx, bot_id, actor, right, found))


async def _reaches_ad(
    tx: Transaction, who: Who, right: Right, publication_id: PublicationId
) -> bool:
    publication = await tx.publications.get(publication_id)
    return reaches_vacancy(who, right, await tx.vacancies.get(publication.vacancy_id))


def _id(who: Who) -> MemberId:
    return who.member_id if isinstance(who, Actor) else who.id


@dataclass(frozen=True, slots=True)
class CheckReach:
    """The door of every press, command and text: what is refused here changes nothing."""

    uow: UnitOfWork
    bot_id: int

    async def __call__(
        self, actor: Actor, right: Right, about: About, asked: Press | Typed | InGroup | Replied
    ) -> None:
        """Raises: NotAllowed; NotThere for what is gone."""
        reach = reach_of(actor, right)
        if reach is Reach.NONE:
            raise NotAllowed
        if reach is Reach.ALL or (_in_group(asked) and right in IN_GROUPS):
            return
        if about is About.ITSELF:
            return
        if about is About.COMPANY:
            actor.require(right)
            return
        async with self.uow(actor) as tx:
            if isinstance(asked, Press | Typed) and about is About.PLACE:
                place = (await tx.conversations.of(actor)).place
                await require_place(tx, self.bot_id, actor, right, place)
            else:
                grouped = isinstance(asked, InGroup) and about is About.MERGE
                meant = About.CARD if grouped else about  # the message is of a candidate there
                await require(tx, self.bot_id, actor, right, meant, _subject(asked))


def _in_group(asked: Press | Typed | InGroup | Replied) -> bool:
    replied = isinstance(asked, Replied) and asked.link.kind is ChatKind.GROUP
    return replied or isinstance(asked, InGroup)


def _subject(asked: Press | Typed | InGroup | Replied) -> int:
    match asked:
        case Press():
            return asked.id
        case Replied():
            return asked.application_id
        case InGroup() if asked.notice is not None:
            return asked.notice.subject_id
    raise NotThere
