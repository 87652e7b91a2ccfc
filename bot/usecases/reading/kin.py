"""The other applications of a card's person, and what somebody may decide about them."""

from dataclasses import replace
from datetime import datetime

from bot.domain import views
from bot.domain.application import Application
from bot.domain.group import Group
from bot.domain.ids import ApplicationId
from bot.domain.masking import masked_name
from bot.domain.notice import Notice
from bot.domain.person import to_decide
from bot.domain.workspace import RIGHTS, ChatKind, ChatLink, Right
from bot.ports import Clock, Transaction
from bot.usecases.match_candidates import vacancy_of
from bot.usecases.reach import reader_of
from bot.usecases.reading.seen import is_hidden

SHOWN = 3


async def kin_of(tx: Transaction, one: Application, now: datetime) -> views.Kin:
    """As a person's own chat may see it."""
    everyone = await tx.applications.of_person(one.person_id)
    others = [it for it in reversed(everyone) if it.id != one.id]
    merge = to_decide(one.id, await tx.merges.of([one.id]), now)
    question = None
    if merge is not None:
        newer = merge.application_id == one.id
        about = merge.other_id if newer else merge.application_id
        answer = await _answer(tx, await tx.applications.get(about))
        question = views.Question(merge.id, merge.state, answer)
    shown = [await _answer(tx, it) for it in others[:SHOWN]]
    return views.Kin(shown, len(others), question)


async def _answer(tx: Transaction, one: Application) -> views.OtherAnswer:
    handling = one.handling
    members = {it.id: it.name for it in await tx.workspaces.members()}
    return views.OtherAnswer(
        one.name or "",
        one.site,
        await title_of(tx, one),
        one.sent_at,
        one.standing,
        handling.stage,
        handling.reason,
        one.id,
        members.get(handling.acted_by, "") if handling.acted_by is not None else "",
    )


async def title_of(tx: Transaction, one: Application) -> str | None:
    """What the vacancy that it answers is called; None when the ad is not linked."""
    vacancy = await vacancy_of(tx, one)
    return vacancy.title if vacancy is not None else None


def kin_in(link: ChatLink, notice: Notice, kin: views.Kin, *, sees: bool) -> views.Kin:
    """As this chat may see it. In a group it is the newer card that decides.

    `sees`: whoever reads it in private may see candidates that nobody has shown to them.
    """
    if link.kind is not ChatKind.GROUP:
        return kin if sees else replace(_unnamed(kin), decides=False)
    shown = kin if Group.of(link).full else _unnamed(kin)
    return replace(shown, notice_id=notice.id)


def _unnamed(kin: views.Kin) -> views.Kin:
    """Somebody else, who may be the same, is not named."""
    question = kin.question
    if question is None:
        return kin
    other = replace(question.other, name=masked_name(question.other.name))
    return replace(kin, question=replace(question, other=other))


async def card_again(tx: Transaction, notice: Notice, clock: Clock) -> views.View:
    """The word under a card, as things stand now."""
    one = await tx.applications.get(ApplicationId(notice.subject_id))
    link = await tx.chats.get(notice.chat_link_id)
    reader = await reader_of(tx, link)
    sees = reader is not None and Right.SEE_CONTACTS in RIGHTS[reader.role]
    kin = kin_in(link, notice, await kin_of(tx, one, clock.now()), sees=sees)
    if is_hidden(link, one):
        kin = replace(kin, question=None)
    return views.CardAgain(one.id, one.site, await title_of(tx, one), one.standing, kin)
