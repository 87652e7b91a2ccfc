"""Group chats: screens about them, and what they are told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import views
from bot.domain.errors import NotThere
from bot.domain.group import Group
from bot.domain.ids import ChatLinkId, VacancyId
from bot.domain.must_have import Point
from bot.domain.notice import Notice, NoticeKind
from bot.domain.paces import Paces
from bot.domain.quiet import Quiet
from bot.domain.vacancy import Shelf
from bot.domain.views import View
from bot.domain.workspace import ChatKind, ChatLink, Right
from bot.ports import Clock, SystemTransaction, Transaction
from bot.usecases.group_words import beside, managed
from bot.usecases.reach import reaches_vacancy
from bot.usecases.reading.desk import Desk, Reader, lines
from bot.usecases.reading.kin import kin_in
from bot.usecases.reading.people import settings
from bot.usecases.reading.seen import is_hidden, name_in, number_of, text_in

SHOWN = 30
_WHILE_NOT_LINKED = ("unlinked", "unconfirmed", "waits", "not-linked", "not-offered")

# -- screens ------------------------------------------------------------------------------


async def group_add(desk: Desk) -> views.View:
    """The link that was just made; the settings once it has been left."""
    draft = desk.talk.draft
    if "group_token" not in draft:
        return await settings(desk)
    vacancy = None
    if desk.subject:
        vacancy = await desk.tx.vacancies.get(VacancyId(desk.subject))
    until = datetime.fromisoformat(draft["until"])
    return views.GroupAdd(draft["group_token"], until, vacancy)


async def groups(desk: Desk) -> views.View:
    """Those that the member manages."""
    found = [one for one in await desk.tx.chats.groups() if Group.of(one).linked]
    mine = [one for one in found if Group.of(one).managed_by(desk.member)]
    return views.Groups(
        [views.GroupLine(one.id, Group.of(one).title, _told_apart(one, found)) for one in mine]
    )


def _topic(link: ChatLink) -> views.InTopic:
    return views.InTopic(link.thread_id, Group.of(link).topic)


def _told_apart(link: ChatLink, linked: Sequence[ChatLink]) -> views.InTopic | None:
    """The topic, where the chat alone does not say which link it is."""
    several = any(one.chat_id == link.chat_id and one.id != link.id for one in linked)
    return _topic(link) if several or link.thread_id is not None else None


async def group(desk: Desk) -> views.View:
    """One group, while it is linked."""
    link, found = await managed(desk.tx, desk.member, desk.subject)
    if not found.linked:
        raise NotThere
    may_all = desk.member.may(Right.MANAGE_TEAM)
    own = [
        one
        for one in await desk.tx.vacancies.all(Shelf.OPEN)
        if one.id in found.vacancies
        or (not one.blank and reaches_vacancy(desk.member, Right.LINK_GROUPS, one))
    ]
    lost, mode = link.gone_since is not None, Quiet.of(link, "", None).mode
    board = await desk.tx.boards.of(link.id)
    return views.GroupPage(
        link.id,
        found,
        lost,
        own[:SHOWN],
        may_all,
        link.language,
        mode,
        board=board is not None,
        unpinnable=board is not None and board.unpinnable,
        topic=_told_apart(link, await beside(desk.tx, link)),
    )


async def group_full(desk: Desk) -> views.View:
    """A last question."""
    link, found = await managed(desk.tx, desk.member, desk.subject)
    return views.ConfirmFull(link.id, found.title)


async def group_unlink(desk: Desk) -> views.View:
    """Another last question."""
    link, found = await managed(desk.tx, desk.member, desk.subject)
    if not found.linked:
        raise NotThere
    apart = _told_apart(link, await beside(desk.tx, link))
    return views.ConfirmUnlink(link.id, found.title, apart)


SCREENS: dict[str, Reader] = {
    "group_add": group_add,
    "groups": groups,
    "group": group,
    "group_full": group_full,
    "group_unlink": group_unlink,
}

# -- what is said in groups ---------------------------------------------------------------


def may_stand(link: ChatLink, notice: Notice) -> bool:
    """Nothing is posted where nobody confirmed, and no file or photo where cards are masked."""
    group = Group.of(link)
    if notice.kind is NoticeKind.GROUP_ASKED:
        return not group.linked
    if notice.kind is NoticeKind.GROUP_WORD:
        word = notice.occurrence.partition(".")[0]
        return group.linked is (word not in _WHILE_NOT_LINKED)
    if notice.kind is NoticeKind.CARD_FILE:
        return group.linked and group.full
    return group.linked


def seen_in(link: ChatLink, notice: Notice, card: views.Card) -> View:
    """The card as this chat may see it."""
    # Whom a candidate was shown sees the contacts of that one alone.
    kin = kin_in(link, notice, card.kin, sees=Right.HANDLE in card.state.may)
    if link.kind is not ChatKind.GROUP:
        return replace(card, kin=kin)
    if Group.of(link).full:
        return replace(card, in_group=True, kin=kin)
    one = card.application
    hidden = is_hidden(link, one)
    return views.MaskedCard(
        notice.id,
        name_in(link, one),
        text_in(link, one, one.city),
        text_in(link, one, one.position),
        text_in(link, one, one.pay),
        tuple(text_in(link, one, skill) for skill in one.skills),
        card.site,
        card.account,
        card.vacancy,
        one.sent_at,
        card.resume is not None or card.file_late or bool(one.resume_text),
        one.standing,
        state=replace(card.state, points=[_masked(one) for one in card.state.points]),
        kin=replace(kin, question=None) if hidden else kin,
        number=number_of(one.id) if hidden else 0,
    )


def _masked(point: Point) -> Point:
    """That a line shows it may be seen, the line may not."""
    return replace(point, line=point.line and "")


async def asked(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> View:
    """May it be linked."""
    link = await tx.chats.get(notice.chat_link_id)
    group = Group.of(link)
    if group.until is None:
        raise NotThere
    others = await _beside(tx, link)
    return views.GroupAsked(notice.id, await _company(tx, link), group.until, others)


async def word(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> View:
    """An answer."""
    link = await tx.chats.get(notice.chat_link_id)
    said, company = notice.occurrence.partition(".")[0], await _company(tx, link)
    if said == "settings":
        mode = Quiet.of(link, "", None).mode
        return views.GroupSettings(link.id, Group.of(link), company, link.language, mode)
    others = await _beside(tx, link) if said == "unlinked" else []
    return views.GroupWord(said, link.id, Group.of(link), company, others)


async def _beside(tx: Transaction, link: ChatLink) -> list[views.InTopic]:
    return [_topic(one) for one in await beside(tx, link)]


async def word_to_nobodys(tx: SystemTransaction, notice: Notice) -> View:
    """The only one that a group of no company gets. Raises: NotThere for any other."""
    link = await tx.chats.get(notice.chat_link_id)
    said = notice.occurrence.partition(".")[0]
    if notice.kind is not NoticeKind.GROUP_WORD or said != "not-linked" or link.workspace_id:
        raise NotThere
    return views.GroupWord(said, link.id, Group.of(link), "")


async def unlinking(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> View:
    """Is it to be unlinked."""
    link = await tx.chats.get(notice.chat_link_id)
    return views.GroupUnlink(notice.id, await _company(tx, link), await _beside(tx, link))


async def status(tx: Transaction, notice: Notice, clock: Clock, paces: Paces) -> View:
    """The publications whose candidates come here."""
    link = await tx.chats.get(notice.chat_link_id)
    group = Group.of(link)
    wanted = {one.id for one in await tx.vacancies.all() if group.wants(one)}
    shown = [one for one in await tx.publications.all() if one.vacancy_id in wanted]
    found = await lines(tx, shown[:SHOWN], clock, paces)
    return views.GroupStatus(group, await _company(tx, link), found)


async def lost(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> View:
    """The bot can't write there; nothing to say when it is back already."""
    link = await tx.chats.get(ChatLinkId(notice.subject_id))
    if link.gone_since is None:
        raise NotThere
    return views.GroupLost(Group.of(link).title)


async def trouble(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> View:
    """What the bot may not do there. Raises: NotThere once the group, or the vacancy, is gone."""
    link = await tx.chats.get(ChatLinkId(notice.subject_id))
    word, vacancy, _ = notice.occurrence.split(".")
    if not Group.of(link).linked:
        raise NotThere
    title = (await tx.vacancies.get(VacancyId(int(vacancy)))).title if int(vacancy) else ""
    return views.GroupTrouble(word, Group.of(link).title, title)


def answered(notice: Notice) -> int | None:
    """The message of the group that this one answers."""
    number = notice.occurrence.rpartition(".")[2]
    return int(number) or None if len(number) < 16 else None


async def _company(tx: Transaction, link: ChatLink) -> str:
    if link.workspace_id is None:
        raise NotThere
    return (await tx.workspaces.get(link.workspace_id)).name
