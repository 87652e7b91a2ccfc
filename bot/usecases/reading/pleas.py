"""A wish to have a candidate, as the holder and the asker are told of it."""

from bot.domain.errors import NotThere
from bot.domain.ids import ApplicationId, PleaId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.views import View
from bot.domain.views.handling import PleaAnswered, PleaAsked
from bot.ports import Transaction


async def asked(tx: Transaction, notice: Notice) -> View:
    """May the candidate be handed over; once that is answered, how. Raises: NotThere."""
    plea = await tx.pleas.get(_plea_of(notice))
    await edited(tx, notice)
    name = (await tx.applications.get(ApplicationId(notice.subject_id))).name or ""
    members = {one.id: one.name for one in await tx.workspaces.members()}
    who = members.get(plea.asked_by, "")
    return PleaAsked(plea.id, name, who, plea.state, plea.asked_at)


async def answered(tx: Transaction, notice: Notice) -> View:
    """How it ended. Raises: NotThere."""
    plea = await tx.pleas.get(_plea_of(notice))
    name = (await tx.applications.get(ApplicationId(notice.subject_id))).name or ""
    members = {one.id: one.name for one in await tx.workspaces.members()}
    return PleaAnswered(name, members.get(plea.holder_id, ""), plea.state)


async def edited(tx: Transaction, notice: Notice) -> int | None:
    """The message that a change turns into something else. Raises: NotThere."""
    if notice.kind is not NoticeKind.PLEA_CHANGED:
        return None
    told = await tx.notices.of_subject(NoticeKind.PLEA, notice.subject_id)
    for one in told:
        if one.occurrence == str(_plea_of(notice)) and one.message_id is not None:
            return one.message_id
    raise NotThere


def _plea_of(notice: Notice) -> PleaId:
    return PleaId(int(notice.occurrence.partition(".")[0]))
